"""What part of the country, and which people, someone with a role can see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from aqyl.portal.people.models import Person, Role
from aqyl.portal.places.models import COUNTRY, Territory

SEES_PEOPLE = (Role.ADMINISTRATOR, Role.MANAGER, Role.AUDITOR)
APPOINTS = (Role.ADMINISTRATOR, Role.MANAGER)
READS_LOG = (Role.AUDITOR, Role.MANAGER)


def under(codes: set[str], path: str = "") -> Q:
    """A condition: the territory at `path` (empty, or ending in `__`) is one of these or in one."""
    return (
        Q(**{f"{path}code__in": codes})
        | Q(**{f"{path}parent__in": codes})
        | Q(**{f"{path}parent__parent__in": codes})
    )


def places_of(person: Person, roles: tuple[str, ...]) -> set[str]:
    """Codes of the territories for which one of the roles was granted, those below left out."""
    return {code for role, code in person.roles if role in roles}


def covered(person: Person, roles: tuple[str, ...]) -> QuerySet[Territory]:
    """Every territory for which the person holds one of the roles."""
    return Territory.objects.filter(under(places_of(person, roles)))


def people_seen(person: Person) -> QuerySet[Person]:
    """The people someone may look up: those with a role where they keep, manage or audit.

    Whoever does so for the country sees people without a role too.
    """
    codes = places_of(person, SEES_PEOPLE)
    if COUNTRY in codes:
        return Person.objects.all()
    return Person.objects.filter(under(codes, "grants__territory__")).distinct()
