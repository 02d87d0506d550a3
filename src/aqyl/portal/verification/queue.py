"""The queue of answers that wait for a verifier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from aqyl.portal.campaigns.guards import judging_states, waiting_states
from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.campaigns.rows import given
from aqyl.portal.people.models import Person, Role
from aqyl.portal.verification.reviews import awaiting_second, disputed
from aqyl.portal.verification.scope import LOOKERS, answers_for, codes, within
from aqyl.portal.verification.states import appeal_states
from aqyl.standard.models import Indicator, Initiative

SORTS = ("risk", "waiting", "place")
PAGE = 50
_PLACE = "submission__territory"


@dataclass(frozen=True, slots=True)
class Asked:
    """How a queue is narrowed and sorted; empty where it is not."""

    place: str = ""
    domain: str = ""
    risk: str = ""
    sort: str = "risk"

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        """What an address asks; words it does not know are passed over."""
        sort = given.get("sort", "")
        names = ("place", "domain", "risk")
        values = {name: given.get(name, "")[:80] for name in names}
        return cls(**values, sort=sort if sort in SORTS else "risk")


def waiting(person: Person, campaign: Campaign, asked: Asked, lang: str) -> QuerySet[Answer]:
    """Answers under verification that nobody judged, those that a person may see."""
    found = answers_for(person, campaign).filter(
        given(),
        Q(screening__settler__isnull=True) | Q(screening__settler=person),
        state__in=waiting_states(campaign.edition),
        submission__state__in=judging_states(campaign.edition),
    )
    return _sorted(_narrowed(found, campaign, asked), asked.sort, lang)


def _narrowed(found: QuerySet[Answer], campaign: Campaign, asked: Asked) -> QuerySet[Answer]:
    if asked.place:
        found = found.filter(within(frozenset({asked.place})))
    if asked.domain:
        edition = campaign.edition
        leaves: tuple[Initiative | Indicator, ...] = (*edition.initiatives, *edition.indicators)
        found = found.filter(node__in=[one.id for one in leaves if one.domain == asked.domain])
    if asked.risk:
        found = found.filter(screening__marks__contains=f" {asked.risk} ")
    return found


def _sorted(found: QuerySet[Answer], sort: str, lang: str) -> QuerySet[Answer]:
    orders = {
        "risk": (F("screening__points").desc(nulls_last=True), "submission__entered_at"),
        "waiting": ("submission__entered_at",),
        "place": (f"{_PLACE}__name_{lang}", "node"),
    }
    return found.order_by(*orders[sort], "pk")


def with_all(found: QuerySet[Answer]) -> QuerySet[Answer]:
    """With what a row of a list shows: place and points."""
    paths = ("submission__campaign", "submission__territory__parent__parent", "screening")
    return found.select_related(*paths)


def seconds(person: Person, campaign: Campaign) -> QuerySet[Answer]:
    """Answers that wait for a second look which this person could take."""
    mine = within(codes(person, Role.VERIFIER))
    found = awaiting_second(campaign).filter(
        mine, submission__state__in=judging_states(campaign.edition)
    )
    return found.exclude(reviews__verifier=person).exclude(saved_by=person).order_by("pk")


def disagreements(person: Person, campaign: Campaign) -> QuerySet[Answer]:
    """Answers judged differently, for those who name a third; verifiers are not shown them."""
    held = codes(person, *(role for role in LOOKERS if role != Role.VERIFIER))
    return disputed(campaign).filter(within(held)).order_by("entered_at", "pk")


def appeals(person: Person, campaign: Campaign) -> QuerySet[Answer]:
    """Answers with an appeal to be decided."""
    states = appeal_states(campaign.edition)
    return answers_for(person, campaign).filter(state__in=states).order_by("entered_at", "pk")
