"""The roadmap by year, its chart, its money; budgets changed and the roadmap solved again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from aqyl.language import say
from aqyl.plan import Action
from aqyl.plan import Plan as PlanText
from aqyl.plan.models import Budget
from aqyl.plan.sums import budget_cells, by_cell, by_year, cost
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.plans.actions import mark_of
from aqyl.portal.plans.drawings import gantt_of, money_chart_of
from aqyl.portal.plans.pages.access import Opened, do, opened
from aqyl.portal.plans.pages.typed import cell_name, read_cells
from aqyl.portal.plans.texts import part_of
from aqyl.problems import InputError, Problem
from aqyl.standard import Edition
from aqyl.standard.planning import Funding


@dataclass(frozen=True, slots=True)
class Row:
    """An action in a table of the roadmap; assumed: whether any of its money is an assumption."""

    number: int
    action: Action
    cost: int
    assumed: bool


@dataclass(frozen=True, slots=True)
class Year:
    """The actions that begin in a year."""

    year: int
    rows: list[Row]


def years_of(text: PlanText) -> list[Year]:
    """The actions by the year in which they begin, in the order of their days."""
    numbered = enumerate(text.roadmap.actions, start=1)
    rows = [Row(n, one, cost(one), _assumed(one)) for n, one in numbered]
    rows.sort(key=lambda row: (row.action.start, row.action.end, row.number))
    years = sorted({one.action.start.year for one in rows})
    return [Year(year, [one for one in rows if one.action.start.year == year]) for year in years]


def _assumed(action: Action) -> bool:
    return any(one.basis == "assumption" for one in action.expenses)


@dataclass(frozen=True, slots=True)
class MoneyCell:
    """A source in a year: what the actions take and what there is; None where nobody said."""

    name: str
    year: int
    planned: int
    budget: int | None

    @property
    def over(self) -> int:
        """By how much the actions take more than there is."""
        return max(0, self.planned - self.budget) if self.budget is not None else 0


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A source of funding through the years."""

    funding: Funding
    cells: list[MoneyCell]


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """What the actions take against the budgets, by source and year, in thousands."""

    years: list[int]
    rows: list[MoneyRow]
    sums: list[int]
    own: int
    assumed: int

    @property
    def total(self) -> int:
        """Over all years and sources."""
        return sum(self.sums)


def money_of(text: PlanText, edition: Edition) -> MoneyTable:
    """The money of a roadmap."""
    roadmap = text.roadmap
    years = list(range(roadmap.start, roadmap.end + 1))
    planned, budgets = by_cell(roadmap.actions), budget_cells(roadmap)
    sums = by_year(planned)
    rows = [
        MoneyRow(
            one,
            [
                MoneyCell(
                    cell_name(year, one.id),
                    year,
                    planned.get((year, one.id), 0),
                    budgets.get((year, one.id)),
                )
                for year in years
            ],
        )
        for one in edition.funding
    ]
    bases = (by_cell(roadmap.actions, "own"), by_cell(roadmap.actions, "assumption"))
    own, assumed = (sum(one.values()) for one in bases)
    return MoneyTable(years, rows, [sums.get(year, 0) for year in years], own, assumed)


@require_http_methods(["GET", "HEAD"])
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The roadmap: actions by year, the chart, why others were left out."""
    return _roadmap(opened(request, pk))


def _roadmap(here: Opened, problems: tuple[Problem, ...] = (), status: int = 200) -> HttpResponse:
    chosen = {one.initiative for one in here.text.roadmap.actions}
    values = {
        **here.frame,
        "years": years_of(here.text),
        "gantt": gantt_of(here.plan, here.text, reader()),
        "solved": here.plan.solved,
        "left": left_of(here.plan.solved, here.edition, chosen) if here.plan.solved else [],
        "clashes": [one[reader()] for one in (here.plan.solved or {}).get("clashes", ())],
        "mark": mark_of(part_of(here.plan.content, "roadmap")),
        "problems": problems,
    }
    return render(here.request, "plans/roadmap.html", values, status=status)


@dataclass(frozen=True, slots=True)
class Left:
    """An initiative that the optimiser left out, and why in the reader's language."""

    id: str
    title: object
    why: str


def left_of(solved: Mapping[str, object], edition: Edition, chosen: set[str]) -> list[Left]:
    """What was left out, less what a person has put in since."""
    why = solved.get("left", {})
    assert isinstance(why, dict)  # noqa: S101 - solving.py wrote it
    titles = {one.id: one for one in edition.initiatives}
    return [
        Left(name, titles[name], words[reader()])
        for name, words in why.items()
        if name in titles and name not in chosen
    ]


@require_POST
@login_required
def solve(request: HttpRequest, pk: int) -> HttpResponse:
    """Solve the roadmap again, with what a person fixes and forbids."""
    from aqyl.portal.plans.solving import solve_again

    here = opened(request, pk)
    fix, forbid = request.POST.getlist("fix"), request.POST.getlist("forbid")
    try:
        roadmap, solved = solve_again(here.plan, here.text, fix, forbid)
    except InputError as error:
        return _roadmap(here, tuple(error.problems), 422)
    was = request.POST.get("was", "")
    refused = do(request, "solve-plan", here.plan, was=was, roadmap=roadmap, solved=solved)
    if refused is not None:
        return _roadmap(opened(request, pk), tuple(refused.problems), code_of(refused))
    messages.success(request, say("portal.plans.solved_again", reader()))
    return HttpResponseRedirect(reverse("plan-roadmap", args=[pk]), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def budget(request: HttpRequest, pk: int) -> HttpResponse:
    """The money against the budgets; budgets changed by POST."""
    here = opened(request, pk)
    if request.method != "POST":
        return _budget(here)
    roadmap = here.text.roadmap
    years = range(roadmap.start, roadmap.end + 1)
    cells, problems = read_cells(request.POST, years, here.edition, reader())
    if problems:
        return _budget(here, problems, 422)
    value = [
        Budget(year=year, funding=funding, amount=amount).model_dump(mode="json")
        for (year, funding), amount in sorted(cells.items())
    ]
    refused = do(
        request,
        "change-plan",
        here.plan,
        part="roadmap/budgets",
        was=request.POST.get("was", ""),
        value=value,
    )
    if refused is not None:
        return _budget(opened(request, pk), tuple(refused.problems), code_of(refused))
    return HttpResponseRedirect(reverse("plan-budget", args=[pk]), status=303)


def _budget(here: Opened, problems: tuple[Problem, ...] = (), status: int = 200) -> HttpResponse:
    values = {
        **here.frame,
        "money": money_of(here.text, here.edition),
        "chart": money_chart_of(here.plan, here.text, reader()),
        "mark": mark_of(part_of(here.plan.content, "roadmap/budgets")),
        "problems": problems,
        "typed": here.request.POST,
    }
    return render(here.request, "plans/budget.html", values, status=status)
