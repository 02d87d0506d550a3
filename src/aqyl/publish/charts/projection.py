"""From degrees to the pixels of a map: Albers' equal-area conic projection.

Formulas for the sphere: J. P. Snyder, Map Projections: A Working Manual, USGS Professional Paper
1395 (1987), p. 100. The parallels and the middle meridian are those usual for Kazakhstan.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]

_SOUTH, _NORTH, _MIDDLE = (math.radians(degrees) for degrees in (43.0, 53.0, 67.0))
_N = (math.sin(_SOUTH) + math.sin(_NORTH)) / 2
_C = math.cos(_SOUTH) ** 2 + 2 * _N * math.sin(_SOUTH)


def conic(latitude: float, longitude: float) -> Point:
    """Where a place falls on the plane, in radii of the globe: x to the east, y to the south."""
    rho = math.sqrt(_C - 2 * _N * math.sin(math.radians(latitude))) / _N
    theta = _N * (math.radians(longitude) - _MIDDLE)
    return rho * math.sin(theta), rho * math.cos(theta)


@dataclass(frozen=True, slots=True)
class Plane:
    """The map's plane: what it shows fills `width` pixels and is `height` pixels high."""

    width: float
    height: float
    left: float
    top: float
    scale: float

    def place(self, latitude: float, longitude: float) -> Point:
        """The pixel of a place."""
        x, y = conic(latitude, longitude)
        return (x - self.left) * self.scale, (y - self.top) * self.scale


def plane_of(places: Iterable[Point], width: float) -> Plane:
    """The plane that holds all places, given as (latitude, longitude)."""
    points = [conic(latitude, longitude) for latitude, longitude in places]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    scale = width / (right - left)
    return Plane(width, (bottom - top) * scale, left, top, scale)
