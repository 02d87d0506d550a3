"""Spread: numpy says the same, with and without missing draws."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import Floats
from aqyl.index.uncertainty.spread import Spread, counted, spread

MARKS = np.array([0.0, 5, 25, 50, 75, 95, 100])
numbers = st.floats(-1e3, 1e3) | st.just(float("nan"))


@given(arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 30)), elements=numbers))
def test_numpy_finds_the_same_figures(lines: Floats) -> None:
    rising = np.sort(lines, axis=1)
    found = spread(rising, counted(rising), MARKS)
    for at, line in enumerate(lines):
        present = line[~np.isnan(line)]
        if present.size == 0:
            assert np.isnan([found.mean[at], found.sd[at], *found.percentiles[at]]).all()
            continue
        np.testing.assert_allclose(found.mean[at], present.mean(), atol=1e-9)
        expected = np.percentile(present, MARKS)
        np.testing.assert_allclose(found.percentiles[at], expected, rtol=1e-12, atol=1e-12)
        if present.size > 1:
            np.testing.assert_allclose(found.sd[at], present.std(ddof=1), atol=1e-9)
    assert (np.diff(found.percentiles, axis=1)[counted(rising) > 0] >= 0).all()


def test_a_single_draw_has_a_mean_but_no_sd() -> None:
    found = spread(np.array([[2.0]]), np.array([1]), MARKS)
    assert found.mean.tolist() == [2]
    assert np.isnan(found.sd).all()
    assert (found.percentiles == 2).all()


def test_figures_are_put_where_their_units_stand() -> None:
    room = Spread.blank(3, 1)
    room.put(
        np.array([2, 0]), spread(np.array([[1.0, 3.0], [5.0, 5.0]]), np.array([2, 2]), MARKS[3:4])
    )
    np.testing.assert_array_equal(room.mean, [5, np.nan, 2])
    np.testing.assert_array_equal(room.percentiles[:, 0], [5, np.nan, 2])
