"""Accounts that are closed, opened again or handed over."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.portal.people import guards, sessions
from aqyl.portal.people.models import Grant, Person
from aqyl.portal.people.roles import administers
from aqyl.portal.procedure import Change, action
from aqyl.problems import Problem


def _can_be_deactivated(change: Change) -> Iterator[Problem]:
    yield from guards.not_oneself(change)
    if not change.subject.is_active:
        yield Problem("portal.person_inactive")
    yield from guards.an_administrator_stays(change.subject)


@action("deactivate", on="person", by=administers, guard=_can_be_deactivated)
def deactivate(change: Change) -> dict[str, object]:
    """Close the account and end its sessions; roles stay, to come back with it."""
    change.subject.is_active = False
    return {"sessions": sessions.end(change.subject)}


def _can_be_reactivated(change: Change) -> Iterator[Problem]:
    if change.subject.is_active:
        yield Problem("portal.person_active")


@action("reactivate", on="person", by=administers, guard=_can_be_reactivated)
def reactivate(change: Change) -> dict[str, object]:
    """Open the account again with the roles it had."""
    change.subject.is_active = True
    return {}


def _can_be_handed_over(change: Change) -> Iterator[Problem]:
    yield from guards.not_oneself(change)
    leaving: Person = change.subject
    to = _successor(change)
    if to is None or to.pk == leaving.pk or not to.is_active:
        yield Problem("portal.no_successor")
        return
    held = guards.grants_of(leaving)
    if not held:
        yield Problem("portal.nothing_to_hand_over")
    yield from guards.conflicts(guards.grants_of(to), held)


def _successor(change: Change) -> Person | None:
    """Who takes over, held until the transaction ends."""
    return Person.objects.select_for_update().filter(pk=int(change.given["to"])).first()


@action("hand-over", on="person", by=administers, guard=_can_be_handed_over)
def hand_over(change: Change) -> dict[str, object]:
    """Give all roles to another person and close the account. given: to, the other one's id."""
    leaving, to = change.subject, change.given["to"]
    held = guards.grants_of(leaving)
    for role, place in held:
        Grant.objects.get_or_create(person_id=to, role=role, territory=place)
    leaving.grants.all().delete()
    leaving.is_active = False
    sessions.end(leaving)
    return {"to": to, "roles": [[role, place.code] for role, place in held]}
