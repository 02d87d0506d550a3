"""Which events someone may read, and which of them they ask for."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from aqyl.portal.history.models import Event
from aqyl.portal.people import scope
from aqyl.portal.people.attempts import number_in
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import COUNTRY, Territory


def readable(person: Person) -> QuerySet[Event]:
    """All events for the country's auditors and managers, others' of their territories alone."""
    codes = scope.places_of(person, scope.READS_LOG)
    if COUNTRY in codes:
        return Event.objects.all()
    return Event.objects.filter(territory__in=_inside(codes))


def chosen(events: QuerySet[Event], asked: Mapping[str, str]) -> QuerySet[Event]:
    """Those asked for, the newest first.

    asked: any of subject (`kind:id`, or a kind for all of it), territory (with all in it), actor
    (a person's id), before (a number: only older ones).
    """
    conditions = Q()
    asked = {name: text.replace("\0", "").strip() for name, text in asked.items()}
    subject = asked.get("subject", "")
    if subject:
        exact = Q(subject=subject)
        conditions &= exact if ":" in subject else Q(subject__startswith=f"{subject}:")
    if asked.get("territory"):
        conditions &= Q(territory__in=_inside({asked["territory"]}))
    if asked.get("actor"):
        conditions &= Q(actor=asked["actor"])
    before = number_in(asked.get("before", ""))
    if before is not None:
        conditions &= Q(number__lt=before)
    return events.filter(conditions).order_by("-number")


def _inside(codes: set[str]) -> QuerySet[Territory, str]:
    return Territory.objects.filter(scope.under(codes)).values_list("code", flat=True)
