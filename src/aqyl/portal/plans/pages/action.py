"""One action of the roadmap: everything about it, and the form that moves or changes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from aqyl.language import Phrase
from aqyl.plan import Action
from aqyl.plan.models import Expense, Milestone, Passage
from aqyl.plan.sums import Cell, by_cell, cost
from aqyl.portal.campaigns.numbers import shown_number
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.plans.actions import mark_of
from aqyl.portal.plans.pages.access import Opened, do, opened
from aqyl.portal.plans.pages.typed import cell_name, read_cells, read_day, read_number
from aqyl.portal.plans.pages.wording import Piece
from aqyl.portal.plans.texts import part_of
from aqyl.problems import Place, Problem

_WORDED = ("title", "responsible", "risk")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The action; moved and changed by POST."""
    here = opened(request, pk)
    action = here.action(name)
    if request.method != "POST":
        return shown(here, action)
    value, problems = read_action(here, action)
    if problems:
        return shown(here, action, problems, 422)
    refused = _change(here, name, value)
    if refused is not None:
        again = opened(request, pk)
        return shown(again, again.action(name), tuple(refused.problems), code_of(refused))
    return HttpResponseRedirect(reverse("plan-action", args=[pk, name]), status=303)


@require_POST
@login_required
def remove(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take the action out of the roadmap."""
    here = opened(request, pk)
    action = here.action(name)
    refused = _change(here, name, None)
    if refused is not None:
        return shown(here, action, tuple(refused.problems), code_of(refused))
    return HttpResponseRedirect(reverse("plan-roadmap", args=[pk]), status=303)


def _change(here: Opened, name: str, value: object) -> Any:
    part, was = f"roadmap/actions/{name}", here.request.POST.get("was", "")
    return do(here.request, "change-plan", here.plan, part=part, was=was, value=value)


def read_action(here: Opened, action: Action) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The action with what was typed, as JSON holds it; money that was changed is the akimat's."""
    posted, lang, problems = here.request.POST, reader(), list[Problem]()
    start = read_day(posted.get("start", ""), "start", problems)
    end = read_day(posted.get("end", ""), "end", problems)
    staff = read_number(posted.get("staff", ""), "staff", lang, problems)
    if start and end and end < start:
        values = {"start": start, "given": end}
        problems.append(Problem("portal.plan_ends_early", Place(column="end"), values))
    if staff is not None and staff < 0:
        problems.append(Problem("portal.not_a_number", Place(column="staff"), {"given": staff}))
    roadmap = here.text.roadmap
    years = range(roadmap.start, roadmap.end + 1)
    cells, wrong = read_cells(posted, years, here.edition, lang)
    known = {one.id for one in roadmap.actions} - {action.id}
    whole = action.model_dump(mode="json") | {
        "start": start.isoformat() if start else "",
        "end": end.isoformat() if end else "",
        "staff": staff or 0.0,
        "expenses": [one.model_dump(mode="json") for one in _expenses(action, cells)],
        "prerequisites": [one for one in posted.getlist("after") if one in known],
    }
    return whole, (*problems, *wrong)


def _expenses(action: Action, cells: Mapping[Cell, int]) -> Iterator[Expense]:
    """Amounts of the form: what differs from before is the akimat's own figure."""
    before = by_cell([action])
    bases = {(one.year, one.funding): one.basis for one in action.expenses}
    for (year, funding), amount in sorted(cells.items()):
        same = before.get((year, funding)) == amount
        basis = bases.get((year, funding), "own") if same else "own"
        if amount or same:
            yield Expense(year=year, funding=funding, amount=amount, basis=basis)


def shown(
    here: Opened, action: Action, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    """The page, with what was typed where it was refused."""
    path, edition, lang = f"roadmap/actions/{action.id}", here.edition, reader()
    roadmap = here.text.roadmap
    titles = {one.id: one.title for one in roadmap.actions}
    cells = by_cell([action])
    typed = here.request.POST if problems else {}
    values = {
        **here.frame,
        "action": action,
        "cost": cost(action),
        "initiative": next((i for i in edition.initiatives if i.id == action.initiative), None),
        "status": next((s for s in edition.statuses if s.id == action.status), None),
        "pieces": [
            Piece(f"{path}/{name}", Phrase(f"plan.field.{name}"), getattr(action, name))
            for name in _WORDED
        ],
        "expenses": expenses_of(action, edition),
        "effects": _effects(here, action),
        "goals": [one for one in here.text.strategy.goals if one.id in action.goals],
        "before": [(name, titles.get(name, name)) for name in action.prerequisites],
        "others": [one for one in roadmap.actions if one.id != action.id],
        "milestones": milestones_of(here, action),
        "new_mark": mark_of(None),
        "remarks": [one for one in here.remarks if one.about == action.id],
        "years": list(range(roadmap.start, roadmap.end + 1)),
        "grid": [
            (
                one,
                [
                    (cell_name(year, one.id), year, _typed(typed, cells, year, one.id, lang))
                    for year in range(roadmap.start, roadmap.end + 1)
                ],
            )
            for one in edition.funding
        ],
        "staff": typed.get("staff", shown_number(action.staff, lang)),
        "mark": mark_of(part_of(here.plan.content, path)),
        "problems": problems,
        "typed": {"part": None, "fields": typed},
    }
    return render(here.request, "plans/action.html", values, status=status)


def _typed(
    typed: Mapping[str, str], cells: Mapping[Cell, int], year: int, funding: str, lang: str
) -> str:
    given = typed.get(cell_name(year, funding))
    return given if given is not None else shown_number(cells.get((year, funding)), lang)


@dataclass(frozen=True, slots=True)
class Due:
    """A milestone with its wording and the mark under which it is changed."""

    it: Milestone
    piece: Piece
    mark: str


def milestones_of(here: Opened, action: Action) -> list[Due]:
    """The milestones of an action in the order of their days."""
    found = [one for one in here.text.roadmap.milestones if one.action == action.id]
    found.sort(key=lambda one: (one.due, one.id))
    paths = [f"roadmap/milestones/{one.id}" for one in found]
    return [
        Due(
            one,
            Piece(f"{path}/title", Phrase("plan.kind.milestone"), one.title),
            mark_of(part_of(here.plan.content, path)),
        )
        for path, one in zip(paths, found, strict=True)
    ]


def expenses_of(action: Action, edition: Any) -> list[dict[str, object]]:
    """Each amount with the name of its source."""
    titles = {one.id: one.title for one in edition.funding}
    return [
        {"year": one.year, "funding": titles.get(one.funding, one.funding), "it": one}
        for one in action.expenses
    ]


def _effects(here: Opened, action: Action) -> list[dict[str, object]]:
    indicators = {one.id: one for one in here.edition.indicators}
    units = {one.id: one.title for one in here.edition.measurement_units}
    found: list[dict[str, object]] = []
    for one in action.effects:
        indicator = indicators.get(one.indicator)
        unit = units.get(indicator.unit) if indicator else None
        found.append({"it": one, "indicator": indicator or one.indicator, "unit": unit})
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """An action of the akimat's own, for one initiative of the edition."""
    here = opened(request, pk)
    if not here.writes:
        raise PermissionDenied
    taken = {one.initiative for one in here.text.roadmap.actions}
    free = [one for one in here.edition.initiatives if one.id not in taken]
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        chosen = next((one for one in free if one.id == request.POST.get("initiative")), None)
        if chosen is None:
            raise Http404
        value, problems = _fresh(here, chosen)
        if not problems:
            part = f"roadmap/actions/{chosen.id}"
            refused = do(
                request, "change-plan", here.plan, part=part, was=mark_of(None), value=value
            )
            if refused is None:
                return HttpResponseRedirect(
                    reverse("plan-action", args=[pk, chosen.id]), status=303
                )
            problems = tuple(refused.problems)
    values = {**here.frame, "free": free, "problems": problems, "typed": request.POST}
    return render(request, "plans/new_action.html", values, status=422 if problems else 200)


def _fresh(here: Opened, chosen: Any) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The action as JSON holds it: days from the form, everything else still to be said."""
    problems: list[Problem] = []
    start = read_day(here.request.POST.get("start", ""), "start", problems)
    end = read_day(here.request.POST.get("end", ""), "end", problems)
    if start is None or end is None:
        return {}, tuple(problems)
    if end < start:
        values = {"start": start, "given": end}
        return {}, (Problem("portal.plan_ends_early", Place(column="end"), values),)
    rules = here.edition.planning
    domains = {goal.id for goal in here.text.strategy.goals if goal.node == chosen.domain}
    action = Action(
        id=chosen.id,
        initiative=chosen.id,
        title=Passage(generated=chosen.title),
        status=rules.target if rules else "",
        start=start,
        end=end,
        goals=tuple(sorted(domains)),
    )
    return action.model_dump(mode="json"), ()
