"""An assessment beside another order of the same units: a published ranking, another edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from aqyl import index
from aqyl.assess.assessment import SAME, Assessment
from aqyl.index import Correlation


@dataclass(frozen=True, slots=True)
class Beside:
    """One unit in two orders.

    place: as the other order says. Among the units that both have: rank, best and worst (its
    interval) in ours, and among, its place in the other.
    """

    settlement: str
    place: int
    rank: int
    best: int
    worst: int
    score: float
    among: int

    @property
    def inside(self) -> bool:
        """Whether the other order's place lies within our rank interval."""
        return self.best <= self.among <= self.worst


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two orders side by side, by the other order's places, and their rank correlation."""

    rows: tuple[Beside, ...]
    correlation: Correlation

    @property
    def inside(self) -> int:
        """How many places of the other order lie within the unit's rank interval."""
        return sum(row.inside for row in self.rows)

    @property
    def tells_nothing(self) -> bool:
        """Whether every interval spans all places, so that any order at all would lie inside."""
        return all(row.best == 1 and row.worst == len(self.rows) for row in self.rows)


def compare_order(assessment: Assessment, places: Mapping[str, int]) -> Comparison:
    """Set an assessment beside another order: unit id -> place, 1 the best.

    Ranks are taken anew among the units that stand in both; one of which nothing is known is left
    out.
    """
    total = assessment.tree.hierarchy.position("total")
    known = ~np.isnan(assessment.score[:, total])
    members = [u for u, unit in enumerate(assessment.units) if unit.id in places and known[u]]
    score, low, high = (
        np.round(m[members, total], SAME)
        for m in (assessment.score, assessment.low, assessment.high)
    )
    ranks = index.rank(score)
    best, worst = index.rank_interval(low, high)
    order = [float(places[assessment.units[u].id]) for u in members]
    among = index.rank(order, descending=False)
    rows = [
        Beside(
            assessment.units[u].id,
            places[assessment.units[u].id],
            int(ranks[i]),
            int(best[i]),
            int(worst[i]),
            float(score[i]),
            int(among[i]),
        )
        for i, u in enumerate(members)
    ]
    correlation = index.spearman(order, [float(row.rank) for row in rows])
    return Comparison(tuple(sorted(rows, key=lambda row: row.place)), correlation)


def places_of(assessment: Assessment) -> dict[str, int]:
    """The rank of each unit of an assessment by its total score."""
    total = assessment.tree.hierarchy.position("total")
    ranks = index.rank(np.round(assessment.score[:, total], SAME))
    return {
        unit.id: int(rank)
        for unit, rank in zip(assessment.units, ranks, strict=True)
        if not np.isnan(rank)
    }
