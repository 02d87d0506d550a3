"""Blanks filled from other years."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import Floats, PanelMethod, impute_panel

from . import reference
from .reference import NAN

CASES: dict[str, tuple[PanelMethod, float | None]] = {
    "latest": ("latest", None),
    "latest_max1": ("latest", 1),
    "constant": ("constant", None),
    "linear-constant": ("linear_constant", None),
}


@pytest.mark.parametrize("name", CASES)
def test_coinr_gets_the_same(name: str) -> None:
    expected = reference.panel(f"12_panel_impute_{name}")
    holes = reference.panel("12_panel_holes_iData", expected.columns)
    assert (holes.years, holes.units) == (expected.years, expected.units)
    method, max_gap = CASES[name]
    ours = impute_panel(holes.values, holes.years, method, max_gap)
    np.testing.assert_allclose(ours, expected.values, rtol=1e-12)


def test_linear_works_where_coinr_stops() -> None:
    """COINr's `linear` fails where a series has one value; ours leaves its blanks."""
    holes = reference.panel("12_panel_holes_iData", reference.panel("12_panel_raw").columns)
    line = impute_panel(holes.values, holes.years, "linear")
    both = impute_panel(holes.values, holes.years, "linear_constant")
    lone = (~np.isnan(holes.values)).sum(axis=0) == 1
    assert lone.any()
    np.testing.assert_array_equal(line[:, ~lone], both[:, ~lone])
    np.testing.assert_array_equal(line[:, lone], holes.values[:, lone])


YEARS = [2010, 2012, 2013, 2019]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("latest", [NAN, 10, 10, 80]),
        ("constant", [10, 10, 10, 80]),
        ("linear", [10, 10, 20, 80]),
        ("linear_constant", [10, 10, 20, 80]),
    ],
)
def test_years_need_not_be_evenly_spaced(method: PanelMethod, expected: list[float]) -> None:
    np.testing.assert_array_equal(impute_panel([NAN, 10, NAN, 80], YEARS, method), expected)


def test_a_gap_is_counted_in_years() -> None:
    series = [10, NAN, NAN, NAN]
    np.testing.assert_array_equal(
        impute_panel(series, YEARS, "latest", max_gap=3), [10, 10, 10, NAN]
    )
    np.testing.assert_array_equal(
        impute_panel([10, NAN, NAN, 40], YEARS, "linear", max_gap=6), [10, NAN, 20, 40]
    )


@pytest.mark.parametrize("method", get_args(PanelMethod))
def test_a_single_value_and_none_at_all(method: PanelMethod) -> None:
    lone = {"latest": [NAN, 5, 5], "linear": [NAN, 5, NAN]}.get(method, [5, 5, 5])
    np.testing.assert_array_equal(impute_panel([NAN, 5, NAN], method=method), lone)
    np.testing.assert_array_equal(impute_panel([NAN, NAN], method=method), [NAN, NAN])
    np.testing.assert_array_equal(impute_panel([[5.0]], method=method), [[5]])


def approx(series: Floats, years: list[float]) -> Floats:
    """R's approx with rule = 2, by np.interp."""
    known = ~np.isnan(series)
    if known.sum() < 2:
        return series
    return np.interp(years, np.array(years)[known], series[known])


@given(st.integers(0, 100_000))
def test_interpolation_gets_the_same_series_by_series(seed: int) -> None:
    random = np.random.default_rng(seed)
    x = random.normal(size=(5, 3, 2))
    x[random.random(x.shape) < 0.5] = NAN
    years = np.cumsum(random.integers(1, 4, size=5)).tolist()
    ours = impute_panel(x, years, "linear")
    for unit, column in np.ndindex(3, 2):
        expected = approx(x[:, unit, column], years)
        np.testing.assert_allclose(ours[:, unit, column], expected, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("method", get_args(PanelMethod))
@given(seed=st.integers(0, 10_000))
def test_what_is_there_stays_and_nothing_new_lies_outside(method: PanelMethod, seed: int) -> None:
    random = np.random.default_rng(seed)
    x = random.normal(size=(6, 4))
    x[1:][random.random((5, 4)) < 0.5] = NAN
    filled = impute_panel(x, method=method)
    np.testing.assert_array_equal(filled[~np.isnan(x)], x[~np.isnan(x)])
    inside = (filled <= np.nanmax(x, axis=0)) & (filled >= np.nanmin(x, axis=0))
    assert (inside | np.isnan(filled)).all()
