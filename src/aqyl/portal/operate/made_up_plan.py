"""A plan made up for a demonstration, on last year's made-up results, as residents are asked of it.

The budgets are made up too; every page of the campaign says that it is a demonstration.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from aqyl.language import say
from aqyl.plan.sums import Cell
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import Territory
from aqyl.portal.plans.models import Plan
from aqyl.portal.plans.solving import Wishes, draft
from aqyl.portal.procedure import perform
from aqyl.portal.results.models import Publication

YEARLY = {"local": 900_000, "republican": 300_000}  # thousands
_COMMENTS = ("portal.demonstration.comment_light", "portal.demonstration.comment_bus")


def make_up_plan(place: Territory, officer: Person, approver: Person) -> None:
    """Draft a plan of the settlement and open it to residents, of whom two have commented."""
    publication = Publication.objects.select_related("campaign").latest("at")
    rules = publication.campaign.edition.planning
    if rules is None:
        return
    start = timezone.localdate().year + 1
    years = range(start, start + rules.years)
    money: dict[Cell, int] = {
        (year, source): amount for year in years for source, amount in YEARLY.items()
    }
    text, solved = draft(publication, place.pk, years, Wishes(money))
    given: dict[str, Any] = {"publication": publication.pk, "text": text, "solved": solved}
    perform("make-plan", place, officer, **given)
    plan = Plan.objects.get(territory=place)
    perform("open-consultation", plan, approver)
    name = say("portal.demonstration.resident", "kk")
    for key in _COMMENTS:
        perform("comment-plan", plan, None, name=name, text=say(key, "kk"), language="kk")
