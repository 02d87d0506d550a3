"""Which places of the map get their name, and on which side of the mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from aqyl.publish.charts.projection import Point

Side = Literal["middle", "right", "left", "above", "below"]
_LETTER, _HEIGHT, _GAP = 6.6, 14.0, 4.0
# How many names may hide lesser marks.
_FIRST = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark on the map: its pixel, its radius, the length of its longest name in letters.

    A mark of no size is the middle of an area: its name may stand upon it.
    """

    unit: str
    at: Point
    radius: float
    letters: int


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name is set: its anchor and on which side of the mark it stands."""

    unit: str
    side: Side
    at: Point


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def choose_labels(spots: Sequence[Spot], width: float, most: int) -> list[Label]:
    """Names for the first `most` spots that find room, none upon another or upon a mark.

    The first few are named even where their name must lie upon lesser marks.
    spots: the most important first; width: of the map in pixels.
    """
    marks = {spot.unit: _mark(spot) for spot in spots if spot.radius}
    taken: list[_Box] = []
    chosen: list[Label] = []
    for order, spot in enumerate(spots):
        others = [box for unit, box in marks.items() if unit != spot.unit]
        found = _best(spot, width, taken, others, 0 if order >= _FIRST else len(marks))
        if found:
            chosen.append(found[0])
            taken.append(found[1])
        if len(chosen) == most:
            break
    return chosen


def _best(
    spot: Spot, width: float, taken: Sequence[_Box], marks: Sequence[_Box], hidden: int
) -> tuple[Label, _Box] | None:
    """The side that lies upon no other name and on the fewest marks, at most `hidden`."""
    free = [
        (sum(box.meets(mark) for mark in marks), label, box)
        for label, box in _choices(spot, width)
        if not any(box.meets(name) for name in taken)
    ]
    if not free:
        return None
    count, label, box = min(free, key=lambda choice: choice[0])
    return (label, box) if count <= hidden else None


def _mark(spot: Spot) -> _Box:
    (x, y), r = spot.at, spot.radius
    return _Box(x - r, y - r, x + r, y + r)


def _choices(spot: Spot, width: float) -> list[tuple[Label, _Box]]:
    """The sides a name can stand on, the best first, each with the room it takes."""
    (x, y), away = spot.at, spot.radius + _GAP
    length, half = spot.letters * _LETTER, _HEIGHT / 2
    anchors: dict[Side, tuple[Point, float]] = {
        "right": ((x + away, y), x + away),
        "left": ((x - away, y), x - away - length),
        "above": ((x, y - away - half + 2), x - length / 2),
        "below": ((x, y + away + half - 2), x - length / 2),
    }
    if not spot.radius:
        anchors = {"middle": ((x, y), x - length / 2), **anchors}
    boxes = [
        (Label(spot.unit, side, at), _Box(left, at[1] - half, left + length, at[1] + half))
        for side, (at, left) in anchors.items()
    ]
    return [(label, box) for label, box in boxes if box.left >= -40 and box.right <= width + 40]
