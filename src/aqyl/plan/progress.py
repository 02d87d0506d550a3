"""How far a plan is: slippage and spending against plan, and where both are heading.

Time: an action is expected to be done evenly between its first and its last day. What is not said
of its end is carried on at the pace so far: end = start + elapsed / share done.
Money: estimate at completion = spent + (1 - share done) x planned, the rest at the planned price
(earned value, PMI Practice Standard for Earned Value Management, 3.2).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from aqyl.plan.models import Action, Plan, Progress, ProgressReport
from aqyl.plan.sums import Cell, by_cell, cost
from aqyl.problems import InputError, Problem

State = Literal["done", "on_time", "behind", "late", "not_begun", "unreported"]
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class ActionProgress:
    """How far an action is at the end of a quarter.

    share: of the work that is done, None where nothing is reported. expected: by time. end: when it
    will be done, stated by the akimat (`stated`) or carried on at the pace so far. slip: days by
    which that is later than planned (negative: earlier). spent, planned, forecast: thousands of the
    currency, over all years; planned_so_far: of planned, by the end of the quarter.
    """

    action: Action
    state: State
    share: float | None
    expected: float
    end: dt.date
    stated: bool
    slip: int
    spent: int
    planned: int
    planned_so_far: int
    forecast: int


@dataclass(frozen=True, slots=True)
class Spending:
    """A year's money from a source: planned in all, planned by the quarter's end, and spent."""

    year: int
    funding: str
    planned: int
    planned_so_far: int
    spent: int


@dataclass(frozen=True, slots=True)
class Tracked:
    """A plan against its reports, as of the last day of the latest report's quarter."""

    year: int
    quarter: int
    day: dt.date
    actions: tuple[ActionProgress, ...]
    spending: tuple[Spending, ...]

    @property
    def end(self) -> dt.date | None:
        """When the last action will be done; None without actions."""
        return max((one.end for one in self.actions), default=None)

    @property
    def spent(self) -> int:
        """Everything spent so far."""
        return sum(one.spent for one in self.actions)

    @property
    def planned(self) -> int:
        """Everything planned, over all years."""
        return sum(one.planned for one in self.actions)

    @property
    def planned_so_far(self) -> int:
        """What was to be spent by the end of the quarter."""
        return sum(one.planned_so_far for one in self.actions)

    @property
    def forecast(self) -> int:
        """What everything will have cost."""
        return sum(one.forecast for one in self.actions)

    def count(self, state: State) -> int:
        """How many actions are in a state."""
        return sum(one.state == state for one in self.actions)


def last_day(year: int, quarter: int) -> dt.date:
    """The last day of a quarter (1-4).

    >>> last_day(2027, 1)
    datetime.date(2027, 3, 31)
    """
    month = 3 * quarter
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def track(plan: Plan, reports: Sequence[ProgressReport], slack: float) -> Tracked:
    """How far a plan is by its reports, of which the latest decides.

    slack: the share of an action's term by which it may lag before it is behind; of the edition's
    `planning`. Raises InputError where there is no report, or one of another settlement, of an
    action that is not in the plan, or two of one quarter.
    """
    ordered = sorted(reports, key=lambda one: (one.year, one.quarter))
    _check(plan, ordered)
    latest = ordered[-1]
    day = last_day(latest.year, latest.quarter)
    told = {one.action: one for one in latest.progress}
    return Tracked(
        latest.year,
        latest.quarter,
        day,
        tuple(_action(one, told.get(one.id), day, slack) for one in plan.roadmap.actions),
        _spending(plan, ordered, day),
    )


def _check(plan: Plan, ordered: Sequence[ProgressReport]) -> None:
    if not ordered:
        raise InputError([Problem("plan.no_report")])
    known = {one.id for one in plan.roadmap.actions}
    problems: list[Problem] = []
    for report in ordered:
        quarter = f"{report.year}/{report.quarter}"
        if report.settlement != plan.settlement:
            values = {"given": report.settlement, "allowed": plan.settlement, "quarter": quarter}
            problems.append(Problem("plan.report_settlement", values=values))
        unknown = sorted({one.action for one in report.progress} - known)
        if unknown:
            values = {"given": ", ".join(unknown), "quarter": quarter}
            problems.append(Problem("plan.report_action", values=values))
    quarters = [(one.year, one.quarter) for one in ordered]
    for year, number in sorted({one for one in quarters if quarters.count(one) > 1}):
        problems.append(Problem("plan.report_twice", values={"given": f"{year}/{number}"}))
    if problems:
        raise InputError(problems)


def _action(action: Action, told: Progress | None, day: dt.date, slack: float) -> ActionProgress:
    share = told.share if told else None
    expected = _expected(action, day)
    end, stated = _end(action, told, day)
    planned, spent = cost(action), sum(told.spent.values()) if told else 0
    return ActionProgress(
        action=action,
        state=_state(action, share, expected - (share or 0.0), day, slack),
        share=share,
        expected=expected,
        end=end,
        stated=stated,
        slip=(end - action.end).days,
        spent=spent,
        planned=planned,
        planned_so_far=sum(_so_far(one.year, one.amount, day) for one in action.expenses),
        forecast=spent + round((1.0 - (share or 0.0)) * planned),
    )


def _expected(action: Action, day: dt.date) -> float:
    """The share of an action's days that have passed at the end of a day."""
    days = (action.end - action.start).days + 1
    return min(max(((day - action.start).days + 1) / days, 0.0), 1.0)


def _state(action: Action, share: float | None, lag: float, day: dt.date, slack: float) -> State:
    if share == 1.0:
        return "done"
    if day < action.start and not share:
        return "not_begun"
    if share is None:
        return "unreported"
    if action.end <= day:
        return "late"
    return "behind" if lag > slack else "on_time"


def _end(action: Action, told: Progress | None, day: dt.date) -> tuple[dt.date, bool]:
    """When an action will be done, and whether the akimat says so."""
    if told and told.expected_end:
        return told.expected_end, True
    share = told.share if told else 0.0
    if share == 1.0 or day < action.start:
        return action.end, False
    if share == 0.0:
        return max(action.end, day + (action.end - action.start)), False
    elapsed = (day - action.start).days + 1
    days = round(min(elapsed / share, dt.timedelta(days=36_500).days)) - 1
    return max(action.start + dt.timedelta(days=days), day), False


def _so_far(year: int, amount: int, day: dt.date) -> int:
    """Of a year's money, what is to be spent by a quarter's last day: as much a quarter."""
    quarters = _QUARTERS if year < day.year else day.month // 3 if year == day.year else 0
    return round(amount * quarters / _QUARTERS)


def _spending(plan: Plan, ordered: Sequence[ProgressReport], day: dt.date) -> tuple[Spending, ...]:
    planned, spent = by_cell(plan.roadmap.actions), _spent_by_year(ordered)
    return tuple(
        Spending(
            year,
            funding,
            planned.get((year, funding), 0),
            _so_far(year, planned.get((year, funding), 0), day),
            spent.get((year, funding), 0),
        )
        for year, funding in sorted(planned.keys() | spent.keys())
    )


def _spent_by_year(ordered: Sequence[ProgressReport]) -> dict[Cell, int]:
    """What was spent in each year from each source: each report counts from the beginning on.

    Money of years without a report falls to the year of the next one.
    """
    last = {report.year: report for report in ordered}
    before: dict[str, int] = {}
    cells: dict[Cell, int] = {}
    for year, report in last.items():
        now: defaultdict[str, int] = defaultdict(int)
        for one in report.progress:
            for funding, amount in one.spent.items():
                now[funding] += amount
        for funding in sorted({*now, *before}):
            cells[year, funding] = now[funding] - before.get(funding, 0)
        before = dict(now)
    return {cell: amount for cell, amount in cells.items() if amount}
