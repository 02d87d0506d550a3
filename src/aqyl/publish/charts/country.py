"""The map of Kazakhstan: settlements as dots, or first-level units as shaded outlines."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from aqyl.publish.charts.ink import ink
from aqyl.publish.charts.labels import Label, Side, Spot, choose_labels
from aqyl.publish.charts.names import longest, short_names
from aqyl.publish.charts.outlines import Outline, breadth, centre, country_plane, drawn, outlines
from aqyl.publish.charts.projection import Plane, Point
from aqyl.publish.charts.svg import Shown, draw, key
from aqyl.publish.charts.vega import chart_of, layered
from aqyl.publish.view.frame import TOTAL, Cell, Frame
from aqyl.publish.words import Number, said

if TYPE_CHECKING:
    import altair as alt

Size = Literal["wide", "narrow"]
_WIDTH: dict[Size, float] = {"wide": 920, "narrow": 360}
_MOST_LABELS: dict[Size, int] = {"wide": 40, "narrow": 10}
_SHRINK: dict[Size, float] = {"wide": 1.0, "narrow": 0.62}
_SMALL = 12.0
_ALIGN: dict[Side, str] = {
    "middle": "center", "right": "left", "left": "right", "above": "center", "below": "center",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A unit on the map; place is (latitude, longitude); radius is None for a shaded outline.

    colour (a token), shape (of Vega) and told (name and standing) are given where dots show another
    thing than scores.
    """

    unit: str
    cell: Cell
    place: Point
    radius: float | None
    colour: str = ""
    shape: str = ""
    told: Mapping[str, str] | None = None


def marks_of(frame: Frame) -> list[Mark]:
    """The units that have a place, the most important first: by population, else by group."""
    areas = _areas(frame)
    people = frame.report.population
    marks = []
    for order, (_, _, units) in enumerate(frame.groups):
        for unit in units:
            place = areas.get(unit) or frame.report.places.get(unit)
            if place:
                cell = frame.cell(unit, TOTAL, frame.shades)
                radius = None if areas else _radius(people.get(unit), order)
                marks.append(Mark(unit, cell, place, radius))
    return sorted(marks, key=lambda mark: -people.get(mark.unit, 0)) if people else marks


def _areas(frame: Frame) -> dict[str, Point]:
    """Where every unit is a first-level unit with an outline: the middles of the outlines."""
    if frame.report.places:
        return {}
    centres = {outline.kato: centre(outline) for outline in outlines()}
    return centres if set(frame.unit_of) <= set(centres) else {}


def _radius(people: int | None, order: int) -> float:
    """From 4 to 17 pixels by population, else by the place of the group."""
    if people:
        return 3.2 + math.sqrt(people) / 105
    return max(9.0 - 2.5 * order, 4.0)


def country(frame: Frame, marks: Sequence[Mark], size: Size, label: Markup) -> Markup:
    """The map in one of two sizes; `label` says in words what is drawn."""
    plane = country_plane(_WIDTH[size])
    names = short_names({mark.unit: frame.titles[mark.unit] for mark in marks})
    land = {outline.kato: outline for outline in drawn(plane)}
    spots = [
        Spot(m.unit, plane.place(*m.place), _reach(m, land, size), longest(names[m.unit]))
        for m in marks
    ]
    labels = choose_labels(spots, plane.width, _MOST_LABELS[size])
    texts: dict[str, Shown] = {one.unit: names[one.unit] for one in labels}
    links = {f"s-{mark.unit}": _name_and_score(frame, mark) for mark in marks}
    shaded = {mark.unit: mark for mark in marks if mark.radius is None}
    layers = _land(land.values(), shaded)
    if not shaded:
        layers.append(_dots(list(zip(marks, spots, strict=True))))
    for side in _ALIGN:
        named = [one for one in labels if one.side == side]
        if named:
            layers.append(_names(named, side, size))
    return draw(_layered(layers, plane), frame.words, texts, label, links, "map")


def _reach(mark: Mark, land: Mapping[str, Outline], size: Size) -> float:
    """The radius of a dot, or of an outline too small to be written upon."""
    if mark.radius is not None:
        return mark.radius * _SHRINK[size]
    radius = breadth(land[mark.unit]) / 2
    return radius if radius < _SMALL else 0.0


def _name_and_score(frame: Frame, mark: Mark) -> Mapping[str, str]:
    if mark.told is not None:
        return mark.told
    name = frame.titles[mark.unit]
    if mark.cell.score is None:
        return said("map.mark_unknown", name=name)
    return said("map.mark", name=name, score=Number(mark.cell.score, frame.digits))


def _layered(layers: list[alt.Chart], plane: Plane) -> alt.LayerChart:
    import altair as alt

    pixels = alt.Projection(type="identity", scale=1, translate=[0, 0])
    placed = [layer.properties(projection=pixels) for layer in layers]
    return layered(placed, width=plane.width, height=round(plane.height))


def _land(land: Collection[Outline], shaded: Mapping[str, Mark]) -> list[alt.Chart]:
    """Outlines of assessed units, shaded and linked, upon those that are land only."""
    import altair as alt

    plain = [_shape(one) | {"colour": ink("land")} for one in land if one.kato not in shaded]
    units = [
        _shape(one) | {"colour": _colour(shaded[one.kato]), "href": f"#s-{one.kato}"}
        for one in land
        if one.kato in shaded
    ]
    charts = [
        chart_of(shapes)
        .mark_geoshape(stroke=ink("border"), strokeWidth=0.8)
        .encode(color=alt.Color("colour:N", scale=None))
        for shapes in (plain, units)
        if shapes
    ]
    return [*charts[:-1], charts[-1].encode(href="href:N")] if units else charts


def _shape(outline: Outline) -> dict[str, object]:
    polygons = [[ring] for ring in outline.rings]
    return {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": polygons}}


def _colour(mark: Mark) -> str:
    if mark.colour:
        return ink(mark.colour)
    if mark.cell.shade:
        return ink(f"shade-{mark.cell.shade}")
    return ink("paper" if mark.radius else "hatched")


def _dots(placed: Sequence[tuple[Mark, Spot]]) -> alt.Chart:
    """Unknown ones beneath, then large to small, so that every dot can be seen and pressed."""
    import altair as alt

    ordered = sorted(placed, key=lambda pair: (pair[0].cell.shade is not None, -pair[1].radius))
    data = [
        {
            "x": spot.at[0],
            "y": spot.at[1],
            "area": round(math.pi * spot.radius**2, 1),
            "colour": _colour(mark),
            "edge": ink("ink" if mark.cell.shade else "unknown"),
            "href": f"#s-{mark.unit}",
            **({"shape": mark.shape} if mark.shape else {}),
        }
        for mark, spot in ordered
    ]
    base = chart_of(data).mark_point(filled=True, opacity=1, strokeWidth=0.9)
    if data and "shape" in data[0]:
        base = base.encode(shape=alt.Shape("shape:N", scale=None))
    return base.encode(  # type: ignore[no-any-return]
        longitude="x:Q",
        latitude="y:Q",
        size=alt.Size("area:Q", scale=None),
        fill=alt.Fill("colour:N", scale=None),
        stroke=alt.Stroke("edge:N", scale=None),
        href="href:N",
    )


def _names(labels: Sequence[Label], side: Side, size: Size) -> alt.Chart:
    data = [{"x": one.at[0], "y": one.at[1], "name": key(one.unit)} for one in labels]
    text = chart_of(data).mark_text(
        align=_ALIGN[side],  # type: ignore[arg-type]
        baseline="middle",
        fontSize=12 if size == "wide" else 11,
        color=ink("ink"),
        limit=0,
    )
    return text.encode(longitude="x:Q", latitude="y:Q", text="name:N")  # type: ignore[no-any-return]
