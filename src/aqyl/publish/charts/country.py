"""The map of Kazakhstan: settlements as dots, or first-level units as shaded outlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from aqyl.language import LANGUAGES, say
from aqyl.publish.charts.ink import ink
from aqyl.publish.charts.labels import Spot, choose_labels, edge
from aqyl.publish.charts.outlines import centre, kato_of, outlines
from aqyl.publish.charts.svg import Shown, draw, key
from aqyl.publish.view.frame import TOTAL, Cell, Frame
from aqyl.publish.words import Number, said
from aqyl.standard import Text

if TYPE_CHECKING:
    import altair as alt

Size = Literal["wide", "narrow"]
_WIDTH = {"wide": 920, "narrow": 360}
_MOST_LABELS = {"wide": 34, "narrow": 9}
_SHRINK = {"wide": 1.0, "narrow": 0.62}
# Parallels of the usual equal-area conic projection of Kazakhstan, and its middle meridian.
_PROJECTION = {"type": "conicEqualArea", "parallels": [43, 53], "rotate": [-67, 0, 0]}
# A label's anchor and its distance from the mark's edge, in pixels.
_SIDES = {
    "middle": ("center", 0, 0),
    "right": ("left", 4, 0),
    "left": ("right", -4, 0),
    "above": ("center", 0, -8),
    "below": ("center", 0, 8),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A unit on the map."""

    unit: str
    cell: Cell
    latitude: float
    longitude: float
    radius: float


def marks_of(frame: Frame) -> list[Mark]:
    """The units that have a place, the most important first: group, then population, then score."""
    outlined = _outlined(frame)
    marks = []
    for order, (_, _, units) in enumerate(frame.groups):
        for unit in units:
            place = outlined.get(unit) or frame.report.places.get(unit)
            if place:
                cell = frame.cell(unit, TOTAL, frame.shades)
                radius = 0.0 if outlined else _radius(frame.report.population.get(unit), order)
                marks.append(Mark(unit, cell, *place, radius))
    people = frame.report.population
    return sorted(marks, key=lambda mark: -people.get(mark.unit, 0)) if people else marks


def _outlined(frame: Frame) -> dict[str, tuple[float, float]]:
    """Where every unit is a first-level unit with an outline: the middles of the outlines."""
    if frame.report.places:
        return {}
    centres = {kato_of(feature): centre(feature) for feature in outlines()}
    return centres if set(frame.unit_of) <= set(centres) else {}


def _radius(people: int | None, order: int) -> float:
    """From 4 to 17 pixels by population, else by the place of the group."""
    if people:
        return 3.2 + float(people) ** 0.5 / 105
    return max(9.0 - 2.5 * order, 4.0)


def country(frame: Frame, marks: Sequence[Mark], size: Size, label: Markup) -> Markup:
    """The map in one of two sizes; `label` says in words what is drawn."""
    shrink = _SHRINK[size]
    names = _short_names(frame, [mark.unit for mark in marks])
    spots = [
        Spot(m.unit, m.latitude, m.longitude, m.radius * shrink, _longest(names[m.unit]))
        for m in marks
    ]
    sides = choose_labels(spots, _WIDTH[size], _MOST_LABELS[size])
    texts: dict[str, Shown] = {unit: names[unit] for unit in sides}
    links = {f"s-{mark.unit}": _name_and_score(frame, mark) for mark in marks}
    named = [(spot, sides[spot.unit]) for spot in spots if spot.unit in sides]
    chart = _chart(frame, marks, named, size)
    return draw(chart, frame.words, texts, label, links, "map")


def _short_names(frame: Frame, units: Sequence[str]) -> dict[str, dict[str, str]]:
    """Names without the word for what a unit is, where that leaves no two alike."""
    short = {unit: {lang: _short(frame.titles[unit], lang) for lang in LANGUAGES} for unit in units}
    for lang in LANGUAGES:
        times = Counter(names[lang] for names in short.values())
        for unit, names in short.items():
            if times[names[lang]] > 1:
                names[lang] = frame.titles[unit].say(lang)
    return short


def _short(title: Text, lang: str) -> str:
    dropped = set(say("report.map.short", lang).split())
    return " ".join(word for word in title.say(lang).split() if word not in dropped)


def _longest(names: Mapping[str, str]) -> int:
    return max(map(len, names.values()))


def _name_and_score(frame: Frame, mark: Mark) -> Mapping[str, str]:
    name = frame.titles[mark.unit]
    if mark.cell.score is None:
        return said("map.mark_unknown", name=name)
    return said("map.mark", name=name, score=Number(mark.cell.score, frame.digits))


def _chart(
    frame: Frame, marks: Sequence[Mark], named: Sequence[tuple[Spot, str]], size: Size
) -> alt.LayerChart:
    import altair as alt

    width = _WIDTH[size]
    by_unit = {mark.unit: mark for mark in marks}
    shaded = not frame.report.places
    land = [{**f, **_fill(by_unit.get(kato_of(f)) if shaded else None)} for f in outlines()]
    base = alt.Chart(alt.Data(values=land)).mark_geoshape(stroke=ink("border"), strokeWidth=0.8)
    shapes = base.encode(color=alt.Color("colour:N", scale=None))
    layers = [shapes.encode(href="href:N") if shaded else shapes]
    if not shaded:
        layers.append(_dots(marks, size))
    for side in _SIDES:
        spots = [spot for spot, where in named if where == side]
        if spots:
            layers.append(_names(spots, side, size))
    return alt.layer(*layers).project(**_PROJECTION).properties(width=width, height=width * 0.56)  # type: ignore[no-any-return]


def _fill(mark: Mark | None) -> dict[str, object]:
    if mark is None:
        return {"colour": ink("land")}
    return {"colour": _colour(mark), "href": f"#s-{mark.unit}"}


def _colour(mark: Mark) -> str:
    return ink(f"shade-{mark.cell.shade}") if mark.cell.shade else ink("unknown")


def _dots(marks: Sequence[Mark], size: Size) -> alt.Chart:
    """Unknown ones beneath, then large to small, so that every dot can be seen and pressed."""
    import altair as alt

    ordered = sorted(marks, key=lambda m: (m.cell.score is not None, -m.radius))
    data = [
        {
            "latitude": mark.latitude,
            "longitude": mark.longitude,
            "area": round(3.1416 * (mark.radius * _SHRINK[size]) ** 2, 1),
            "colour": _colour(mark) if mark.cell.score is not None else ink("paper"),
            "edge": ink("ink") if mark.cell.score is not None else ink("unknown"),
            "href": f"#s-{mark.unit}",
        }
        for mark in ordered
    ]
    base = alt.Chart(alt.Data(values=data)).mark_point(filled=True, opacity=1, strokeWidth=0.9)
    return base.encode(  # type: ignore[no-any-return]
        latitude="latitude:Q",
        longitude="longitude:Q",
        size=alt.Size("area:Q", scale=None),
        fill=alt.Fill("colour:N", scale=None),
        stroke=alt.Stroke("edge:N", scale=None),
        href="href:N",
    )


def _names(spots: Sequence[Spot], side: str, size: Size) -> alt.Chart:
    import altair as alt

    align, dx, dy = _SIDES[side]
    data = []
    for spot in spots:
        latitude, longitude = edge(spot, side, _WIDTH[size])
        data.append({"latitude": latitude, "longitude": longitude, "name": key(spot.unit)})
    text = alt.Chart(alt.Data(values=data)).mark_text(
        align=align,  # type: ignore[arg-type]
        baseline="middle",
        dx=dx,
        dy=dy,
        fontSize=12 if size == "wide" else 11,
        color=ink("ink"),
        limit=0,
    )
    return text.encode(latitude="latitude:Q", longitude="longitude:Q", text="name:N")  # type: ignore[no-any-return]
