"""Scores against fixed marks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import bands, goalposts, mean, min_max, share_of_target

from .conftest import Reader

NAN = float("nan")
VECTOR = np.array([3, 1, 4, 1, 5, NAN, 9, 2, 6, 5, 3, 5])
numbers = st.floats(-1e6, 1e6)


def test_coinr_gets_the_same(coinr: Reader) -> None:
    table = coinr("05_vector_normalisations")
    ours = {
        "goalposts": goalposts(VECTOR, low=2, high=8),
        "goalposts_neg": goalposts(VECTOR, low=8, high=2),
        "dist2targ7cap": goalposts(VECTOR, low=1, high=7),
        "dist2targ2negcap": goalposts(VECTOR, low=9, high=2),
        "dist2ref3cap": goalposts(VECTOR, low=1, high=4),
        "fracmax": share_of_target(VECTOR, 9),
    }
    for name, scores in ours.items():
        np.testing.assert_allclose(scores, table[name], rtol=1e-12, atol=1e-13, err_msg=name)


def test_goalposts_differ_by_group() -> None:
    """Three units, two indicators; the marks of the first two groups differ, a third has none."""
    x = [[50, 50], [50, 50], [50, 50]]
    scores = goalposts(x, low=[0, 40, NAN], high=[100, 60, 100])
    np.testing.assert_array_equal(scores, [[0.5, 0.5], [0.5, 0.5], [NAN, NAN]])
    both_ways = goalposts(x, low=[[0, 100]], high=[[200, 0]])
    assert both_ways.tolist() == [[0.25, 0.5]] * 3


@given(numbers, numbers, numbers, numbers)
def test_goalposts_never_fall_towards_the_better_end(
    x: float, other: float, low: float, high: float
) -> None:
    if abs(high - low) < 1e-3:
        return
    worse, better = sorted([x, other], reverse=high < low)
    earned = goalposts([worse, better], low, high)
    assert 0 <= earned[0] <= earned[1] <= 1
    assert goalposts([low, high], low, high).tolist() == [0, 1]


def test_goalposts_leave_no_negative_zero() -> None:
    assert str(goalposts([10.0], low=10, high=0).tolist()) == "[0.0]"


def test_goalposts_inside_the_marks_are_min_max() -> None:
    x = np.linspace(2, 8, 13)
    np.testing.assert_array_equal(goalposts(x, 2, 8), min_max(x, 2, 8))


def test_an_edge_belongs_above_or_below() -> None:
    """U4SSC's bands 0-33-66-95; the 2019 bands 0-20:1, 21-40:2, ... with edges below."""
    shares = [0, 32.9, 33, 66, 95, 100, NAN]
    above = bands(shares, [0, 33, 66, 95], [1, 2, 3, 4])
    below = bands(shares, [0, 33, 66, 95], [1, 2, 3, 4], below=True)
    np.testing.assert_array_equal(above, [1, 1, 2, 3, 4, 4, NAN])
    np.testing.assert_array_equal(below, [1, 1, 1, 2, 3, 4, NAN])


def test_the_first_band_is_open_downwards() -> None:
    assert bands([-5, 10], edges=[0, 50], points=[1, 2]).tolist() == [1, 1]


@pytest.mark.parametrize(("points", "percent"), [([1, 3, 4, 1], 56.25), ([3, 4, 2], 75)])
def test_u4ssc_worked_examples(points: list[int], percent: float) -> None:
    assert float(mean(points)) / 4 * 100 == percent


def test_share_of_target_down() -> None:
    """At or below the target is full marks, twice the target is half; a target of zero is met."""
    shares = share_of_target([10, 20, 40, 0, 5, NAN, 5], [20, 20, 20, 0, 0, 20, NAN], "down")
    np.testing.assert_array_equal(shares, [1, 1, 0.5, 1, 0, NAN, NAN])


def test_share_of_target_up() -> None:
    shares = share_of_target([10, 30, -5, NAN, 5], [20, 20, 20, 20, NAN])
    np.testing.assert_array_equal(shares, [0.5, 1, 0, NAN, NAN])
