"""Winsorising against a plain loop, against COINr, and by its promises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import Floats, kurtosis, outlying, skewness, winsorise

from . import reference
from .reference import NAN


def plain(x: Floats, points: int) -> tuple[Floats, int]:
    """One step at a time, everything computed anew."""
    x = x.copy()
    high = low = 0
    while outlying(x) and high + low < points:
        above = skewness(x) >= 0
        end = np.nanmax(x) if above else np.nanmin(x)
        inside = x[x < end] if above else x[x > end]
        moved = x == end
        high, low = (moved.sum(), low) if above else (high, moved.sum())
        x[moved] = inside.max() if above else inside.min()
    return x, high + low


def long_tailed(seed: int) -> Floats:
    random = np.random.default_rng(seed)
    x = np.exp(random.normal(size=random.integers(12, 60)) * 2) * random.choice([1, -1])
    x[random.random(x.size) < 0.1] = NAN
    return x.round(random.integers(0, 3))


@given(st.integers(0, 100_000), st.integers(0, 6))
def test_a_plain_loop_gets_the_same(seed: int, points: int) -> None:
    x = long_tailed(seed)
    ours = winsorise(x, points=points)
    expected, changed = plain(x, points)
    np.testing.assert_array_equal(ours.x, expected)
    assert ours.points == changed
    np.testing.assert_allclose(ours.skewness, skewness(expected), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(ours.kurtosis, kurtosis(expected), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("name", "points", "force"),
    [("win1", 1, False), ("win2", 2, False), ("win5", 5, False), ("win5_force", 5, True)],
)
def test_coinr_gets_the_same_for_one_vector(name: str, points: int, force: bool) -> None:
    x = reference.column("04_vector_treatments", "x")
    expected = reference.column("04_vector_treatments", name)
    np.testing.assert_array_equal(winsorise(x, points=points, force=force).x, expected)


def test_the_bounds_and_the_count_say_what_was_done() -> None:
    x = np.array([[1, 1], [2, 2], [3, 3], [4, 4], [5, -90], [6, 6], [NAN, 5]])
    done = winsorise(x)
    np.testing.assert_array_equal(done.low, [NAN, 1])
    assert np.isnan(done.high).all()
    assert done.points.tolist() == [0, 1]
    np.testing.assert_array_equal(done.x[:, 0], x[:, 0])


def test_equal_extremes_move_together() -> None:
    x = [*range(30), 500, 500, 500]
    done = winsorise(x, points=1)
    assert done.points == 3
    assert done.high == 29


def test_ties_deeper_than_the_points_allowed() -> None:
    x = np.array([*np.linspace(0, 1, 100), *[50.0] * 20, 9000, 9001])
    done = winsorise(x, points=3, force=True)
    np.testing.assert_array_equal(done.x, np.minimum(x, 1))
    assert done.points == 22


def test_columns_of_one_call_do_not_touch_each_other() -> None:
    columns = [long_tailed(seed) for seed in range(8)]
    table = np.full((60, 8), NAN)
    for place, column in enumerate(columns):
        table[: column.size, place] = column
    together = winsorise(table, points=3)
    for place, column in enumerate(columns):
        alone = winsorise(column, points=3)
        np.testing.assert_array_equal(together.x[: column.size, place], alone.x)
        assert together.points[place] == alone.points


def test_neither_end_passes_the_median_and_two_values_remain() -> None:
    assert set(winsorise([0] * 50 + [1], points=None).x.tolist()) == {0, 1}
    crowd = winsorise([0] * 50 + [1, 2, 3, 4, 5, 99], points=None, force=True)
    assert set(crowd.x.tolist()) == {0, 1}
    few = winsorise([1, 2, 3, 4, 90], points=None, force=True).x
    assert few.max() >= 3


def test_nothing_to_do() -> None:
    for x in ([], [NAN], [5], [5, 5, 5, 5], [NAN, 3]):
        np.testing.assert_array_equal(winsorise(np.array(x, dtype=float)).x, x)
    np.testing.assert_array_equal(winsorise([1, 2, 3, 900], points=0).x, [1, 2, 3, 900])


@pytest.mark.parametrize("far", [1e80, 1e200, 1e308])
def test_a_value_beyond_all_measure_is_drawn_in(far: float) -> None:
    done = winsorise([1, 2, 3, 4, 5, 6, 7, 8, far], points=5)
    assert done.x.max() == 8
    assert np.isfinite(done.kurtosis)


@given(st.integers(0, 100_000))
def test_the_order_of_units_changes_nothing_else(seed: int) -> None:
    x = long_tailed(seed)
    order = np.random.default_rng(seed + 1).permutation(x.size)
    np.testing.assert_array_equal(winsorise(x[order]).x, winsorise(x).x[order])


@given(st.integers(0, 100_000), st.integers(-8, 8), st.integers(-1000, 1000))
def test_unit_and_origin_do_not_matter(seed: int, power: int, shift: int) -> None:
    """Powers of two and whole shifts are exact, so the result is the same to the last bit."""
    x = long_tailed(seed).round()
    moved = winsorise(np.ldexp(x, power) + shift).x
    np.testing.assert_array_equal(moved, np.ldexp(winsorise(x).x, power) + shift)


@given(st.integers(0, 100_000))
def test_a_higher_value_never_ends_below(seed: int) -> None:
    x = long_tailed(seed)
    done = winsorise(x).x
    higher = x[:, np.newaxis] > x
    assert not (higher & (done[:, np.newaxis] < done)).any()
