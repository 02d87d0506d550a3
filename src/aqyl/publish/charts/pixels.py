"""Layers placed by pixels from the upper left corner: for drawings that are laid out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from aqyl.publish.charts.ink import ink
from aqyl.publish.charts.vega import chart_of, layered

if TYPE_CHECKING:
    import altair as alt

Rows = list[dict[str, Any]]


def canvas(layers: Sequence[alt.Chart], width: float, height: float) -> alt.LayerChart:
    """The layers over one another; their x and y are pixels."""
    import altair as alt

    across = alt.Scale(domain=[0, width], nice=False)
    down = alt.Scale(domain=[0, height], reverse=True, nice=False)
    x, y = alt.X("x:Q", axis=None, scale=across), alt.Y("y:Q", axis=None, scale=down)
    placed = [layer.encode(x=x, y=y) for layer in layers]
    return layered(placed, width=width, height=height, autosize="none")


def bars(rows: Rows) -> alt.Chart:
    """Boxes from x, y to x2, y2 in their `colour`."""
    import altair as alt

    colour = alt.Color("colour:N", scale=None)
    return chart_of(rows).mark_rect().encode(x2="x2:Q", y2="y2:Q", color=colour)  # type: ignore[no-any-return]


def lines(rows: Rows, token: str) -> alt.Chart:
    """Straight lines from x, y to x2, y2."""
    rules = chart_of(rows).mark_rule(color=ink(token))
    return rules.encode(x2="x2:Q", y2="y2:Q")  # type: ignore[no-any-return]


def points(rows: Rows, shape: str, token: str) -> alt.Chart:
    """Marks of a shape."""
    return chart_of(rows).mark_point(  # type: ignore[no-any-return]
        filled=True, shape=shape, size=70, color=ink(token), opacity=1, stroke=ink("paper")
    )


def labels(rows: Rows, token: str, align: str = "left", size: int = 12) -> alt.Chart:
    """Texts whose `text` is a key; y is their base line."""
    text = chart_of(rows).mark_text(
        align=align,  # type: ignore[arg-type]
        baseline="alphabetic",
        fontSize=size,
        color=ink(token),
        limit=0,
    )
    return text.encode(text="text:N")  # type: ignore[no-any-return]
