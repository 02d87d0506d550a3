"""Where the marks of the Gantt chart and of the chart of money stand, in pixels."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from aqyl.publish.charts.fold import fold
from aqyl.publish.charts.gantt import NAMES, WIDTH, Axis, Span, gantt
from aqyl.publish.charts.money import money
from aqyl.publish.words import Words, each

LABEL = Markup('aria-label="x"')
BOX = re.compile(r'<path[^>]*d="M([\d.]+),([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+Z"')


def named(text: str) -> dict[str, str]:
    return each(lambda _: text)


def widths(svg: str) -> list[float]:
    """The widths of all boxes, in the order they are drawn."""
    return [float(width) for _, _, width, _ in BOX.findall(svg)]


def test_a_day_stands_at_its_share_of_the_years() -> None:
    axis = Axis(2027, 2028)
    assert axis.at(dt.date(2027, 1, 1)) == NAMES
    assert axis.at(dt.date(2029, 1, 1)) == WIDTH
    assert axis.at(dt.date(2028, 1, 1)) == round(NAMES + (WIDTH - NAMES) * 365 / 731, 1)
    assert axis.at(dt.date(2020, 1, 1)) == NAMES


def test_what_is_done_is_drawn_over_the_whole_term() -> None:
    span = Span(1, named("Lights"), dt.date(2027, 1, 1), dt.date(2027, 12, 31), share=0.5)
    whole, done = widths(str(gantt([span], (2027, 2027), Words("en"), LABEL)))
    assert whole == WIDTH - NAMES
    assert done == whole / 2


def test_sources_of_a_year_stand_end_to_end_and_the_sum_beside_them() -> None:
    planned = {(2027, "local"): 300, (2027, "private"): 100, (2028, "local"): 200}
    sources = {"local": named("local"), "private": named("private")}
    svg = str(money(planned, {}, sources, Words("en"), LABEL))
    boxes = [(float(x), float(w)) for x, _, w, h in BOX.findall(svg) if float(h) == 18]
    first, second, third = [box for box in boxes if box[1]]
    assert first[0] + first[1] == second[0]
    assert (first[1], third[1]) == (3 * second[1], 2 * second[1])
    assert ">400<" in svg


def test_the_line_of_a_budget_is_drawn_only_where_there_are_budgets() -> None:
    planned, sources = {(2027, "local"): 300}, {"local": named("local")}
    bare = str(money(planned, {}, sources, Words("en"), LABEL))
    limited = str(money(planned, {(2027, "local"): 400}, sources, Words("en"), LABEL))
    assert "var(--fall)" not in bare
    assert "var(--fall)" in limited


def test_a_plan_without_money_is_drawn_too() -> None:
    svg = str(money({(2027, "local"): 0}, {}, {"local": named("local")}, Words("kk"), LABEL))
    assert ">2027<" in svg


@given(st.text(alphabet="abc ғ", max_size=120), st.integers(4, 40))
def test_a_folded_name_fits_and_loses_nothing_but_what_the_ellipsis_says(
    text: str, letters: int
) -> None:
    first, second = fold(text, letters)
    assert len(first) <= letters
    assert len(second) <= letters + 1
    kept = (first + second).replace(" ", "")
    assert kept.endswith("…") or kept == text.replace(" ", "")
