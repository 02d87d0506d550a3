"""The yearly targets of a goal, as the akimat sets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from aqyl.plan import Plan as PlanText
from aqyl.plan.models import Goal, Target
from aqyl.portal.campaigns.numbers import shown_number
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.plans.actions import mark_of
from aqyl.portal.plans.pages.access import Opened, do, opened
from aqyl.portal.plans.pages.typed import read_number
from aqyl.portal.plans.pages.wording import shown
from aqyl.portal.plans.texts import part_of
from aqyl.problems import Place, Problem
from aqyl.standard import Edition

_DIGITS = 2  # of a target in its field
_SCORES = (0, 100)


@dataclass(frozen=True, slots=True)
class Field:
    """The field of a year: its name and what stands in it."""

    name: str
    year: int
    value: str


def fields_of(goal: Goal, text: PlanText, lang: str) -> Iterator[Field]:
    """A field for each year of the roadmap and for each that has a target."""
    values = {one.year: round(one.value, _DIGITS) for one in goal.targets}
    years = {*range(text.roadmap.start, text.roadmap.end + 1), *values}
    for year in sorted(years):
        yield Field(f"target-{goal.id}-{year}", year, shown_number(values.get(year), lang))


@require_POST
@login_required
def targets(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Set the targets of a goal; a blank year has none."""
    here = opened(request, pk)
    goal = next((one for one in here.text.strategy.goals if one.id == name), None)
    if goal is None:
        raise Http404
    found, problems = read_targets(here, goal)
    if problems:
        return shown(here, problems, 422)
    part, was = f"strategy/goals/{name}/targets", request.POST.get("was", "")
    value = [one.model_dump(mode="json") for one in found]
    refused = do(request, "change-plan", here.plan, part=part, was=was, value=value)
    if refused is not None:
        return shown(opened(request, pk), tuple(refused.problems), code_of(refused))
    return HttpResponseRedirect(f"{reverse('plan-strategy', args=[pk])}#goal-{name}", status=303)


def read_targets(here: Opened, goal: Goal) -> tuple[list[Target], tuple[Problem, ...]]:
    """The targets that were typed: what differs from before is the akimat's own figure."""
    lang, problems, found = reader(), list[Problem](), list[Target]()
    before = {one.year: one for one in goal.targets}
    for field in fields_of(goal, here.text, lang):
        text = here.request.POST.get(field.name, "")
        value = read_number(text, field.name, lang, problems)
        if value is None:
            continue
        if _is_score(goal, here.edition) and not _SCORES[0] <= value <= _SCORES[1]:
            values = {"given": text, "least": _SCORES[0], "most": _SCORES[1]}
            problems.append(Problem("portal.plan_bad_target", Place(column=field.name), values))
            continue
        was = before.get(field.year)
        same = was is not None and round(was.value, _DIGITS) == value
        own = Target(year=field.year, value=value, basis="own")
        found.append(was if was is not None and same else own)
    return found, tuple(problems)


def _is_score(goal: Goal, edition: Edition) -> bool:
    return goal.node == "total" or any(one.id == goal.node for one in edition.domains)


def mark_of_targets(plan_content: str, goal: Goal) -> str:
    """The mark of a goal's targets as someone sees them now."""
    return mark_of(part_of(plan_content, f"strategy/goals/{goal.id}/targets"))
