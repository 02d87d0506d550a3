"""Scenarios side by side: what each takes and brings, and what only some of them do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aqyl.plan import Action
from aqyl.portal.scenarios.models import Scenario
from aqyl.standard import Edition, Text

LEAST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class Column:
    """A scenario with its figures; costs are thousands of the currency."""

    it: Scenario
    number: int
    actions: Mapping[str, Action]
    spent: Mapping[tuple[int, str], int]
    by_year: Mapping[int, int]

    @property
    def cost(self) -> int:
        """All it takes."""
        return sum(self.spent.values())

    @property
    def before(self) -> float:
        """The score now, 0 where nothing is known."""
        return float(self.it.solved["score_before"] or 0.0)

    @property
    def after(self) -> float:
        """The score at the end of the plan, by the rules of the assessment."""
        return float(self.it.solved["score_after"])


@dataclass(frozen=True, slots=True)
class Compared:
    """The columns; years and sources that take money; actions that not all of them hold."""

    columns: list[Column]
    money: list[tuple[int, Text, list[int]]]
    totals: list[tuple[int, list[int]]]
    differing: list[tuple[Text, list[Action | None]]]
    same: int

    @property
    def most(self) -> int:
        """The greatest sum of a year, at least 1: what bars are drawn against."""
        return max((sum_ for _, sums in self.totals for sum_ in sums), default=0) or 1


def compared(edition: Edition, scenarios: Sequence[Scenario]) -> Compared:
    """Scenarios in the order given."""
    columns = [_column(one, number) for number, one in enumerate(scenarios, start=1)]
    years = sorted({year for column in columns for year, _ in column.spent})
    money = [
        (year, funding.title, [one.spent.get((year, funding.id), 0) for one in columns])
        for year in years
        for funding in edition.funding
        if any((year, funding.id) in one.spent for one in columns)
    ]
    held = {name for column in columns for name in column.actions}
    differing = [
        (initiative.title, [one.actions.get(initiative.id) for one in columns])
        for initiative in edition.initiatives
        if initiative.id in held and _differs(columns, initiative.id)
    ]
    totals = [(year, [one.by_year.get(year, 0) for one in columns]) for year in years]
    return Compared(columns, money, totals, differing, len(held) - len(differing))


def _differs(columns: Sequence[Column], initiative: str) -> bool:
    """Whether some scenarios do it in another year, or not at all."""
    found = [column.actions.get(initiative) for column in columns]
    return len({one.start.year if one else None for one in found}) > 1


def _column(scenario: Scenario, number: int) -> Column:
    roadmap = scenario.text.roadmap
    spent: dict[tuple[int, str], int] = {}
    by_year: dict[int, int] = {}
    for action in roadmap.actions:
        for one in action.expenses:
            key = one.year, one.funding
            spent[key] = spent.get(key, 0) + one.amount
            by_year[one.year] = by_year.get(one.year, 0) + one.amount
    actions = {action.initiative: action for action in roadmap.actions}
    return Column(scenario, number, actions, spent, by_year)
