"""Who is invited, and which roles they are given or lose.

What an event of these keeps: ids of people, roles, codes of territories; no name, no address.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from aqyl.portal.people import guards, letters
from aqyl.portal.people.models import Grant, Person, Role
from aqyl.portal.people.roles import appoints, looks_after
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.procedure import Change, action
from aqyl.problems import Problem


def _place(change: Change) -> Territory:
    """The territory a role is given or taken for."""
    place: Territory = change.given["territory"]
    return place


def _can_be_invited(change: Change) -> Iterator[Problem]:
    given = {**change.given, "territory": change.subject}
    yield from guards.role_is_given(Change(change.name, None, change.actor, given, change.at))
    yield from guards.is_named(change)
    email = Person.objects.folded(str(change.given.get("email", "")))
    try:
        validate_email(email)
    except ValidationError:
        yield Problem("portal.bad_address", values={"given": email[:80] or "–"})
    if Person.objects.filter(email=email).exists():
        yield Problem("portal.address_taken", values={"given": email})


@action("invite", on="territory", by=appoints, guard=_can_be_invited)
def invite(change: Change) -> dict[str, object]:
    """A new person with a role here and a letter. given: name, email, language, role."""
    given = change.given
    person = Person.objects.create_user(
        str(given["email"]), name=str(given["name"]).strip(), language=str(given["language"])
    )
    Grant.objects.create(person=person, role=str(given["role"]), territory=change.subject)
    letters.after_commit(partial(letters.send_invitation, person.pk))
    return {"person": person.pk, "role": str(given["role"])}


def _can_be_invited_again(change: Change) -> Iterator[Problem]:
    if not change.subject.is_active:
        yield Problem("portal.person_inactive")
    if change.subject.has_usable_password():
        yield Problem("portal.has_password")


@action("invite-again", on="person", by=looks_after, guard=_can_be_invited_again)
def invite_again(change: Change) -> dict[str, object]:
    """Another letter with a new link; the old link holds until its own term ends."""
    letters.after_commit(partial(letters.send_invitation, change.subject.pk))
    return {}


def _can_be_granted(change: Change) -> Iterator[Problem]:
    person: Person = change.subject
    role, place = str(change.given.get("role")), _place(change)
    yield from guards.role_is_given(change)
    held = guards.grants_of(person)
    if (role, place) in held:
        yield Problem("portal.has_role", values={"role": guards.named(role), "place": place})
    if not person.is_active:
        yield Problem("portal.person_inactive")
    yield from guards.conflicts(held, [(role, place)])


@action("grant-role", on="person", by=appoints, guard=_can_be_granted, at=_place)
def grant_role(change: Change) -> dict[str, object]:
    """One more role. given: role, territory."""
    role = str(change.given["role"])
    Grant.objects.create(person=change.subject, role=role, territory=_place(change))
    return {"role": role}


def _can_be_withdrawn(change: Change) -> Iterator[Problem]:
    role, place = str(change.given.get("role")), _place(change)
    yield from guards.role_is_given(change)
    if role in Role.values and (role, place) not in guards.grants_of(change.subject):
        yield Problem("portal.has_no_role", values={"role": guards.named(role), "place": place})
    if (role, place.code) == (Role.ADMINISTRATOR, COUNTRY):
        yield from guards.an_administrator_stays(change.subject)


@action("withdraw-role", on="person", by=appoints, guard=_can_be_withdrawn, at=_place)
def withdraw_role(change: Change) -> dict[str, object]:
    """One role less. given: role, territory."""
    role = str(change.given["role"])
    Grant.objects.filter(person=change.subject, role=role, territory=_place(change)).delete()
    return {"role": role}
