"""Numbers, names and lists inside the findings' sentences."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.assess.audit.wording import SHOWN, listed, number, points, whole


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1847.069, "1,847"),
        (161.7517, "161.8"),
        (5.0, "5"),
        (0.0540816, "0.05408"),
        (-0.5, "-0.5"),
        (0.0, "0"),
        (999.99, "1,000"),
    ],
)
def test_numbers_show_four_digits(value: float, shown: str) -> None:
    assert number(value)["en"] == shown


def test_numbers_follow_the_language() -> None:
    assert number(1847.0)["kk"].replace("\u00a0", " ") == "1 847"
    assert number(1.618)["ru"] == "1,618"


@given(st.floats(min_value=1e-6, max_value=1e9))
def test_a_shown_number_is_within_a_thousandth(value: float) -> None:
    shown = float(number(value)["en"].replace(",", ""))
    assert math.isclose(shown, value, rel_tol=1e-3)


def test_whole_keeps_every_digit() -> None:
    assert whole(2306.0)["en"] == "2,306"
    assert whole(1234567.25)["en"] == "1,234,567.25"


def test_scores_have_two_decimals_on_a_small_scale_and_one_on_a_large() -> None:
    assert points(0.5, 1.0)["en"] == "0.50"
    assert points(50.0, 100.0)["en"] == "50.0"


def test_a_long_list_says_how_many_more() -> None:
    items = [dict.fromkeys(("kk", "ru", "en"), f"item {n}") for n in range(SHOWN + 3)]
    assert listed(items)["en"].endswith("item 11; and 3 more")
    assert listed(items[:SHOWN])["en"].endswith("item 11")
