"""The akimats' tables of budgets, costs and staff, checked and put in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from aqyl.plan.cells import Cells
from aqyl.problems import Place, Problem, raise_if
from aqyl.standard.models import Edition
from aqyl.tables import Table

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Own:
    """What an akimat itself says of an initiative; None where it says nothing.

    funding: the sources that may pay, any where empty. needs: prerequisites it adds.
    """

    once: int | None = None
    yearly: int | None = None
    staff: float | None = None
    months: int | None = None
    funding: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Money:
    """Budgets and posts by settlement and year, and the akimats' own costs.

    exclusions: pairs of initiatives of which a settlement takes at most one, as akimats say.
    """

    start: int
    budgets: Mapping[Key, Mapping[str, int]]
    staff: Mapping[Key, float] = field(default_factory=dict)
    own: Mapping[tuple[str, str], Own] = field(default_factory=dict)
    exclusions: tuple[tuple[str, str, str], ...] = ()

    @cached_property
    def settlements(self) -> frozenset[str]:
        """Whoever has a budget."""
        return frozenset(settlement for settlement, _ in self.budgets)

    def of(self, settlement: str) -> Money:
        """The money of one settlement."""
        return replace(
            self,
            budgets={key: money for key, money in self.budgets.items() if key[0] == settlement},
            staff={key: posts for key, posts in self.staff.items() if key[0] == settlement},
            exclusions=tuple(pair for pair in self.exclusions if pair[0] == settlement),
        )

    def own_of(self, settlement: str, initiative: str) -> Own | None:
        """What the akimat says of an initiative; None where it says nothing."""
        return self.own.get((settlement, initiative))


def read_money(
    edition: Edition,
    units: Collection[str],
    calendar: range,
    tables: Mapping[str, Table],
) -> Money:
    """Money from the tables `budgets`, `costs` and `staff`, for the years of a plan.

    Raises InputError with every unknown settlement, initiative or source of funding, year outside
    the plan, other currency, amount that is negative or not whole, and with each year of a
    settlement that no budget is given for: nothing given is said as 0.
    """
    problems: list[Problem] = []
    budgets = dict(_budgets(edition, units, calendar, tables["budgets"], problems))
    staff = dict(_staff(units, calendar, tables["staff"], problems)) if "staff" in tables else {}
    own: dict[tuple[str, str], Own] = {}
    exclusions: list[tuple[str, str, str]] = []
    if "costs" in tables:
        for settlement, initiative, said, without in _costs(
            edition, units, tables["costs"], problems
        ):
            own[settlement, initiative] = said
            exclusions += [(settlement, initiative, other) for other in without]
    if not problems:
        problems += _gaps(budgets, calendar, tables["budgets"].file)
    raise_if(problems)
    return Money(calendar.start, budgets, staff, own, tuple(exclusions))


def _budgets(
    edition: Edition,
    units: Collection[str],
    calendar: range,
    table: Table,
    problems: list[Problem],
) -> Iterator[tuple[Key, Mapping[str, int]]]:
    found: dict[Key, dict[str, int]] = defaultdict(dict)
    for n in range(len(table)):
        cells = Cells(table, n, problems)
        settlement = cells.one_of("settlement", units)
        funding = cells.one_of("funding", [one.id for one in edition.funding])
        cells.currency(edition)
        year, amount = cells.year(calendar), cells.whole("amount")
        if settlement and funding and year is not None and amount is not None:
            found[settlement, year][funding] = amount
    yield from found.items()


def _staff(
    units: Collection[str], calendar: range, table: Table, problems: list[Problem]
) -> Iterator[tuple[Key, float]]:
    for n in range(len(table)):
        cells = Cells(table, n, problems)
        settlement, year = cells.one_of("settlement", units), cells.year(calendar)
        posts = cells.number("posts")
        if settlement and year is not None and posts is not None:
            yield (settlement, year), posts


def _costs(
    edition: Edition, units: Collection[str], table: Table, problems: list[Problem]
) -> Iterator[tuple[str, str, Own, tuple[str, ...]]]:
    initiatives = [initiative.id for initiative in edition.initiatives]
    sources = [funding.id for funding in edition.funding]
    for n in range(len(table)):
        cells = Cells(table, n, problems)
        settlement = cells.one_of("settlement", units)
        initiative = cells.one_of("initiative", initiatives)
        cells.currency(edition)
        own = Own(
            cells.whole("once"),
            cells.whole("yearly"),
            cells.number("staff"),
            cells.whole("months", least=1),
            cells.several("funding", sources),
            cells.several("prerequisites", initiatives),
        )
        without = cells.several("excludes", initiatives)
        if settlement and initiative:
            yield settlement, initiative, own, without


def _gaps(budgets: Mapping[Key, object], calendar: range, file: str) -> Iterator[Problem]:
    """A year without a row for a settlement that has others."""
    for settlement in sorted({settlement for settlement, _ in budgets}):
        missing = [str(year) for year in calendar if (settlement, year) not in budgets]
        if missing:
            values = {"settlement": settlement, "given": ", ".join(missing)}
            yield Problem("plan.year_missing", Place(file), values)
