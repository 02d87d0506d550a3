"""The weighted median."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import Floats, Hierarchy, Median, aggregate, median

NAN = float("nan")
values = arrays(
    np.float64, st.tuples(st.integers(1, 5), st.integers(1, 7)), elements=st.floats(-9, 9)
)


@given(values)
def test_equal_weights_give_the_usual_median(x: Floats) -> None:
    np.testing.assert_allclose(median(x), np.median(x, axis=1), rtol=1e-14)


@given(values, st.data())
def test_whole_weights_are_repeated_values(x: Floats, data: st.DataObject) -> None:
    size = x.shape[1]
    times = data.draw(st.lists(st.integers(1, 4), min_size=size, max_size=size))
    repeated = np.repeat(x, times, axis=1)
    np.testing.assert_allclose(median(x, times), np.median(repeated, axis=1), rtol=1e-14)


@pytest.mark.parametrize("part", [0.1, 1 / 3, 0.7])
def test_the_rounding_of_weights_decides_nothing(part: float) -> None:
    """Ten times 0.1 is not quite 1, yet the half is where it should be."""
    assert median(np.arange(10.0), np.full(10, part)) == 4.5


@given(values, st.integers(0, 6), st.floats(0, 5))
def test_a_better_child_never_lowers_it(x: Floats, child: int, gain: float) -> None:
    better = x.copy()
    better[:, child % x.shape[1]] += gain
    assert (median(better) >= median(x)).all()


@given(values)
def test_the_order_of_children_changes_nothing(x: Floats) -> None:
    np.testing.assert_array_equal(median(x[:, ::-1]), median(x))


def test_what_does_not_count_is_not_looked_at() -> None:
    assert median([1, NAN, 5], weights=[1, 0, 1]) == 3
    assert median([1, NAN, 5], missing="renormalise") == 3
    assert np.isnan(median([1, NAN, 5]))
    assert np.isnan(median([NAN, NAN], missing="renormalise"))


def test_one_outlier_moves_no_node() -> None:
    tree = Hierarchy.from_parents({"a": "top", "b": "top", "c": "top", "top": None})
    assert aggregate(tree, [[1, 2, 3], [1, 2, 300]], method=Median())[:, -1].tolist() == [2, 2]
