"""Transforms of single values."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import invert, log, piecewise, saturating, scale, sqrt

NAN = float("nan")
burdens = st.floats(0, 1e6)
knees = st.floats(0.01, 1e4)


def test_missing_stays_missing_and_shape_stays() -> None:
    x = [[1.0, NAN, 4.0]]
    for turned in (log(x), sqrt(x), saturating(x, 2), piecewise(x, [0], [1]), scale(x, 2)):
        assert turned.shape == (1, 3)
        assert np.isnan(turned).tolist() == [[False, True, False]]


def test_log_and_root() -> None:
    assert log([1, math.e]).tolist() == [0.0, 1.0]
    assert sqrt([0, 9]).tolist() == [0.0, 3.0]


def test_the_published_air_scale() -> None:
    """Pollution x/100 up to 50, above it 0.5 + 0.5(1 - exp(-(x - 50)/50)), then one minus that."""
    cleanliness = invert(saturating([39.0, 69.5], knee=50))
    assert cleanliness[0] == 0.61
    assert math.isclose(cleanliness[1], 0.3385284372490823, rel_tol=1e-14)


@given(burdens, burdens, knees)
def test_saturating_rises_within_its_range(one: float, other: float, knee: float) -> None:
    low, high = saturating(sorted([one, other]), knee)
    assert 0 <= low <= high <= 1


@given(knees)
def test_saturating_bends_without_a_jump_or_a_kink(knee: float) -> None:
    step = knee * 1e-4
    left, at, right = saturating([knee - step, knee, knee + step], knee)
    assert at == 0.5
    assert math.isclose(at - left, right - at, rel_tol=1e-3)


def test_piecewise_is_straight_between_points_and_flat_outside() -> None:
    heights = piecewise([-5, 0, 5, 10, 15, 99], xs=[0, 10, 20], ys=[1, 0, 0.5])
    assert heights.tolist() == [1, 1, 0.5, 0, 0.25, 0.5]


def test_scale_leaves_no_negative_zero() -> None:
    assert str(scale([0.0, 2.0], -1).tolist()) == "[0.0, -2.0]"


@given(st.floats(0, 1))
def test_inverting_twice_is_no_change(score: float) -> None:
    assert math.isclose(float(invert(invert(score))), score, abs_tol=1e-15)
