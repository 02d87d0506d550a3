"""Who is told of a step: those who can take the next one, and those whose answers it concerns."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from aqyl.portal.history.models import Event
from aqyl.portal.notices.models import Notice
from aqyl.portal.people.models import Person, Role
from aqyl.portal.people.roles import territory_of
from aqyl.portal.procedure.deeds import Change
from aqyl.standard.models import Edition

_CONCERNED = (Role.OFFICER, Role.APPROVER)


def tell(event: Event, change: Change) -> None:
    """Enter a notice for everyone concerned but the one who did it."""
    people = audience(change)
    if change.actor is not None:
        people = people.exclude(pk=change.actor.pk)
    Notice.objects.bulk_create(
        [Notice(person=person, event=event) for person in people], ignore_conflicts=True
    )


def audience(change: Change) -> QuerySet[Person]:
    """Active people with a role for the subject's territory or one that holds it.

    A step of a whole campaign concerns the akimats of every settlement. Of a verdict the other
    verifiers are not told: one of them may be asked to judge without knowing it.
    """
    roles = _next(change)
    if change.subject.KIND == "answer" and change.step is not None:
        roles -= set(change.step.by)
    above = territory_of(change.subject).above
    here = Q(grants__role__in=roles | set(_CONCERNED), grants__territory__in=above)
    if change.subject.KIND == "campaign":
        here |= Q(grants__role__in=_CONCERNED)
    return Person.objects.filter(here, is_active=True).distinct()


def _next(change: Change) -> set[str]:
    """The roles that can take a next step, but for one that only a disagreement calls for."""
    edition: Edition = change.subject.campaign.edition
    return {
        role
        for step in edition.transitions
        if change.subject.state in step.from_states and "disputed" not in step.requires
        for role in step.by
    }
