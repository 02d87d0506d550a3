"""Ranks over the draws: for each unit a lane a source, from 5 to 95 % with the middle half."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from aqyl.publish.charts.ink import ink
from aqyl.publish.charts.intervals import WIDTH, margin
from aqyl.publish.charts.names import short_names
from aqyl.publish.charts.scale import tick_expression, tick_texts, ticks
from aqyl.publish.charts.svg import Shown, draw, key
from aqyl.publish.charts.vega import chart_of, layered
from aqyl.publish.view.sure import SureGroup
from aqyl.publish.words import Words

if TYPE_CHECKING:
    import altair as alt

LANE = 8
# The middle half, and what lies outside it; transparency would make a printed page many times
# larger.
STRONG = {"unknown": "unknown", "weights": "shade-5", "together": "mark"}
PALE = {"unknown": "line", "weights": "shade-3", "together": "band"}


def places(group: SureGroup, lanes: Sequence[str], words: Words, label: Markup) -> Markup:
    """One group's ranks over the draws, units in the order of the ranking."""
    names = short_names({row.unit: row.title for row in group.rows})
    values = [1.0, *(tick for tick in ticks(1, group.size) if tick > 1 and tick.is_integer())]
    texts: dict[str, Shown] = {**names, **tick_texts(values)}
    room = margin(names)
    return draw(_chart(group, lanes, values, room), words, texts, label)


def _chart(
    group: SureGroup, lanes: Sequence[str], values: Sequence[float], room: int
) -> alt.LayerChart:
    import altair as alt

    numbers = alt.Axis(
        orient="top", values=list(values), labelExpr=tick_expression(values), labelPadding=4
    )
    ends = alt.Scale(domain=[0.5, group.size + 0.5], nice=False, zero=False)
    lines = [len(group.rows) * (len(lanes) + 1) - 0.5, -0.5]
    y = alt.Y("line:Q", axis=None, scale=alt.Scale(domain=lines, nice=False))
    base = chart_of(_bars(group, lanes)).encode(y=y)
    wide = alt.X("low:Q", scale=ends, axis=numbers)
    pale, strong = (alt.Color(f"{name}:N", scale=None) for name in ("pale", "strong"))
    rules = base.mark_rule(strokeWidth=LANE - 3)
    bars = rules.encode(x=wide, x2="high:Q", color=pale)
    halves = rules.encode(x="quarter:Q", x2="three_quarters:Q", color=strong)
    named = chart_of(_dots(group, lanes)).encode(y=y)
    dots = named.mark_point(
        filled=True, size=56, color=ink("ink"), opacity=1, stroke=ink("paper"), strokeWidth=1.5
    ).encode(x="rank:Q")
    texts = named.mark_text(align="right", baseline="middle", fontSize=13, limit=0, x=-8).encode(
        text="unit:N", color=alt.value(ink("ink"))
    )
    height = (len(lanes) * LANE + LANE) * len(group.rows)
    padding = {"left": room, "right": 6, "top": 22, "bottom": 2}
    size = {"width": WIDTH - room - 14, "height": height}
    return layered([bars, halves, dots, texts], **size, padding=padding, autosize="none")


def _bars(group: SureGroup, lanes: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "line": place * (len(lanes) + 1) + lane,
            "pale": ink(PALE[name]),
            "strong": ink(STRONG[name]),
            "low": span.low - 0.35,
            "high": span.high + 0.35,
            "quarter": span.quarter - 0.35,
            "three_quarters": span.three_quarters + 0.35,
        }
        for place, row in enumerate(group.rows)
        for lane, name in enumerate(lanes)
        if (span := row.spans[name]) is not None
    ]


def _dots(group: SureGroup, lanes: Sequence[str]) -> list[dict[str, Any]]:
    middle = (len(lanes) - 1) / 2
    return [
        {"line": place * (len(lanes) + 1) + middle, "unit": key(row.unit), "rank": row.rank}
        for place, row in enumerate(group.rows)
    ]
