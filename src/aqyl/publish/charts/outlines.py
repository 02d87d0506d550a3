"""The outlines of the first-level units (geokz, CC BY 4.0), ready for drawing."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

Ring = list[list[float]]
Feature = dict[str, object]


@cache
def outlines() -> tuple[Feature, ...]:
    """GeoJSON features with the property `kato`; rings run as Vega's sphere wants them."""
    text = files("aqyl.publish").joinpath("data", "oblasts.geojson").read_text(encoding="utf-8")
    return tuple(_clockwise(feature) for feature in json.loads(text)["features"])


def kato_of(feature: Feature) -> str:
    """The KATO of an outline."""
    return str(feature["properties"]["kato"])  # type: ignore[index]


def centre(feature: Feature) -> tuple[float, float]:
    """(latitude, longitude) of the middle of the largest ring."""
    rings = [polygon[0] for polygon in _polygons(feature["geometry"])]  # type: ignore[arg-type]
    ring = max(rings, key=lambda r: abs(_area(r)))
    area = sum(_cross(p, q) for p, q in _sides(ring))
    across = sum((p[0] + q[0]) * _cross(p, q) for p, q in _sides(ring))
    along = sum((p[1] + q[1]) * _cross(p, q) for p, q in _sides(ring))
    return along / (3 * area), across / (3 * area)


def _clockwise(feature: Feature) -> Feature:
    """Outer rings clockwise, holes against: on a sphere the other way round is all the rest."""
    polygons = [
        [ring if (_area(ring) < 0) == (i == 0) else ring[::-1] for i, ring in enumerate(polygon)]
        for polygon in _polygons(feature["geometry"])  # type: ignore[arg-type]
    ]
    return {**feature, "geometry": {"type": "MultiPolygon", "coordinates": polygons}}


def _polygons(geometry: dict[str, object]) -> list[list[Ring]]:
    coordinates = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        return [coordinates]  # type: ignore[list-item]
    return coordinates  # type: ignore[return-value]


def _area(ring: Ring) -> float:
    return sum(_cross(p, q) for p, q in _sides(ring)) / 2


def _sides(ring: Ring) -> list[tuple[list[float], list[float]]]:
    return list(zip(ring, ring[1:], strict=False))


def _cross(p: list[float], q: list[float]) -> float:
    return p[0] * q[1] - q[0] * p[1]
