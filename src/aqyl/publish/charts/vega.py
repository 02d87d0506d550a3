"""The few things every chart asks of Altair and vl-convert, with types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from aqyl.publish.charts.ink import ink

if TYPE_CHECKING:
    import altair as alt

Rows = Sequence[dict[str, Any]]


def chart_of(rows: Rows) -> alt.Chart:
    """A chart on rows of its own."""
    import altair as alt

    return alt.Chart(alt.Data(values=list(rows)))  # type: ignore[no-untyped-call]


def layered(layers: Sequence[alt.Chart], **properties: Any) -> alt.LayerChart:
    """Charts drawn over one another."""
    import altair as alt

    return cast("alt.LayerChart", alt.layer(*layers).properties(**properties))


def to_svg(chart: alt.LayerChart) -> str:
    """The chart as vl-convert draws it."""
    import altair as alt
    import vl_convert

    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    return str(vl_convert.vegalite_to_svg({**chart.to_dict(), "config": _look()}, version))


def _look() -> dict[str, object]:
    axis = {
        "domain": False,
        "ticks": False,
        "gridColor": ink("line-soft"),
        "labelColor": ink("ink-soft"),
        "labelFontSize": 13,
        "labelLimit": 0,
        "labelOverlap": False,
        "title": None,
    }
    return {"background": "transparent", "view": {"stroke": None}, "axis": axis, "padding": 0}
