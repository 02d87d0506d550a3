"""Drawings: right places, no fixed colours, no ids of their own, Kazakh letters kept."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from aqyl.publish import ReportInput
from aqyl.publish.charts.country import country, marks_of
from aqyl.publish.charts.intervals import intervals
from aqyl.publish.charts.labels import Spot, choose_labels
from aqyl.publish.charts.names import short_names
from aqyl.publish.charts.outlines import centre, country_plane, outlines
from aqyl.publish.charts.projection import conic
from aqyl.publish.charts.slope import slope
from aqyl.publish.view.frame import Frame
from aqyl.publish.view.orders import movers
from aqyl.publish.view.ranking import ranking
from aqyl.publish.words import Words
from aqyl.standard import Text
from tests.publish.reading import Element, read

LABEL = Markup('aria-label="what is drawn"')


@pytest.fixture(scope="module")
def drawings(public_report: ReportInput, open_report: ReportInput) -> dict[str, str]:
    """One of each kind."""
    public, regions = (Frame(r, Words("kk")) for r in (public_report, open_report))
    moved = movers(regions)
    assert moved is not None
    rows = ranking(regions)[0].ranked
    return {
        "dots": country(public, marks_of(public), "wide", LABEL),
        "dots, narrow": country(public, marks_of(public), "narrow", LABEL),
        "areas": country(regions, marks_of(regions), "wide", LABEL),
        "intervals": intervals(rows, 1.0, regions.words, LABEL),
        "slope": slope(moved, regions.words, LABEL),
    }


KINDS = ["dots", "dots, narrow", "areas", "intervals", "slope"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_brings_no_colours_fonts_or_ids(drawings: dict[str, str], kind: str) -> None:
    svg = drawings[kind]
    assert re.findall(r'(?:fill|stroke)="(?!none|var\(--)[^"]*"', svg) == []
    assert not re.search(r"font-family|clip|\bid=|url\(|⟦|http|style=", svg)
    assert read(svg).unbalanced == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_is_named_and_scales(drawings: dict[str, str], kind: str) -> None:
    svg = read(drawings[kind]).find("svg")[0]
    assert svg.attributes["aria-label"] == "what is drawn"
    assert svg.attributes["role"] == ("group" if svg.find("a") else "img")
    assert re.fullmatch(r"0 0 [\d.]+ [\d.]+", svg.attributes["viewbox"])


def test_names_keep_their_kazakh_letters(drawings: dict[str, str]) -> None:
    names = {text.text for text in read(drawings["dots"]).find("text")}
    assert {"Қостанай", "Өскемен", "Ақтөбе", "Қызылорда", "Шымкент"} <= names


def test_a_dot_stands_at_its_score_and_a_bar_from_low_to_high(
    open_report: ReportInput, drawings: dict[str, str]
) -> None:
    rows = ranking(Frame(open_report, Words("kk")))[0].ranked
    dots = [place(e) for e in read(drawings["intervals"]).find("path", stroke="var(--paper)")]
    (zero, _), (one, _) = tick_at(drawings["intervals"], "0"), tick_at(drawings["intervals"], "1")
    for row, (x, _) in zip(rows, dots, strict=True):
        assert row.cell.score is not None
        assert (x - zero) / (one - zero) == pytest.approx(row.cell.score, abs=0.002)
    assert [y for _, y in dots] == sorted(y for _, y in dots)


def tick_at(svg: str, value: str) -> tuple[float, float]:
    ticks = [e for e in read(svg).find("text") if e.attributes.get("data-v", "")[:1] == value]
    return place(next(e for e in ticks if float(e.attributes["data-v"]) == float(value)))


def place(element: Element) -> tuple[float, float]:
    found = re.fullmatch(r"translate\(([-\d.]+),([-\d.]+)\)", element.attributes["transform"])
    assert found
    return float(found[1]), float(found[2])


def test_every_unit_with_a_place_is_a_link_with_a_name(
    public_report: ReportInput, drawings: dict[str, str]
) -> None:
    links = read(drawings["dots"]).find("a")
    assert {a.attributes["href"] for a in links} == {f"#s-{kato}" for kato in public_report.places}
    assert all(re.search(r": (\d|белгісіз)", a.attributes["aria-label"]) for a in links)
    assert all(a.attributes["tabindex"] == "-1" for a in links)


def test_marks_of_the_unknown_are_empty(public_report: ReportInput) -> None:
    frame = Frame(public_report, Words("en"))
    svg = read(country(frame, marks_of(frame), "wide", LABEL))
    fills = {a.attributes["href"][3:]: a.one("path").attributes["fill"] for a in svg.find("a")}
    for unit, fill in fills.items():
        assert (fill == "var(--paper)") == (not frame.is_known(unit))


def test_regions_left_out_are_land_and_no_link(open_report: ReportInput) -> None:
    assert open_report.before is not None
    frame = Frame(ReportInput(open_report.before), Words("en"))
    svg = read(country(frame, marks_of(frame), "wide", LABEL))
    assert len(svg.find("a")) == 19
    assert len(svg.find("path", fill="var(--land)")) == 1


def test_outlines_cover_the_twenty_first_level_units() -> None:
    assert len({outline.kato for outline in outlines()}) == 20
    latitude, longitude = centre(next(o for o in outlines() if o.kato == "350000000"))
    assert (latitude, longitude) == pytest.approx((48.6, 73.6), abs=1.5)


@given(st.floats(41, 55), st.floats(47, 87))
def test_the_projection_keeps_areas(latitude: float, longitude: float) -> None:
    step = 0.01
    (x, y), (x_east, y_east), (x_north, y_north) = (
        conic(latitude, longitude), conic(latitude, longitude + step),
        conic(latitude + step, longitude),
    )  # fmt: skip
    drawn = abs((x_east - x) * (y_north - y) - (x_north - x) * (y_east - y))
    true = math.radians(step) ** 2 * math.cos(math.radians(latitude))
    assert drawn == pytest.approx(true, rel=1e-3)


def test_north_is_up_and_east_is_right_and_all_is_inside() -> None:
    plane = country_plane(900)
    astana, almaty, oral = (
        plane.place(51.13, 71.43), plane.place(43.24, 76.9), plane.place(51.2, 51.4)
    )  # fmt: skip
    assert astana[1] < almaty[1]
    assert oral[0] < astana[0] < almaty[0]
    assert all(0 <= x <= 900 and 0 <= y <= plane.height for x, y in (astana, almaty, oral))


SPOTS = st.lists(
    st.builds(
        Spot,
        unit=st.uuids().map(str),
        at=st.tuples(st.floats(0, 900), st.floats(0, 500)),
        radius=st.floats(0, 15),
        letters=st.integers(2, 20),
    ),
    max_size=40,
    unique_by=lambda spot: spot.unit,
)


@given(SPOTS)
def test_no_two_names_lie_upon_each_other(spots: list[Spot]) -> None:
    labels = choose_labels(spots, 900, 30)
    assert len(labels) <= 30
    letters = {spot.unit: spot.letters for spot in spots}
    boxes = []
    for label in labels:
        x, y = label.at
        length = letters[label.unit] * 6.0
        left = {"right": x, "left": x - length}.get(label.side, x - length / 2)
        boxes.append((left, y - 6, left + length, y + 6))
    for a, b in itertools.combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_the_most_important_places_are_always_named() -> None:
    crowd = [Spot(str(i), (450 + i, 250 + i), 6, 8) for i in range(30)]
    assert [label.unit for label in choose_labels(crowd, 900, 9)][:1] == ["0"]


def test_short_names_stay_apart() -> None:
    titles = {
        "city": Text(kk="Алматы қаласы", ru="город Алматы", en="Almaty city"),
        "oblast": Text(kk="Алматы облысы", ru="Алматинская область", en="Almaty Region"),
        "abai": Text(kk="Абай облысы", ru="область Абай", en="Abai Region"),
    }
    names = short_names(titles)
    assert names["abai"] == {"kk": "Абай", "ru": "Абай", "en": "Abai"}
    assert names["city"] == {"kk": "Алматы қаласы", "ru": "Алматы", "en": "Almaty city"}
    assert names["oblast"]["ru"] == "Алматинская"


def test_without_population_the_group_gives_the_size(public_report: ReportInput) -> None:
    frame = Frame(replace(public_report, population={}), Words("kk"))
    radii = {frame.assessment.units[frame.unit_of[m.unit]].group: m.radius for m in marks_of(frame)}
    assert radii == {"republican": 9.0, "oblast": 6.5, "district": 4.0}
