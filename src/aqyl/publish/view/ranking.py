"""The ranking by group and the table of domains."""

from __future__ import annotations

from dataclasses import dataclass

from aqyl.assess import ALL
from aqyl.publish.view.frame import TOTAL, Cell, Frame
from aqyl.standard import Text
from aqyl.tables import Row


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit in the ranking of its group; `overall` is its row over all units."""

    unit: str
    title: Text
    cell: Cell
    row: Row
    overall: Row
    levels: tuple[Text | None, Text | None, Text | None]
    places: str
    folded: str


@dataclass(frozen=True, slots=True)
class RankedGroup:
    """A group: those of whom something is known by rank, and the others by name."""

    group: str
    title: Text | None
    ranked: list[Ranked]
    unknown: list[Ranked]

    @property
    def size(self) -> int:
        """How many units the group holds here."""
        return len(self.ranked) + len(self.unknown)

    @property
    def undecided(self) -> int:
        """How many of the ranked could, by their bounds, hold any place of the group."""
        ends = ((row.row["rank_low"], row.row["rank_high"]) for row in self.ranked)
        return sum(low == 1 and high == self.size for low, high in ends)


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A unit and its cells, one a domain; None where the domain does not apply."""

    unit: str
    title: Text
    total: Cell
    cells: list[Cell | None]
    places: str
    folded: str


def ranking(frame: Frame) -> list[RankedGroup]:
    """Every group in the edition's order."""
    groups = []
    for group, title, units in frame.groups:
        rows = [ranked(frame, unit, group) for unit in units]
        known = [row for row in rows if row.cell.score is not None]
        unknown = [row for row in rows if row.cell.score is None]
        groups.append(RankedGroup(group, title, known, unknown))
    return groups


def ranked(frame: Frame, unit: str, group: str) -> Ranked:
    """One unit's place in its group."""
    row = frame.ranks[group, unit]
    cell = frame.cell(unit, TOTAL, frame.shades)
    level = frame.levels.get(str(row["level"])) if cell.score is not None else None
    low, high = (frame.levels.get(str(row[name])) for name in ("level_low", "level_high"))
    return Ranked(
        unit,
        frame.titles[unit],
        cell,
        row,
        frame.ranks[ALL, unit],
        (level, low, high),
        places(frame, unit),
        frame.folded(unit),
    )


def places(frame: Frame, unit: str) -> str:
    """The unit's place by name in each language, for sorting on the page."""
    return " ".join(str(place) for place in frame.places[unit])


def heat(frame: Frame, groups: list[RankedGroup]) -> list[tuple[RankedGroup, list[HeatRow]]]:
    """Domains by units: the known units of each group in the ranking's order."""
    return [(group, [_heat_row(frame, row) for row in group.ranked]) for group in groups]


def _heat_row(frame: Frame, row: Ranked) -> HeatRow:
    cells = [
        frame.cell(row.unit, node, frame.domain_shades) if frame.applies(row.unit, node) else None
        for node in frame.top
    ]
    return HeatRow(row.unit, row.title, row.cell, cells, row.places, row.folded)
