"""How sure the places are: where ranks fall over the draws, source by source and together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from aqyl.assess.uncertainty import Drawn, Uncertain
from aqyl.publish.view.frame import Frame
from aqyl.publish.view.ranking import RankedGroup
from aqyl.publish.words import Percent, said
from aqyl.standard import Text

# Shares of the draws from which the order of two neighbours is called sure, and likely.
SURE, LIKELY = 0.95, 0.75
# Sources the drawing shows, each on a lane of its own; `together` is all of them.
LANES = ("unknown", "weights", "together")


@dataclass(frozen=True, slots=True)
class Span:
    """Percentiles of a rank over the draws."""

    low: float
    quarter: float
    middle: float
    three_quarters: float
    high: float


@dataclass(frozen=True, slots=True)
class SureRow:
    """A ranked unit: its rank, where it falls by each source, and how sure level and order are.

    ahead: the share of draws in which it is ahead of the next unit; None for the last.
    """

    unit: str
    title: Text
    rank: int
    spans: dict[str, Span | None]
    level: Text | None
    level_share: float | None
    ahead: float | None


@dataclass(frozen=True, slots=True)
class SureGroup:
    """A group's ranked units in order; `size` counts those too of whom nothing is known."""

    group: str
    title: Text | None
    size: int
    rows: list[SureRow]

    @property
    def verdict(self) -> dict[str, str]:
        """How many pairs of neighbours are sure, likely and open, in a sentence."""
        shares = [row.ahead for row in self.rows if row.ahead is not None]
        sure = sum(share >= SURE for share in shares)
        likely = sum(LIKELY <= share < SURE for share in shares)
        numbers = {"sure": sure, "likely": likely, "open": len(shares) - sure - likely}
        marks = {"high": Percent(SURE), "low": Percent(LIKELY)}
        return said("sure.verdict", pairs=len(shares), **numbers, **marks)


@dataclass(frozen=True, slots=True)
class Sure:
    """The section: the sources by name, what each means with the edition's numbers, the groups."""

    sources: dict[str, dict[str, str]]
    meanings: list[dict[str, str]]
    draws: int
    groups: list[SureGroup]

    @property
    def lanes(self) -> list[str]:
        """The sources the drawing shows, from the top."""
        return [lane for lane in LANES if lane in self.sources]


def sure(frame: Frame, groups: list[RankedGroup]) -> Sure | None:
    """What the report tells of its draws; None where it has none."""
    drawn = frame.report.uncertain
    if not drawn:
        return None
    found = {_name(one, drawn): one for one in drawn}
    names = {name: said(f"sure.source.{name}") for name in found}
    shown = [_group(frame, found, group) for group in groups if group.ranked]
    return Sure(names, _meanings(frame, found), drawn[-1].rules.draws, shown)


def _name(one: Uncertain, several: Iterable[Uncertain]) -> str:
    """The source of one that was drawn apart; `together` where there were several."""
    alone = len(one.sources) == 1 and len(list(several)) > 1
    return one.sources[0] if alone else "together"


def _meanings(frame: Frame, found: dict[str, Uncertain]) -> list[dict[str, str]]:
    """What each source means here, with the numbers of the edition."""
    rules = next(iter(found.values())).rules
    numbers = {
        "weights": Percent(rules.weights),
        "claims": Percent(rules.claims),
        "neighbours": ", ".join(map(str, rules.neighbours)),
    }
    every = dict.fromkeys(source for one in found.values() for source in one.sources)
    keys = [f"{source}.{rules.unknown}" if source == "unknown" else source for source in every]
    return [said(f"sure.means.{key}", **numbers) for key in keys]


def _group(frame: Frame, found: dict[str, Uncertain], group: RankedGroup) -> SureGroup:
    by_name = {name: one.groups[group.group] for name, one in found.items()}
    together = list(by_name.values())[-1]
    ahead = _ahead(together)
    places = {unit: n for n, unit in enumerate(together.units)}
    rows = [
        SureRow(
            row.unit,
            row.title,
            int(float(str(row.row["rank"]))),
            {name: _span(drawn, places[row.unit]) for name, drawn in by_name.items()},
            row.levels[0],
            _level_share(frame, together, places[row.unit], row.row["level"]),
            ahead.get(row.unit),
        )
        for row in group.ranked
    ]
    return SureGroup(group.group, group.title, group.size, rows)


def _ahead(drawn: Drawn) -> dict[str, float]:
    """Unit -> how often it is ahead of the next one in the assessed order."""
    pairs = drawn.figures.neighbours
    return {
        drawn.units[first]: float(share)
        for (first, _), share in zip(pairs.pairs.tolist(), pairs.ahead, strict=True)
    }


def _span(drawn: Drawn, place: int) -> Span | None:
    percentiles = drawn.figures.rank.percentiles[place]
    return None if np.isnan(percentiles).any() else Span(*map(float, percentiles))


def _level_share(frame: Frame, drawn: Drawn, place: int, level: object) -> float | None:
    ids = [one.id for one in frame.edition.levels]
    return float(drawn.figures.levels[place, ids.index(str(level))]) if level in ids else None
