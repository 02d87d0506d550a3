"""What a person changes about their own account, and what helps one who cannot get in."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.portal.people import guards, sessions
from aqyl.portal.people.models import Person
from aqyl.portal.people.roles import administers, oneself
from aqyl.portal.people.second_factor import must_have
from aqyl.portal.procedure import Change, action
from aqyl.problems import Problem


@action("change-own-details", on="person", by=oneself, guard=guards.is_named)
def change_own_details(change: Change) -> dict[str, object]:
    """Name and language. given: name, language."""
    person: Person = change.subject
    after = {"name": str(change.given["name"]).strip(), "language": change.given["language"]}
    changed = [field for field, value in after.items() if getattr(person, field) != value]
    person.name, person.language = after["name"], after["language"]
    person.make_searchable()
    return {"changed": changed}


@action("set-password", on="person", by=oneself)
def set_password(change: Change) -> dict[str, object]:
    """Another password, already checked by its form; every session ends. given: password."""
    change.subject.set_password(str(change.given["password"]))
    return {"sessions": sessions.end(change.subject)}


@action("end-sessions", on="person", by=oneself | administers)
def end_sessions(change: Change) -> dict[str, object]:
    """Sign out elsewhere. given: only (ids, None for all), keep (key of the one that goes on)."""
    given = change.given
    return {"sessions": sessions.end(change.subject, given.get("only"), keep=given.get("keep", ""))}


@action("add-second-factor", on="person", by=oneself)
def add_second_factor(change: Change) -> dict[str, object]:
    """Enter in the log that an authenticator is added in this transaction."""
    return {}


@action("renew-recovery-codes", on="person", by=oneself)
def renew_recovery_codes(change: Change) -> dict[str, object]:
    """Enter in the log that recovery codes are made anew in this transaction."""
    return {}


def _can_be_removed(change: Change) -> Iterator[Problem]:
    if must_have(change.subject):
        yield Problem("portal.second_factor_needed")


@action("remove-second-factor", on="person", by=oneself, guard=_can_be_removed)
def remove_second_factor(change: Change) -> dict[str, object]:
    """Sign in by password alone from now on; other sessions end. given: keep."""
    return _remove(change)


@action("reset-second-factor", on="person", by=administers, guard=guards.not_oneself)
def reset_second_factor(change: Change) -> dict[str, object]:
    """For one who lost authenticator and codes: all are taken off, every session ends."""
    return _remove(change)


def _remove(change: Change) -> dict[str, object]:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.filter(user=change.subject).delete()
    return {"sessions": sessions.end(change.subject, keep=change.given.get("keep", ""))}
