"""What a change is made of: real, method and data, by unit and by what changed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from aqyl.assess.bridge import PARTS, Bridge, Part, Step
from aqyl.assess.bridge.wording import Wording
from aqyl.publish.view.frame import TOTAL, Frame
from aqyl.publish.words import each
from aqyl.standard import Text

# Shares named beside a unit, and the least that is named, on a scale of one.
_NAMED, _SMALL = 2, 0.0005


@dataclass(frozen=True, slots=True)
class Share:
    """A change in words, with its share in points."""

    name: dict[str, str]
    points: float


@dataclass(frozen=True, slots=True)
class Changed:
    """A unit with a score on both sides; ranks are among all of each side."""

    unit: str
    title: Text
    before: float
    after: float
    parts: Mapping[Part, float]
    rank_before: int
    rank_after: int
    largest: list[Share]

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that changed: the mean size of its share in score, low and high over the units."""

    part: Part
    name: dict[str, str]
    sentences: list[Text]
    score: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Split:
    """The section: from which assessment to which, the units by their place after, the changes.

    still: units, and idle: changes that are left out since all their parts round to zero.
    """

    title_before: Text
    title_after: Text
    rows: list[Changed]
    named: list[Named]
    came: list[Text]
    went: list[Text]
    still: int
    idle: int


def split(frame: Frame) -> Split | None:
    """The bridge of the report, if it has one."""
    bridge = frame.report.bridge
    if bridge is None or not bridge.players:
        return None
    words, titles = Wording(bridge), _titles(bridge)
    steps = [bridge.step(unit) for unit in bridge.units]
    rows = [_changed(bridge, step, titles, words) for step in steps if not math.isnan(step.change)]
    rows.sort(key=lambda row: (row.rank_after, row.unit))
    moved = [row for row in rows if _shows(row.parts.values(), frame.digits)]
    every = _named(bridge, words)
    named = [one for one in every if _shows((one.score, one.low, one.high), frame.digits + 1)]
    return Split(
        bridge.before.edition.title,
        bridge.after.edition.title,
        moved,
        named,
        [titles[unit] for unit in bridge.units_after],
        [titles[unit] for unit in bridge.units_before],
        len(rows) - len(moved),
        len(every) - len(named),
    )


def _shows(points: Iterable[float], digits: int) -> bool:
    return any(round(one, digits) for one in points)


def _titles(bridge: Bridge) -> dict[str, Text]:
    return {unit.id: unit.title for a in (bridge.before, bridge.after) for unit in a.units}


def _changed(bridge: Bridge, step: Step, titles: Mapping[str, Text], words: Wording) -> Changed:
    rank = bridge.step(step.unit, TOTAL, "rank")
    least = _SMALL * bridge.after.edition.scoring.scale
    largest = [share for share in step.shares[:_NAMED] if abs(share.points) >= least]
    return Changed(
        step.unit,
        titles[step.unit],
        step.before,
        step.after,
        step.parts,
        int(rank.before),
        int(rank.after),
        [Share(_name(words, share.number, bridge), share.points) for share in largest],
    )


def _named(bridge: Bridge, words: Wording) -> list[Named]:
    """All that changed, the largest first."""
    sizes = np.stack([_sizes(bridge, measure) for measure in ("score", "low", "high")], axis=1)
    order = np.lexsort((-sizes[:, 1], -sizes[:, 0]))
    return [
        Named(
            bridge.players[n].part,
            _name(words, int(n), bridge),
            [change.sentence for change in bridge.players[n].changes],
            *map(float, sizes[n]),
        )
        for n in order
    ]


def _sizes(bridge: Bridge, measure: str) -> np.ndarray:
    """The mean size of each player's share in the total, over the units that have a change."""
    found, total = getattr(bridge, measure), bridge.nodes.index(TOTAL)
    known = ~np.isnan(found.change[:, total])
    shares = np.abs(found.players[:, known, total])
    return np.asarray(shares.sum(axis=1) / max(int(known.sum()), 1))


def _name(words: Wording, number: int, bridge: Bridge) -> dict[str, str]:
    return each(lambda lang: words.name(bridge.players[number], lang))


def stacked(row: Changed) -> list[tuple[Part, float, float]]:
    """The parts of a change laid end to end from zero, gains to the right, losses to the left."""
    ends = {True: 0.0, False: 0.0}
    found = []
    for part in PARTS:
        points = row.parts[part]
        start = ends[points > 0]
        ends[points > 0] = start + points
        if points:
            found.append((part, start, start + points))
    return found
