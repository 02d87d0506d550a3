"""The outlines of the first-level units, made by tools/build_outlines.py, fit the register."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files
from itertools import pairwise

import pytest

from aqyl.register import Settlement, load_register

Ring = list[tuple[float, float]]
FILE = files("aqyl.publish").joinpath("data/oblasts.geojson")
TEXT = FILE.read_text(encoding="utf-8")
OUTLINES = {f["properties"]["kato"]: f for f in json.loads(TEXT)["features"]}


def rings(kato: str) -> list[Ring]:
    return [
        [(x, y) for x, y in ring]
        for polygon in OUTLINES[kato]["geometry"]["coordinates"]
        for ring in polygon
    ]


def area(ring: Ring) -> float:
    """Negative when the ring runs clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def inside(x: float, y: float, kato: str) -> bool:
    crossed = [
        (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] > x
        for ring in rings(kato)
        for a, b in pairwise(ring)
        if (a[1] > y) != (b[1] > y)
    ]
    return sum(crossed) % 2 == 1


def test_twenty_units_with_their_names() -> None:
    units = {one.oblast_kato: one for one in load_register().settlements}
    assert OUTLINES.keys() == units.keys()
    for kato, feature in OUTLINES.items():
        names = {f"name_{lang}": units[kato].oblast(lang) for lang in ("kk", "ru", "en")}
        assert feature["properties"] == {"kato": kato, **names}


def test_the_file_is_small_and_coarse_enough_to_sit_inside_a_report() -> None:
    assert len(TEXT.encode()) < 120_000
    numbers = [n for kato in OUTLINES for ring in rings(kato) for point in ring for n in point]
    assert all(round(number, 3) == number for number in numbers)


@pytest.mark.parametrize("kato", OUTLINES)
def test_rings_are_closed_and_wound_as_d3_wants_them(kato: str) -> None:
    for polygon in OUTLINES[kato]["geometry"]["coordinates"]:
        outer, *holes = polygon
        assert area(outer) < 0
        assert all(area(hole) > 0 for hole in holes)
        assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in polygon)


def test_the_three_cities_are_holes_of_the_oblasts_around_them() -> None:
    for city, around in (("710000000", "110000000"), ("750000000", "190000000"),
                         ("790000000", "610000000")):  # fmt: skip
        whole = max(rings(city), key=len)
        (hole,) = [ring for ring in rings(around) if area(ring) > 0]
        assert len(set(whole) ^ set(hole)) <= 1  # the source draws one point of Astana only once


def test_neighbours_share_one_border_without_gaps() -> None:
    """Every piece of border has one unit on each side, or none where the country ends."""
    pieces = Counter(piece for kato in OUTLINES for ring in rings(kato) for piece in pairwise(ring))
    assert set(pieces.values()) == {1}
    shared = sum((b, a) in pieces for a, b in pieces)
    assert shared > 0.3 * len(pieces)
    interior = [piece for ring in rings("620000000") for piece in pairwise(ring)]
    assert all((b, a) in pieces for a, b in interior)  # Ulytau touches no foreign border


@pytest.mark.parametrize("one", load_register().in_groups(), ids=lambda one: one.name_en)
def test_a_settlement_lies_in_its_oblast(one: Settlement) -> None:
    assert one.latitude is not None
    assert one.longitude is not None
    assert inside(one.longitude, one.latitude, one.oblast_kato)
