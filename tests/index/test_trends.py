"""Growth over the years."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import Floats, compound_growth, percent_change

from . import reference
from .reference import NAN

METHODS: dict[str, Callable[..., Floats]] = {
    "CAGR": compound_growth,
    "prc_change": percent_change,
}


def starts(name: str, series: Floats, years: list[int]) -> float:
    """What the growth is a share of: the first value, or the height of the line there."""
    known = ~np.isnan(series)
    if name == "CAGR":
        return float(series[known][0])
    slope, height = np.polyfit(np.array(years)[known], series[known], 1)
    return float(height + slope * np.array(years)[known][0])


@pytest.mark.parametrize("name", METHODS)
def test_coinr_gets_the_same_where_the_start_is_above_zero(name: str) -> None:
    """From zero or below COINr gives infinite or turned-round growth; ours gives none.

    A slope close to level has few digits in both, so a percentage may differ by 1e-12.
    """
    raw = reference.panel("12_panel_raw")
    growth = METHODS[name](raw.values, raw.years)
    compared = 0
    for row in reference.rows(f"12_trends_{name}"):
        place = raw.units.index(row["uCode"]), raw.columns.index(row["iCode"])
        series, ours = raw.values[:, place[0], place[1]], growth[place]
        expected = reference.number(row[name])
        if np.isnan(expected) or expected == 0 or starts(name, series, raw.years) > 0:
            np.testing.assert_allclose(ours, expected, rtol=1e-12, atol=1e-12)
            compared += 1
        else:
            assert np.isnan(ours)
    assert compared > 130


@given(st.floats(1, 100), st.floats(-0.5, 0.5), st.integers(1, 9))
def test_steady_growth_is_found(start: float, rate: float, step: int) -> None:
    years = np.arange(4) * step
    series = start * (1 + rate) ** years
    np.testing.assert_allclose(compound_growth(series, years), rate, atol=1e-9)


@given(st.floats(1, 100), st.floats(0, 5))
def test_a_straight_line_rises_by_its_slope(start: float, slope: float) -> None:
    series = start + slope * np.arange(5)
    np.testing.assert_allclose(percent_change(series), 100 * slope / start, atol=1e-9)


@pytest.mark.parametrize("name", METHODS)
def test_gaps_zeros_and_single_values(name: str) -> None:
    grow = METHODS[name]
    assert np.isnan(grow([NAN, 4, NAN]))
    assert np.isnan(grow([NAN, NAN]))
    assert np.isnan(grow([4.0]))
    assert np.isnan(grow([0, 4, 8]))
    assert np.isnan(grow([-4, 4]))
    assert grow([0, 0, NAN]) == 0
    assert grow([5, 5, 5]) == 0
    assert grow(np.ones((3, 2, 4))).shape == (2, 4)


def test_values_in_the_middle_do_not_move_compound_growth_but_the_line() -> None:
    assert compound_growth([100, 900, 121]) == compound_growth([100, NAN, 121])
    assert percent_change([100, 200, 120]) != percent_change([100, NAN, 120])


def test_the_years_between_count() -> None:
    np.testing.assert_allclose(compound_growth([100, 121], [2010, 2012]), 0.1)
    np.testing.assert_allclose(percent_change([100, 120], [2010, 2012]), 10)
