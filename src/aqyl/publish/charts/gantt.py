"""A roadmap through the years: a bar an action, its done part darker, diamonds as milestones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from aqyl.publish.charts.fold import fold_in_three
from aqyl.publish.charts.ink import ink
from aqyl.publish.charts.pixels import Rows, bars, canvas, labels, lines, points
from aqyl.publish.charts.svg import Shown, draw, key
from aqyl.publish.words import Three, Words

if TYPE_CHECKING:
    import altair as alt

WIDTH, NAMES, ROW, HEAD = 860, 330, 32, 30
_LETTERS = 42
_BAR = 12


@dataclass(frozen=True, slots=True)
class Span:
    """An action: its number in the roadmap, its name, first and last day.

    share: of the work done, None where a chart shows the plan alone.
    """

    number: int
    title: Three
    start: dt.date
    end: dt.date
    share: float | None = None
    milestones: tuple[dt.date, ...] = ()


def gantt(
    spans: Sequence[Span],
    years: tuple[int, int],
    words: Words,
    label: Markup,
    day: dt.date | None = None,
) -> Markup:
    """The actions in the order given, within the first and last year.

    label: the attribute that says in words what is drawn. day: a line through all rows.
    """
    axis = Axis(*years)
    texts: dict[str, Shown] = {f"y{year}": str(year) for year in axis.years}
    for span in spans:
        texts |= _name(span)
    return draw(_chart(spans, axis, day), words, texts, label, kind="gantt")


@dataclass(frozen=True, slots=True)
class Axis:
    """Days as pixels."""

    first: int
    last: int

    @property
    def years(self) -> range:
        """The years drawn."""
        return range(self.first, max(self.first, self.last) + 1)

    def at(self, day: dt.date) -> float:
        """Where a day begins, within the drawing."""
        begin, end = dt.date(self.first, 1, 1), dt.date(self.years[-1] + 1, 1, 1)
        share = (day - begin).days / (end - begin).days
        return round(NAMES + (WIDTH - NAMES) * min(max(share, 0.0), 1.0), 1)


def _name(span: Span) -> Mapping[str, Shown]:
    first, second = fold_in_three(span.title, _LETTERS)
    return {
        f"n{span.number}": str(span.number),
        f"a{span.number}": first,
        f"b{span.number}": second,
    }


def _top(row: int) -> float:
    return HEAD + row * ROW


def _line(row: int, span: Span) -> float:
    """Where the first line of a name stands: in the middle where no language needs a second."""
    return _top(row) + (14 if max(map(len, span.title.values())) > _LETTERS else 20)


def _column(spans: Sequence[Span], kind: str, x: float) -> Rows:
    return [_text(f"{kind}{span.number}", x, _line(row, span)) for row, span in enumerate(spans)]


def _chart(spans: Sequence[Span], axis: Axis, day: dt.date | None) -> alt.LayerChart:
    height = _top(len(spans)) + 4
    layers = [
        lines(_grid(axis, len(spans)), "line-soft"),
        bars(list(_bars(spans, axis))),
        labels([_text(f"y{y}", axis.at(dt.date(y, 1, 1)) + 4, 14) for y in axis.years], "ink-soft"),
        labels(_column(spans, "n", 22), "ink", "right"),
        labels(_column(spans, "a", 30), "ink"),
        labels([_text(f"b{s.number}", 30, _top(r) + 27) for r, s in enumerate(spans)], "ink"),
    ]
    diamonds = [
        {"x": axis.at(due), "y": _top(row) + ROW / 2}
        for row, span in enumerate(spans)
        for due in span.milestones
    ]
    if diamonds:
        layers.append(points(diamonds, "diamond", "ink"))
    if day is not None:
        at = axis.at(day)
        layers.append(lines([{"x": at, "y": HEAD - 6, "x2": at, "y2": height - 4}], "fall"))
    return canvas(layers, WIDTH, height)


def _text(name: str, x: float, y: float) -> dict[str, Any]:
    return {"text": key(name), "x": x, "y": y}


def _grid(axis: Axis, rows: int) -> Rows:
    bottom = _top(rows)
    ends = [axis.at(dt.date(year, 1, 1)) for year in axis.years] + [WIDTH]
    upright = [{"x": x, "y": 0, "x2": x, "y2": bottom} for x in ends]
    flat = [{"x": 0, "y": _top(row), "x2": WIDTH, "y2": _top(row)} for row in range(rows + 1)]
    return upright + flat


def _bars(spans: Sequence[Span], axis: Axis) -> Iterator[dict[str, Any]]:
    for row, span in enumerate(spans):
        top = _top(row) + (ROW - _BAR) / 2
        start, end = axis.at(span.start), axis.at(span.end + dt.timedelta(days=1))
        whole = {"x": start, "x2": max(end, start + 2), "y": top, "y2": top + _BAR}
        yield {**whole, "colour": ink("mark" if span.share is None else "band")}
        if span.share:
            done = start + (whole["x2"] - start) * span.share
            yield {**whole, "x2": done, "colour": ink("mark")}
