"""The ranking of each group, with the interval of every score and rank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aqyl.portal.results.models import Rank, Score
from aqyl.register import Settlement, load_register
from aqyl.standard import Edition, Text

TOTAL = "total"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Placed:
    """A settlement in the ranking of its group; rank and level are None where nothing is known."""

    place: Settlement
    score: float | None
    low: float
    high: float
    coverage: float
    rank: int | None
    rank_low: int
    rank_high: int
    level: Text | None
    level_low: Text | None
    level_high: Text | None


@dataclass(frozen=True, slots=True)
class PlacedGroup:
    """A group and its settlements by rank, those of whom nothing is known last."""

    group: str
    title: Text
    rows: list[Placed]


def rankings(edition: Edition, ranks: Iterable[Rank], totals: Iterable[Score]) -> list[PlacedGroup]:
    """Every group of the edition that has settlements, in the edition's order.

    ranks: of each settlement in its own group (those among all are passed over).
    """
    by_place = {row.settlement: row for row in totals}
    levels = {level.id: level.title for level in edition.levels}
    groups: dict[str, list[Placed]] = {}
    for rank in ranks:
        if rank.group != ALL:
            row = placed(rank, by_place[rank.settlement], levels)
            groups.setdefault(rank.group, []).append(row)
    return [
        PlacedGroup(group.id, group.title, groups[group.id])
        for group in edition.groups
        if group.id in groups
    ]


def placed(rank: Rank, total: Score, levels: Mapping[str, Text]) -> Placed:
    """One settlement's row."""
    known = total.score is not None
    return Placed(
        place=load_register().get(rank.settlement),
        score=total.score,
        low=total.low or 0.0,
        high=total.high or 0.0,
        coverage=total.coverage or 0.0,
        rank=int(rank.rank) if known and rank.rank is not None else None,
        rank_low=int(rank.rank_low or 0),
        rank_high=int(rank.rank_high or 0),
        level=levels.get(rank.level or "") if known else None,
        level_low=levels.get(rank.level_low or ""),
        level_high=levels.get(rank.level_high or ""),
    )
