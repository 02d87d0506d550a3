"""The Mazziotta-Pareto index and its two scales."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import (
    Floats,
    Hierarchy,
    MazziottaPareto,
    aggregate,
    ampi_scale,
    arithmetic_mean,
    mazziotta_pareto,
    mpi_scale,
)

NAN = float("nan")
scaled = arrays(
    np.float64, st.tuples(st.integers(1, 5), st.integers(1, 6)), elements=st.floats(70, 130)
)


@given(scaled)
def test_the_published_formula(x: Floats) -> None:
    """M - S cv and M + S cv, S the standard deviation by n and cv = S / M."""
    level, spread = x.mean(axis=1), x.std(axis=1)
    charge = spread * (spread / level)
    np.testing.assert_allclose(mazziotta_pareto(x), level - charge, rtol=1e-12)
    np.testing.assert_allclose(mazziotta_pareto(x, penalty="up"), level + charge, rtol=1e-12)


@given(scaled)
def test_unevenness_is_charged_never_rewarded(x: Floats) -> None:
    plain = arithmetic_mean(x)
    assert (mazziotta_pareto(x) <= plain).all()
    assert (mazziotta_pareto(x, penalty="up") >= plain).all()


@given(st.floats(70, 130), st.integers(1, 6))
def test_an_even_unit_gets_what_it_has(level: float, size: int) -> None:
    assert mazziotta_pareto([level] * size) == level


def test_two_units_of_one_mean() -> None:
    even, uneven = mazziotta_pareto([[100, 100, 100], [130, 100, 70]])
    assert even == 100
    assert uneven == pytest.approx(100 - 600 / 100)


@given(scaled, st.floats(0, 20), st.integers(0, 5))
def test_a_better_child_never_lowers_it_within_one_and_a_half_means(
    x: Floats, gain: float, child: int
) -> None:
    better = x.copy()
    better[:, child % x.shape[1]] += gain
    promised = (better <= 1.5 * x.mean(axis=1, keepdims=True)).all(axis=1)
    after, before = mazziotta_pareto(better), mazziotta_pareto(x)
    assert (after >= before - 1e-9)[promised].all()


def test_beyond_that_it_can_fall() -> None:
    """Ten low children and one that runs away: more of it is charged more than it earns."""
    low = [10.0] * 10
    assert mazziotta_pareto([*low, 300]) < mazziotta_pareto([*low, 100])


def test_weights_and_gaps() -> None:
    assert mazziotta_pareto([90, 110, 500], weights=[1, 1, 0]) == 99
    assert mazziotta_pareto([90, 110, NAN], missing="renormalise") == 99
    assert np.isnan(mazziotta_pareto([90, 110, NAN]))
    assert mazziotta_pareto([0, 0]) == 0


def test_mpi_scale_has_mean_100_and_deviation_10() -> None:
    x = np.array([[1.0, 5.0, 3.0], [2.0, NAN, 3.0], [6.0, 9.0, 3.0]])
    scores = mpi_scale(x)
    np.testing.assert_allclose(np.nanmean(scores[:, :2], axis=0), 100, rtol=1e-12)
    np.testing.assert_allclose(np.nanstd(scores[:, :2], axis=0), 10, rtol=1e-12)
    assert np.isnan(scores[:, 2]).all()


def test_ampi_scale_puts_the_reference_at_100() -> None:
    x = np.array([[2.0, 40.0], [4.0, 10.0], [10.0, NAN]])
    scores = ampi_scale(x, reference=[4, 20])
    assert scores[1, 0] == 100
    np.testing.assert_allclose(np.nanmax(scores, axis=0) - np.nanmin(scores, axis=0), 60)


def test_years_are_compared_on_one_range() -> None:
    """With low and high given, one year's scores do not depend on the other's."""
    first = ampi_scale([2, 4], reference=5, low=0, high=10)
    both = ampi_scale([2, 4, 9], reference=5, low=0, high=10)
    assert first.tolist() == both[:2].tolist() == [82, 94]


@given(arrays(np.float64, (6, 3), elements=st.floats(0, 50)), st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(x: Floats, random: Random) -> None:
    order = list(range(len(x)))
    random.shuffle(order)
    x = np.vstack([x, [60, 60, 60]])
    order.append(6)
    np.testing.assert_allclose(mpi_scale(x)[order], mpi_scale(x[order]), rtol=1e-12)
    scores = ampi_scale(x, 20)
    assert scores[order].tolist() == ampi_scale(x[order], 20).tolist()


def test_one_node_of_a_tree_can_use_it() -> None:
    tree = Hierarchy.from_parents({"a": "x", "b": "x", "x": "top", "c": "top", "top": None})
    method = {"x": MazziottaPareto("up"), "top": "arithmetic"}
    assert aggregate(tree, [90, 110, 100], method=method)[-2:].tolist() == [101, 100.5]
