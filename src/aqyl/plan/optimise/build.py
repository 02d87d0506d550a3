"""From candidates and money to the core: options a start, a row a budget.

Where some actions may be paid from some sources only, a year's money suffices just when for every
union U of their sets of sources the actions payable from within U cost no more than U holds (Hall's
condition for transports, Gale 1957). So each union has a row, and no variable says who pays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from aqyl.plan.optimise.core import Core, Loads, Option, Task
from aqyl.plan.optimise.problem import MONTHS, Candidate, Problem, Take

# Worth is counted in thousandths of a point and month, staff in hundredths of a post.
FINE, POSTS = 1000, 100


@dataclass(frozen=True, slots=True)
class Row:
    """What a row limits: money from these sources in a year, or posts where there are none."""

    settlement: str
    year: int
    funding: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spent:
    """Money of a year: for putting in place and for running."""

    once: int
    running: int

    @property
    def total(self) -> int:
        """Both."""
        return self.once + self.running


def spending(take: Take, month: int, years: int) -> tuple[Spent, ...]:
    """What an action begun in a month (0 is the first of the plan) takes in each year.

    The parts of `once` add up to it, whatever the months.

    >>> spending(Take(100, 12, 1.0, 8, "own", ("local",)), 6, 2)
    (Spent(once=75, running=0), Spent(once=25, running=10))
    """
    done = month + take.months

    def once(end: int) -> int:
        worked = min(max(end - month, 0), take.months)
        return (2 * take.once * worked + take.months) // (2 * take.months)

    def running(end: int) -> int:
        return (2 * take.yearly * max(end - done, 0) + MONTHS) // (2 * MONTHS)

    ends = range(0, MONTHS * (years + 1), MONTHS)
    parts = pairwise(ends)
    return tuple(Spent(once(b) - once(a), running(b) - running(a)) for a, b in parts)


def worth(candidate: Candidate, done: int, years: int) -> int:
    """gain x need x months in force within the plan, in thousandths of a point and month.

    `done` is the month from which it is in force: the earlier, the more it is worth.
    """
    return round(candidate.gain * candidate.need * (MONTHS * years - done) * FINE)


@dataclass(frozen=True)
class Built:
    """The core of a problem, and what its rows limit."""

    problem: Problem
    core: Core
    rows: tuple[Row, ...]

    @cached_property
    def row_of(self) -> dict[Row, int]:
        """Row -> its number."""
        return {row: number for number, row in enumerate(self.rows)}

    @property
    def step(self) -> int:
        """Months of a period."""
        return MONTHS // self.problem.starts

    def month(self, option: Option) -> int:
        """The month in which an option begins."""
        return option.start * self.step


def build(problem: Problem) -> Built:
    """The core of a problem. Same problem, same core."""
    rows = tuple(_rows(problem))
    row_of = {row: number for number, row in enumerate(rows)}
    core = Core(
        tuple(_task(problem, candidate, row_of) for candidate in problem.candidates),
        tuple(capacity(problem, row) for row in rows),
        tuple(_exclusions(problem)),
        problem.joint_from,
    )
    return Built(problem, core, rows)


def _rows(problem: Problem) -> Iterator[Row]:
    for settlement in sorted({c.settlement for c in problem.candidates}):
        own = [c for c in problem.candidates if c.settlement == settlement]
        sets = unions({c.take.funding for c in own if c.take is not None})
        for year in problem.calendar:
            yield from (Row(settlement, year, funding) for funding in sets)
            if (settlement, year) in problem.staff:
                yield Row(settlement, year)


def unions(sets: set[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Every union of these sets, sorted.

    >>> unions({("a",), ("b",)})
    [('a',), ('a', 'b'), ('b',)]
    """
    found: set[frozenset[str]] = set()
    for one in sets:
        found |= {other | frozenset(one) for other in found} | {frozenset(one)}
    return sorted(tuple(sorted(one)) for one in found)


def capacity(problem: Problem, row: Row) -> int:
    """What a row holds: thousands of the currency, or hundredths of a post."""
    if not row.funding:
        return int(problem.staff[row.settlement, row.year] * POSTS + 1e-9)
    money = problem.budgets.get((row.settlement, row.year), {})
    return sum(money.get(source, 0) for source in row.funding)


def _exclusions(problem: Problem) -> Iterator[tuple[str, ...]]:
    for settlement, *initiatives in problem.exclusions:
        ids = tuple(f"{settlement}:{one}" for one in initiatives)
        if all(one in problem.by_id for one in ids):
            yield ids


def _task(problem: Problem, candidate: Candidate, row_of: dict[Row, int]) -> Task:
    options = tuple(_options(problem, candidate, row_of))
    needs = tuple(f"{candidate.settlement}:{need}" for need in candidate.needs)
    due = None
    if candidate.due is not None and candidate.due in problem.calendar:
        due = (candidate.due + 1 - problem.start) * problem.starts
    return Task(candidate.id, options, needs, candidate.fixed, due)


def _options(problem: Problem, candidate: Candidate, row_of: dict[Row, int]) -> Iterator[Option]:
    take, step = candidate.take, MONTHS // problem.starts
    if take is None or candidate.blocked is not None:
        return
    for month in range(0, MONTHS * problem.years, step):
        year, done = problem.start + month // MONTHS, month + take.months
        if done > MONTHS * problem.years or candidate.fixed_year not in (None, year):
            continue
        loads, relief = _loads(problem, candidate, take, month, row_of)
        yield Option(
            month // step,
            -(-done // step),
            worth(candidate, done, problem.years),
            loads,
            relief,
            f"{candidate.initiative}@{year}" if relief else "",
        )


def _loads(
    problem: Problem, candidate: Candidate, take: Take, month: int, row_of: dict[Row, int]
) -> tuple[Loads, Loads]:
    """What it takes of each row, and how much less where it is bought together."""
    loads, relief = list[tuple[int, int]](), list[tuple[int, int]]()
    spent = spending(take, month, problem.years)
    for row, number in _own_rows(candidate, take, row_of):
        place = row.year - problem.start
        if not row.funding:
            if place >= month // MONTHS and take.staff:
                loads.append((number, round(take.staff * POSTS)))
        elif spent[place].total:
            loads.append((number, spent[place].total))
            if saved := saving(problem, spent[place]):
                relief.append((number, saved))
    return tuple(loads), tuple(relief)


def _own_rows(
    candidate: Candidate, take: Take, row_of: dict[Row, int]
) -> Iterator[tuple[Row, int]]:
    payable = set(take.funding)
    for row, number in row_of.items():
        if row.settlement == candidate.settlement and (
            not row.funding or payable <= set(row.funding)
        ):
            yield row, number


def saving(problem: Problem, spent: Spent) -> int:
    """What is saved in a year where it is bought together, rounded down."""
    return int(spent.once * problem.saving + 1e-9)
