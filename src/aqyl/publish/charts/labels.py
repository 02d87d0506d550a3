"""Which places of the map get their name, and on which side of the mark."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

# The country's frame in degrees; a degree east is shorter than one north by this at 48°.
WEST, EAST, SOUTH, NORTH = 46.0, 88.0, 40.2, 55.8
_NARROWING = math.cos(math.radians(48))
_LETTER, _HEIGHT = 6.2, 14.0


_TOWARDS = {"middle": (0, 0), "right": (1, 0), "left": (-1, 0), "above": (0, 1), "below": (0, -1)}


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark on the map: where, how large (radius in pixels), how long its longest name is.

    A mark of no size is the middle of an area: its name may stand upon it.
    """

    unit: str
    latitude: float
    longitude: float
    radius: float
    letters: int


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


def choose_labels(spots: Sequence[Spot], width: float, most: int) -> dict[str, str]:
    """unit -> `middle`, `right`, `left`, `above` or `below`, for the first `most` spots that find room.

    spots: the most important first; width: of the map in pixels.
    """
    marks = {spot.unit: _mark(spot, width) for spot in spots}
    taken: list[_Box] = []
    chosen: dict[str, str] = {}
    for spot in spots[: 3 * most]:
        others = [box for unit, box in marks.items() if unit != spot.unit]
        for side, box in _sides(spot, marks[spot.unit], width):
            if not any(box.meets(other) for other in (*taken, *others)):
                chosen[spot.unit] = side
                taken.append(box)
                break
        if len(chosen) == most:
            break
    return chosen


def edge(spot: Spot, side: str, width: float) -> tuple[float, float]:
    """(latitude, longitude) of the mark's edge on a side: where its label starts."""
    across, along = _TOWARDS[side]
    degree = _scale(width)
    east = across * spot.radius / (degree * _NARROWING)
    return spot.latitude + along * spot.radius / degree, spot.longitude + east


def _scale(width: float) -> float:
    """Pixels a degree of latitude."""
    return width / ((EAST - WEST) * _NARROWING)


def _mark(spot: Spot, width: float) -> _Box:
    scale = _scale(width)
    x = (spot.longitude - WEST) * _NARROWING * scale
    y = (NORTH - spot.latitude) * scale
    r = spot.radius
    return _Box(x - r, y - r, x + r, y + r)


def _sides(spot: Spot, mark: _Box, width: float) -> list[tuple[str, _Box]]:
    length, half = spot.letters * _LETTER, _HEIGHT / 2
    x, y = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    boxes = {"middle": _Box(x - length / 2, y - half, x + length / 2, y + half)}
    if spot.radius:
        boxes = {}
    boxes |= {
        "right": _Box(mark.right + 3, y - half, mark.right + 3 + length, y + half),
        "left": _Box(mark.left - 3 - length, y - half, mark.left - 3, y + half),
        "above": _Box(x - length / 2, mark.top - 2 - _HEIGHT, x + length / 2, mark.top - 2),
        "below": _Box(x - length / 2, mark.bottom + 2, x + length / 2, mark.bottom + 2 + _HEIGHT),
    }
    return [(side, box) for side, box in boxes.items() if box.left >= 0 and box.right <= width]
