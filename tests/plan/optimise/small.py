"""Small problems for tests: two or three settlements, a handful of initiatives, a few years."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from aqyl.plan.optimise import Candidate, Problem, Take

SOURCES = ("local", "private", "republican")
NAMES = ("a", "b", "c", "d", "e")


def take(once: int = 100, yearly: int = 12, staff: float = 1.0, months: int = 6) -> Take:
    return Take(once, yearly, staff, months, "own", SOURCES)


def candidate(name: str, settlement: str = "1", **values: object) -> Candidate:
    """One worth a point a month; other values where given."""
    given = Candidate(settlement, name, None, 1.0, 1.0, take())
    return replace(given, **values)  # type: ignore[arg-type]


def problem(*candidates: Candidate, money: int = 1000, years: int = 3, **values: object) -> Problem:
    """The same local budget every year for every settlement."""
    settlements = {c.settlement for c in candidates}
    budgets = {(s, 2027 + n): {"local": money} for s in sorted(settlements) for n in range(years)}
    given = Problem(2027, years, candidates, budgets)
    return replace(given, **values)  # type: ignore[arg-type]


@st.composite
def problems(draw: st.DrawFn, settlements: int = 2) -> Problem:
    """Any small problem: prerequisites, years of stages, sources, staff, exclusions, savings."""
    years = draw(st.integers(1, 3))
    found = []
    towns = [str(n + 1) for n in range(draw(st.integers(1, settlements)))]
    for town in towns:
        for place, name in enumerate(NAMES[: draw(st.integers(1, 5))]):
            sources = draw(st.sets(st.sampled_from(SOURCES), min_size=1))
            costs = Take(
                draw(st.integers(0, 60)),
                draw(st.integers(0, 24)),
                draw(st.sampled_from([0.0, 0.5, 1.0, 2.25])),
                draw(st.integers(1, 14)),
                draw(st.sampled_from(["own", "assumption"])),
                tuple(sorted(sources)),
            )
            needs = draw(st.sets(st.sampled_from(NAMES[:place]), max_size=2)) if place else set()
            gain = draw(st.sampled_from([0.0, 0.25, 0.5, 1.0]))
            due = draw(st.sampled_from([None, None, 2027, 2028]))
            blocked = draw(st.sampled_from([None, None, None, None, "forbidden"]))
            found.append(
                Candidate(town, name, None, gain, 0.5, costs, tuple(sorted(needs)), due, blocked)
            )
    money = st.dictionaries(st.sampled_from(SOURCES), st.integers(0, 60))
    calendar = range(2027, 2027 + years)
    budgets = {(town, year): draw(money) for town in towns for year in calendar}
    staff = {(town, year): draw(st.sampled_from([0.5, 2.0, 4.5])) for town, year in budgets}
    return Problem(
        2027,
        years,
        tuple(found),
        budgets,
        staff if draw(st.booleans()) else {},
        draw(st.sampled_from([1, 2])),
        draw(st.sampled_from([0.0, 0.1, 0.3])),
        2,
        tuple((town, "a", "b") for town in towns if draw(st.booleans())),
    )
