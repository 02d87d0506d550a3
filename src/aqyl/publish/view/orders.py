"""Two orders of the same units: a published one beside ours, another edition before this one."""

from __future__ import annotations

import math
from dataclasses import dataclass

from aqyl.assess import Assessment
from aqyl.assess.compare import Beside, Comparison, compare_order, places_of
from aqyl.publish.view.frame import TOTAL, Frame
from aqyl.publish.words import Number, said
from aqyl.standard import Text

# Where one word for the strength of a rank correlation gives way to the next.
_STRENGTHS = ((0.8, "very_strong"), (0.6, "strong"), (0.4, "moderate"), (0.2, "weak"))


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit in the other order and in ours."""

    title: Text
    row: Beside

    @property
    def inside(self) -> bool:
        """Whether the other order's place lies in our rank interval."""
        return self.row.inside


@dataclass(frozen=True, slots=True)
class Orders:
    """The comparison with another order; `verdict` says it in words."""

    title: Text
    source: str
    rows: list[Placed]
    comparison: Comparison
    verdict: dict[str, str]

    @property
    def most(self) -> int:
        """The last place drawn: theirs may count units that we do not have."""
        return max([len(self.rows), *(placed.row.place for placed in self.rows)])


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit before and now, ranked both times among those that stand in both orders.

    before and now are None where it stands in one only; overall: its place among all now.
    """

    unit: str
    title: Text
    before: int | None
    now: int | None
    overall: int | None
    score_before: float | None
    score_now: float | None

    @property
    def change(self) -> int | None:
        """Places gained; negative for places lost."""
        if self.before is None or self.now is None:
            return None
        return self.before - self.now


@dataclass(frozen=True, slots=True)
class Movers:
    """Who moved between two editions, by the place now."""

    title_before: Text
    title_now: Text
    rows: list[Moved]

    @property
    def moved(self) -> int:
        """How many stand at another place."""
        return sum(bool(row.change) for row in self.rows)

    @property
    def both(self) -> int:
        """How many were ranked both times."""
        return sum(row.change is not None for row in self.rows)


def orders(frame: Frame) -> Orders | None:
    """The comparison of the report, if it has one."""
    other = frame.report.comparison
    if other is None:
        return None
    rows = [Placed(frame.titles[row.settlement], row) for row in other.comparison.rows]
    return Orders(other.title, other.source, rows, other.comparison, _verdict(other.comparison))


def _verdict(comparison: Comparison) -> dict[str, str]:
    value, low, high = (
        comparison.correlation.value,
        comparison.correlation.low,
        comparison.correlation.high,
    )
    if math.isnan(value):
        return said("comparison.untold")
    strength = next((word for least, word in _STRENGTHS if abs(value) >= least), "none")
    sign = "opposite" if value < 0 and strength != "none" else "alike"
    words = said(f"comparison.{sign}.{strength}")
    sure = "open" if math.isnan(low) or low <= 0 <= high else "sure"
    numbers = {"rho": Number(value, 2), "low": Number(low, 2), "high": Number(high, 2)}
    return said(f"comparison.verdict.{sure}", strength=words, **numbers)


def movers(frame: Frame) -> Movers | None:
    """Who moved since the other edition, if the report has one."""
    before, after = frame.report.before, frame.assessment
    if before is None:
        return None
    titles = {unit.id: unit.title for unit in before.units} | frame.titles
    old, new = _ranks_among(before, after), _ranks_among(after, before)
    overall, then, now = places_of(after), _scores(before), _scores(after)
    rows = [
        Moved(u, title, old.get(u), new.get(u), overall.get(u), then.get(u), now.get(u))
        for u, title in titles.items()
    ]
    rows.sort(key=lambda row: (row.now is None, row.now or 0, row.before or 0, row.unit))
    return Movers(before.edition.title, frame.edition.title, rows)


def _ranks_among(assessment: Assessment, other: Assessment) -> dict[str, int]:
    """Ranks taken among the units that the other assessment ranks too."""
    rows = compare_order(assessment, places_of(other)).rows
    return {row.settlement: row.rank for row in rows}


def _scores(assessment: Assessment) -> dict[str, float]:
    column = assessment.column(assessment.score, TOTAL)
    return {
        unit.id: float(score)
        for unit, score in zip(assessment.units, column, strict=True)
        if not math.isnan(score)
    }
