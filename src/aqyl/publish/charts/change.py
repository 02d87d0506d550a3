"""Changes as bars from zero: real, method and data end to end, a dot at their sum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from aqyl.publish.charts.ink import ink
from aqyl.publish.charts.intervals import ROW, WIDTH, margin
from aqyl.publish.charts.names import short_names
from aqyl.publish.charts.scale import tick_expression, tick_texts, ticks
from aqyl.publish.charts.svg import Shown, draw, key
from aqyl.publish.charts.vega import chart_of, layered
from aqyl.publish.view.bridge import Changed, stacked
from aqyl.publish.words import Words

if TYPE_CHECKING:
    import altair as alt

COLOURS = {"real": "mark", "method": "shade-5", "data": "unknown"}


def change(rows: Sequence[Changed], words: Words, label: Markup) -> Markup:
    """The units in the order given."""
    ends = [end for row in rows for _, *pair in stacked(row) for end in pair]
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = (high - low) * 0.04 or 1.0
    values = ticks(low - room, high + room, 4)
    names = short_names({row.unit: row.title for row in rows})
    texts: dict[str, Shown] = {**names, **tick_texts(values)}
    return draw(_chart(rows, (low - room, high + room), values, margin(names)), words, texts, label)


def _chart(
    rows: Sequence[Changed], domain: tuple[float, float], values: Sequence[float], room: int
) -> alt.LayerChart:
    import altair as alt

    names = alt.Axis(minExtent=room, maxExtent=room, labelColor=ink("ink"), labelPadding=8)
    numbers = alt.Axis(
        orient="top", values=list(values), labelExpr=tick_expression(values), labelPadding=4
    )
    bars = [
        {"unit": key(row.unit), "colour": ink(COLOURS[part]), "start": start, "end": end}
        for row in rows
        for part, start, end in stacked(row)
    ]
    sums = [{"unit": key(row.unit), "sum": row.change} for row in rows]
    order = [key(row.unit) for row in rows]
    y = alt.Y("unit:N", sort=order, axis=names)
    x = alt.X("start:Q", scale=alt.Scale(domain=list(domain), nice=False), axis=numbers)
    drawn = (
        chart_of(bars)
        .mark_bar(height=10)
        .encode(y=y, x=x, x2="end:Q", color=alt.Color("colour:N", scale=None))
    )
    dots = chart_of(sums).mark_point(
        filled=True, size=56, color=ink("ink"), opacity=1, stroke=ink("paper"), strokeWidth=1.5
    )
    zero = chart_of([{"at": 0}]).mark_rule(color=ink("ink-soft")).encode(x="at:Q")
    layers = [drawn, zero, dots.encode(y=y, x="sum:Q")]
    return layered(layers, width=WIDTH - room - 14, height={"step": ROW})
