"""An example plan: Almaty by the real assessment and diagnosis of the data that come with Aqyl.

Which actions are chosen is an example and not Almaty's plan: the priorities of the draft with their
prerequisites, at the edition's assumed costs, with budgets that are made up to fit them.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib.resources import files
from pathlib import Path

from aqyl.assess import Assessment, assess
from aqyl.diagnose import Diagnosis, diagnose
from aqyl.language import Lang
from aqyl.plan import (
    Plan,
    ProgressReport,
    Roadmap,
    done_initiatives,
    draft_plan,
    draft_strategy,
)
from aqyl.plan.models import (
    Action,
    Budget,
    Effect,
    Expense,
    Milestone,
    Passage,
    Progress,
    Strategy,
)
from aqyl.plan.progress import last_day
from aqyl.register import load_register
from aqyl.standard import Edition, Text, load_edition
from aqyl.standard.models import Initiative
from aqyl.tables import read_data

ALMATY = "750000000"
START = 2027
_PUBLIC = Path(str(files("aqyl"))) / "data" / "kz-public"


@cache
def public_assessment() -> Assessment:
    return assess(load_edition("kz-2026"), read_data(_PUBLIC), load_register(), "2026")


@cache
def public_diagnosis() -> Diagnosis:
    return diagnose(public_assessment(), load_register(), read_data(_PUBLIC)["evidence"])


@cache
def almaty() -> Plan:
    return example_plan(ALMATY)


def example_plan(settlement: str) -> Plan:
    assessment, diagnosis = public_assessment(), public_diagnosis()
    strategy = draft_strategy(assessment, diagnosis, settlement, START)
    group = next(unit.group for unit in assessment.units if unit.id == settlement)
    done = done_initiatives(assessment, settlement)
    actions = _actions(assessment.edition, strategy, group, done)
    roadmap = Roadmap(
        start=START,
        end=START + 4,
        budgets=_budgets(actions),
        actions=actions,
        milestones=tuple(_milestone(action) for action in actions[::3]),
    )
    return draft_plan(assessment, diagnosis, settlement, roadmap)


def _actions(
    edition: Edition, strategy: Strategy, group: str, done: frozenset[str]
) -> tuple[Action, ...]:
    """The first priorities, base initiatives of stage 1 besides, and what they rest on, first."""
    by_id = {one.id: one for one in edition.initiatives}
    first = [one.node for one in strategy.priorities if one.node in by_id]
    base = [one.id for one in edition.initiatives if one.groups.get(group) == "base"]
    base = [one for one in base if by_id[one].stage == 1 and one not in done][:12]
    ordered: dict[str, None] = {}

    def add(name: str) -> None:
        for needed in by_id[name].prerequisites:
            if needed not in done:
                add(needed)
        ordered.setdefault(name)

    for name in [*first, *base]:
        add(name)
    ends: dict[str, dt.date] = {}
    scale = next(one.scale for one in edition.groups if one.id == group)
    costs = scale.costs if scale else 1.0
    return tuple(
        _action(edition, by_id[name], costs, ends, place) for place, name in enumerate(ordered)
    )


def _action(
    edition: Edition,
    initiative: Initiative,
    scale: float,
    ends: dict[str, dt.date],
    place: int,
) -> Action:
    assert initiative.cost is not None
    assert edition.planning is not None
    after = [ends[one] for one in initiative.prerequisites if one in ends]
    start = max([dt.date(START + place % 3, 1 + 3 * (place % 4), 1), *map(_next_day, after)])
    months = initiative.cost.months
    end = start + dt.timedelta(days=round(30.4 * months))
    end = min(end, dt.date(START + 4, 12, 31))
    ends[initiative.id] = end
    once, yearly = (round(m * scale) for m in (initiative.cost.once, initiative.cost.yearly))
    source = ("local", "republican", "local", "partnership")[place % 4]
    expenses = [Expense(year=start.year, funding=source, amount=once, basis="assumption")]
    expenses += [
        Expense(year=year, funding="local", amount=yearly, basis="assumption")
        for year in range(end.year + 1, START + 5)
        if yearly
    ]
    return Action(
        id=f"action.{initiative.id}",
        initiative=initiative.id,
        title=Passage(generated=initiative.title),
        status=edition.planning.target,
        start=start,
        end=end,
        staff=initiative.cost.staff,
        expenses=tuple(expenses),
        effects=tuple(
            Effect(indicator=one, change=1.0, basis="assumption") for one in initiative.moves[:1]
        ),
        prerequisites=tuple(f"action.{one}" for one in initiative.prerequisites if one in ends),
        mandatory=initiative.stage == 1,
    )


def _next_day(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1)


def _milestone(action: Action) -> Milestone:
    due = action.start + (action.end - action.start) / 2
    title = Text(kk="Жоба бекітілді", ru="Проект утверждён", en="The design is approved")
    return Milestone(
        id=f"milestone.{action.id}", action=action.id, due=due, title=Passage(generated=title)
    )


def _budgets(actions: tuple[Action, ...]) -> tuple[Budget, ...]:
    """Made up: a tenth more than is asked for, rounded up to a hundred million tenge."""
    sums: dict[tuple[int, str], int] = {}
    for action in actions:
        for one in action.expenses:
            sums[one.year, one.funding] = sums.get((one.year, one.funding), 0) + one.amount
    return tuple(
        Budget(year=y, funding=f, amount=-(-amount * 11 // 1_000_000) * 100_000, basis="assumption")
        for (y, f), amount in sorted(sums.items())
    )


@cache
def almaty_reports() -> tuple[ProgressReport, ...]:
    """Made up, to show every state an action can be in."""
    return (_report(2027, 4, 0.5), _report(2028, 2, 1.0))


def _report(year: int, quarter: int, part: float) -> ProgressReport:
    plan = almaty()
    states = (0.6, 1.0, 0.1, 0.9, None, 0.4)
    progress = []
    for place, action in enumerate(plan.roadmap.actions):
        share = states[place % len(states)]
        if share is None or action.start > last_day(year, quarter):
            continue
        first = action.expenses[0]
        progress.append(
            Progress(
                action=action.id,
                share=share * part,
                spent={first.funding: round(first.amount * share * part * 1.05)},
                expected_end=action.end + dt.timedelta(days=90) if place % 5 == 0 else None,
                note="Жеткізу кешікті." if place % 5 == 0 else "",
                evidence=("https://example.org/akt",) if place % 5 == 0 else (),
            )
        )
    return ProgressReport(
        settlement=plan.settlement,
        plan_version=1,
        year=year,
        quarter=quarter,
        progress=tuple(progress),
    )


LANGS: tuple[Lang, ...] = ("kk", "ru", "en")
