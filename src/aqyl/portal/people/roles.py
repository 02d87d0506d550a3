"""Predicates over role, territory and subject; the procedure and the pages ask these alone."""

from __future__ import annotations

from typing import Any

from rules.predicates import Predicate

from aqyl.portal.people.models import Person, Role
from aqyl.portal.places.models import COUNTRY, Territory


def holds(*roles: str) -> Predicate:
    """Whether a person holds one of the roles for the subject's territory.

    A subject is anything with a `territory`, or a territory itself.
    """

    def test(person: Any, subject: Any) -> bool:
        place = territory_of(subject)
        return getattr(person, "is_authenticated", False) and any(
            person.holds(role, place) for role in roles
        )

    return Predicate(test, name=f"holds({', '.join(roles)})")


def territory_of(subject: Any) -> Territory:
    """The territory of a subject."""
    return subject if isinstance(subject, Territory) else subject.territory


reads = holds(*(role for role in Role if role not in (Role.ADMINISTRATOR, Role.DEPUTY)))
"""Whether a person may read a submission before it is published."""

AKIMAT = (Role.OFFICER, Role.APPROVER)
GIVEN_BY_MANAGERS = (*AKIMAT, Role.VERIFIER, Role.DEPUTY)

appoints = holds(Role.ADMINISTRATOR, Role.MANAGER)
"""Whether a person may give some role for a territory; a manager gives GIVEN_BY_MANAGERS alone."""


def may_give(person: Person, role: str, territory: Territory) -> bool:
    """Whether a person may give or take this role for this territory."""
    if person.holds(Role.ADMINISTRATOR, territory):
        return True
    return role in GIVEN_BY_MANAGERS and person.holds(Role.MANAGER, territory)


def _oneself(person: Person, subject: Person) -> bool:
    """Whether the subject is the person."""
    return person.is_active and person.pk == subject.pk


def _administers(person: Person, subject: Person) -> bool:
    """Whether a person is administrator for every territory in which the subject has a role.

    Someone without a role is looked after by the administrators for the country.
    """
    return all(person.holds(Role.ADMINISTRATOR, place) for _, place in _granted(subject))


def _looks_after(person: Person, subject: Person) -> bool:
    """Whether a person could have given the subject every role they have."""
    return all(may_give(person, role, place) for role, place in _granted(subject))


oneself = Predicate(_oneself, name="oneself")
administers = Predicate(_administers, name="administers")
looks_after = Predicate(_looks_after, name="looks_after")
nobody = Predicate(lambda person, subject: False, name="nobody")
"""For what the system alone does."""


def _granted(subject: Person) -> list[tuple[str, Territory]]:
    grants = subject.grants.select_related("territory__parent__parent")
    found = [(grant.role, grant.territory) for grant in grants]
    return found or [(Role.ADMINISTRATOR, Territory.objects.get(code=COUNTRY))]
