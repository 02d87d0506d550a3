"""Make the outlines of the 20 first-level units for the maps.

    python tools/build_outlines.py kaz_admbnda_adm1_2024.shp

The shapefile is `inst/shape` of github.com/arodionoff/geokz @41c1a00 (CC BY 4.0); pyshp reads it.
Writes `src/aqyl/publish/data/oblasts.geojson`: names from the register, WGS 84, three decimals,
exterior rings clockwise as d3 and Vega want them. A border is cut into arcs where outlines meet;
every arc is simplified once (Douglas-Peucker), so that neighbours keep one border without gaps.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import shapefile

from aqyl.register import load_register
from aqyl.tables import write_text

OUT = Path(__file__).resolve().parent.parent / "src/aqyl/publish/data/oblasts.geojson"
TOLERANCE = 0.01  # degrees of latitude, about 1 km
LEAST_AREA = 0.002  # square degrees, about 17 sq km: smaller islands and slivers are dropped
SHRINK = math.cos(math.radians(48))  # a degree of longitude against one of latitude

Point = tuple[float, float]
Ring = list[Point]


def main() -> None:
    """Read the shapefile, simplify, write GeoJSON."""
    with shapefile.Reader(sys.argv[1]) as reader:
        shapes = {str(one.record["KATO"]): rings_of(one.shape) for one in reader.shapeRecords()}
    cuts = junctions([ring for rings in shapes.values() for ring in rings])
    units = {one.oblast_kato: one for one in load_register().settlements}
    features = []
    for kato, rings in sorted(shapes.items()):
        polygons = nest([thin for ring in rings if (thin := simplify_ring(ring, cuts))])
        names = {f"name_{lang}": units[kato].oblast(lang) for lang in ("kk", "ru", "en")}
        shape = {"type": "MultiPolygon", "coordinates": polygons}
        features += [{"type": "Feature", "properties": {"kato": kato} | names, "geometry": shape}]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    write_text(OUT, '{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n")


def rings_of(shape: shapefile.Shape) -> list[Ring]:
    """The closed rings of a shape without repeated points; islands and slivers left out."""
    ends = [*list(shape.parts)[1:], len(shape.points)]
    rings = []
    for start, end in zip(shape.parts, ends, strict=True):
        points = [(round(p[0], 4), round(p[1], 4)) for p in shape.points[start:end]]
        rings.append([a for a, b in pairwise(points) if a != b] + points[-1:])
    return [ring for ring in rings if abs(area(ring)) >= LEAST_AREA]


def area(ring: Ring) -> float:
    """Signed area in square degrees; negative when the ring runs clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def junctions(rings: list[Ring]) -> set[Point]:
    """Points where lines part: they have more than one pair of neighbours."""
    neighbours = defaultdict(set)
    for ring in rings:
        for before, here, after in zip([ring[-2], *ring], ring, ring[1:], strict=False):
            neighbours[here].add(frozenset((before, after)))
    return {point for point, pairs in neighbours.items() if len(pairs) > 1}


def simplify_ring(ring: Ring, cuts: set[Point]) -> Ring:
    """A ring made of simplified arcs, rounded; empty when less than a triangle is left."""
    start = next((i for i, p in enumerate(ring) if p in cuts), ring.index(min(ring)))
    turned = ring[start:-1] + ring[:start] + [ring[start]]
    thin, arc = turned[:1], turned[:1]
    for point in turned[1:]:
        arc.append(point)
        if point in cuts or point == turned[0]:
            thin += simplify_arc(arc)[1:]
            arc = [point]
    points = [(round(x, 3), round(y, 3)) for x, y in thin]
    kept = points[:1] + [b for a, b in pairwise(points) if a != b]
    return kept if len(kept) > 3 else []


def simplify_arc(arc: Ring) -> Ring:
    """An arc by Douglas-Peucker, always from the same end, so that both neighbours get one line."""
    if (arc[0], arc[1]) > (arc[-1], arc[-2]):
        return douglas_peucker(arc[::-1])[::-1]
    return douglas_peucker(arc)


def douglas_peucker(arc: Ring) -> Ring:
    """Drop the points that lie nearer than TOLERANCE to the line without them."""
    distances = [distance(point, arc[0], arc[-1]) for point in arc[1:-1]]
    if max(distances, default=0) < TOLERANCE:
        return [arc[0], arc[-1]]
    middle = distances.index(max(distances)) + 1
    return douglas_peucker(arc[: middle + 1])[:-1] + douglas_peucker(arc[middle:])


def distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a segment, in degrees of latitude."""
    here, a, b = (complex(x * SHRINK, y) for x, y in (point, start, end))
    along = ((here - a) * (b - a).conjugate()).real / abs(b - a) ** 2 if a != b else 0.0
    return abs(here - a - min(1.0, max(0.0, along)) * (b - a))


def nest(rings: list[Ring]) -> list[list[Ring]]:
    """Polygons, large ones first; every hole of this data lies in the largest."""
    first, *others = sorted(rings, key=area)
    return [[first, *(r for r in others if area(r) > 0)], *([r] for r in others if area(r) < 0)]


if __name__ == "__main__":
    main()
