"""Predicates over role, territory and subject; the procedure and the pages ask these alone."""

from __future__ import annotations

from typing import Any

from rules.predicates import Predicate

from aqyl.portal.people.models import Role
from aqyl.portal.places.models import Territory


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


reads = holds(*(role for role in Role if role != Role.ADMINISTRATOR))
"""Whether a person may read a submission before it is published."""
