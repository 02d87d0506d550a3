"""The outlines of the first-level units (geokz, CC BY 4.0) in the pixels of a map."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from aqyl.publish.charts.projection import Plane, Point, plane_of

Ring = tuple[Point, ...]
# Points of a line nearer than this to the last one kept are not drawn, in pixels.
_FINE = 0.8


@dataclass(frozen=True, slots=True)
class Outline:
    """A first-level unit: its KATO and its outer rings, as (latitude, longitude) or as pixels."""

    kato: str
    rings: tuple[Ring, ...]


@cache
def outlines() -> tuple[Outline, ...]:
    """All outlines in degrees."""
    text = files("aqyl.publish").joinpath("data", "oblasts.geojson").read_text(encoding="utf-8")
    return tuple(
        Outline(
            str(feature["properties"]["kato"]),
            tuple(
                tuple((latitude, longitude) for longitude, latitude in ring)
                for polygon in _polygons(feature["geometry"])
                for ring in polygon
            ),
        )
        for feature in json.loads(text)["features"]
    )


def country_plane(width: float) -> Plane:
    """The plane that holds the whole country."""
    return plane_of((point for o in outlines() for ring in o.rings for point in ring), width)


def drawn(plane: Plane) -> tuple[Outline, ...]:
    """All outlines in pixels, without points too near each other to tell apart."""
    return tuple(
        Outline(one.kato, tuple(_thinned(ring, plane) for ring in one.rings)) for one in outlines()
    )


def centre(outline: Outline) -> Point:
    """(latitude, longitude) of the middle of the largest ring."""
    ring = max(outline.rings, key=lambda points: abs(_area(points)))
    area = _area(ring)
    sides = list(pairwise(ring))
    first = sum((p[0] + q[0]) * _cross(p, q) for p, q in sides)
    second = sum((p[1] + q[1]) * _cross(p, q) for p, q in sides)
    return first / (6 * area), second / (6 * area)


def breadth(outline: Outline) -> float:
    """The diameter of a circle as large as the outline's largest ring."""
    return 2 * math.sqrt(max(abs(_area(ring)) for ring in outline.rings) / math.pi)


def _polygons(geometry: dict[str, list[object]]) -> list[list[list[Point]]]:
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates  # type: ignore[comparison-overlap, list-item, return-value]


def _thinned(ring: Ring, plane: Plane) -> Ring:
    points = [plane.place(*point) for point in ring]
    kept = points[:1]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= _FINE:
            kept.append(point)
    return tuple((round(x, 1), round(y, 1)) for x, y in [*kept, points[-1]])


def _area(ring: Ring) -> float:
    return sum(_cross(p, q) for p, q in pairwise(ring)) / 2


def _cross(p: Point, q: Point) -> float:
    return p[0] * q[1] - q[0] * p[1]
