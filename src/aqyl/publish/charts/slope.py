"""Who moved: a line a unit, from its place before to its place now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from aqyl.publish.charts.ink import ink
from aqyl.publish.charts.intervals import WIDTH, margin
from aqyl.publish.charts.names import short_names
from aqyl.publish.charts.svg import Shown, draw, key
from aqyl.publish.charts.vega import chart_of, layered
from aqyl.publish.view.orders import Moved, Movers
from aqyl.publish.words import Number, Words

if TYPE_CHECKING:
    import altair as alt

ROW = 24
_NUMBERS = 34


def slope(movers: Movers, words: Words, label: Markup) -> Markup:
    """The two orders side by side, the first place at the top; names stand at the place now."""
    rows = [row for row in movers.rows if row.now is not None]
    names = short_names({row.unit: row.title for row in rows})
    texts: dict[str, Shown] = {**names}
    places = {place for row in rows for place in (row.before, row.now) if place is not None}
    texts |= {f"place{place}": Number(place) for place in places}
    return draw(_chart(rows, margin(names)), words, texts, label)


def _chart(rows: list[Moved], room: int) -> alt.LayerChart:
    import altair as alt

    ends = [*_ends(rows, 0), *_ends(rows, 1)]
    most = len(rows)
    y = alt.Y("line:Q", scale=alt.Scale(domain=[-0.5, most - 0.5], reverse=True), axis=None)
    x = alt.X("side:Q", scale=alt.Scale(domain=[0, 1]), axis=None)
    base = chart_of(ends).encode(x=x, y=y, color=alt.Color("colour:N", scale=None))
    lines = base.mark_line(strokeWidth=2).encode(detail="unit:N")
    dots = base.mark_point(filled=True, size=46, opacity=1)
    layers = [
        lines,
        dots,
        _labels(base, "side === 0", "number", "right", -10),
        _labels(base, "side === 1", "number", "left", 10),
        _labels(base, "side === 1", "name", "left", _NUMBERS),
    ]
    size = {"width": WIDTH - room - 2 * _NUMBERS, "height": most * ROW}
    padding = {"left": _NUMBERS, "right": room + _NUMBERS, "top": 2, "bottom": 2}
    return layered(layers, **size, padding=padding, autosize="none")


def _labels(base: alt.Chart, which: str, field: str, align: str, dx: int) -> alt.Chart:
    import altair as alt

    chosen = base.transform_filter(f"datum.{which}")
    text = chosen.mark_text(align=align, dx=dx, baseline="middle", fontSize=13, limit=0)  # type: ignore[arg-type]
    return text.encode(text=f"{field}:N", color=alt.value(ink("ink")))  # type: ignore[no-any-return]


def _ends(rows: list[Moved], side: int) -> list[dict[str, Any]]:
    """One end of every line; units of one place stand on lines of their own."""
    placed = [(place, row) for row in rows if (place := (row.before, row.now)[side]) is not None]
    return [
        {
            "unit": row.unit,
            "side": side,
            "line": line,
            "colour": ink(_colour(row)),
            "number": key(f"place{place}"),
            "name": key(row.unit),
        }
        for line, (place, row) in enumerate(sorted(placed, key=lambda pair: pair[0]))
    ]


def _colour(row: Moved) -> str:
    if not row.change:
        return "line"
    return "rise" if row.change > 0 else "fall"
