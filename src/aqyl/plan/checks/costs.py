"""Money: every action says what it takes, within the roadmap's years and its budgets."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.plan.checks.case import Case
from aqyl.plan.remarks import Remark
from aqyl.plan.sums import Amount, budget_cells, by_cell


def missing(case: Case) -> Iterator[Remark]:
    """An action that takes nothing says so with an expense of zero."""
    for action in case.roadmap.actions:
        if not action.expenses:
            yield Remark("cost_missing", "error", action.id, {"action": case.name(action)})


def expenses(case: Case) -> Iterator[Remark]:
    """Money falls into the roadmap's years, and not before the action begins."""
    first, last = case.roadmap.start, case.roadmap.end
    for action in case.roadmap.actions:
        for year in sorted({expense.year for expense in action.expenses}):
            values = {"action": case.name(action), "year": year}
            if not first <= year <= last:
                limits = {"first": first, "last": last}
                yield Remark("expense_outside", "error", action.id, {**values, **limits})
            elif year < action.start.year:
                begun = {**values, "start": action.start}
                yield Remark("expense_early", "warning", action.id, begun)


def budgets(case: Case) -> Iterator[Remark]:
    """In no year is more asked of a source than it gives; a plan without budgets is told so."""
    given = budget_cells(case.roadmap)
    if not given and case.roadmap.actions:
        yield Remark("budget_missing", "warning", "")
        return
    for (year, funding), asked in by_cell(case.roadmap.actions).items():
        allowed = given.get((year, funding), 0)
        if asked > allowed:
            values = {
                "year": year,
                "funding": case.title(funding),
                "asked": Amount(asked, case.currency),
                "allowed": Amount(allowed, case.currency),
                "over": Amount(asked - allowed, case.currency),
            }
            yield Remark("budget_exceeded", "error", f"{year}", values)
