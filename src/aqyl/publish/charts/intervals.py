"""The ranking as a drawing: for each unit a bar from low to high and a dot at the score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from aqyl.publish.charts.ink import ink
from aqyl.publish.charts.names import longest, short_names
from aqyl.publish.charts.scale import tick_expression, tick_texts, ticks
from aqyl.publish.charts.svg import Shown, draw, key
from aqyl.publish.charts.vega import chart_of, layered
from aqyl.publish.view.ranking import Ranked
from aqyl.publish.words import Words

if TYPE_CHECKING:
    import altair as alt

WIDTH = 440
ROW = 26
_LETTER = 7.3  # an average letter at 13 px; the widest name decides the margin


def intervals(rows: Sequence[Ranked], scale: float, words: Words, label: Markup) -> Markup:
    """One group's intervals, rows in the order given; `label` says in words what is drawn."""
    low = min(0.0, *(row.cell.low for row in rows))
    high = max(scale, *(row.cell.high for row in rows))
    values = ticks(low, high)
    names = short_names({row.unit: row.title for row in rows})
    texts: dict[str, Shown] = {**names, **tick_texts(values)}
    chart = _chart(rows, (low, high), values, margin(names))
    return draw(chart, words, texts, label)


def margin(names: Mapping[str, Mapping[str, str]]) -> int:
    """Room for the longest name in any language, in pixels."""
    return min(round(max(map(longest, names.values())) * _LETTER) + 12, 210)


def _chart(
    rows: Sequence[Ranked], domain: tuple[float, float], values: Sequence[float], room: int
) -> alt.LayerChart:
    import altair as alt

    data = [
        {"unit": key(row.unit), "score": c.score, "low": c.low, "high": c.high}
        for row in rows
        for c in (row.cell,)
    ]
    names = alt.Axis(minExtent=room, maxExtent=room, labelColor=ink("ink"), labelPadding=8)
    numbers = alt.Axis(
        orient="top", values=list(values), labelExpr=tick_expression(values), labelPadding=4
    )
    base = chart_of(data).encode(y=alt.Y("unit:N", sort=None, axis=names))
    x = alt.X("low:Q", scale=alt.Scale(domain=list(domain), nice=False), axis=numbers)
    bars = base.mark_bar(height=9, color=ink("band"), cornerRadius=2).encode(x=x, x2="high:Q")
    dots = base.mark_point(
        filled=True, size=56, color=ink("mark"), opacity=1, stroke=ink("paper"), strokeWidth=1
    ).encode(x="score:Q")
    return layered([bars, dots], width=WIDTH - room - 14, height={"step": ROW})
