"""Partial dates: what days a report's date can mean."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.assess.dates import LONG_AGO, months_before, parse_on

D = dt.date


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2025", (D(2025, 1, 1), D(2025, 12, 31))),
        ("2024-02", (D(2024, 2, 1), D(2024, 2, 29))),
        ("2025-11-19", (D(2025, 11, 19), D(2025, 11, 19))),
        ("2019/2021", (D(2019, 1, 1), D(2021, 12, 31))),
        ("../2017-02-07", (LONG_AGO, D(2017, 2, 7))),
    ],
)
def test_a_partial_date_is_a_span_of_days(text: str, span: tuple[D, D]) -> None:
    assert parse_on(text) == span


@pytest.mark.parametrize("text", ["", None])
def test_no_date_is_undated(text: str | None) -> None:
    assert parse_on(text) is None


@pytest.mark.parametrize("text", ["25", "2025-13", "2025-02-30", "2021/2019", "soon", "2025/.."])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_on(text)


@given(st.dates(D(1901, 1, 1), D(2100, 12, 31)))
def test_a_day_lies_in_its_month_and_its_month_in_its_year(day: D) -> None:
    exact, month, year = (parse_on(day.isoformat()[:length]) for length in (10, 7, 4))
    assert exact is not None
    assert month is not None
    assert year is not None
    assert exact == (day, day)
    assert year[0] <= month[0] <= day <= month[1] <= year[1]


@given(st.dates(D(1950, 1, 1), D(2100, 12, 31)), st.integers(0, 400))
def test_going_back_months_goes_to_the_first_of_a_month(day: D, months: int) -> None:
    before = months_before(day, months)
    assert before.day == 1
    assert (day.year - before.year) * 12 + day.month - before.month == months


def test_nothing_is_before_the_year_1() -> None:
    assert months_before(dt.date(2, 6, 1), 36) == dt.date(1, 1, 1)
