"""The power mean; COINr and numpy's own powers are the judges."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import (
    Floats,
    Hierarchy,
    Power,
    aggregate,
    arithmetic_mean,
    geometric_mean,
    harmonic_mean,
    mean,
    power_mean,
)

from .conftest import Reader
from .reference import rows

NAN = float("nan")
EQUAL, NOISY = "00_coin_weights", "06_weights_noisy"

orders = st.floats(-40, 40)
values = arrays(np.float64, st.tuples(st.integers(1, 5), st.just(4)), elements=st.floats(0.01, 100))


@pytest.mark.parametrize(
    ("name", "p", "weights"),
    [
        ("06_agg_genmean_p-1", -1, EQUAL),
        ("06_agg_genmean_p0.5", 0.5, EQUAL),
        ("06_agg_genmean_p2", 2, EQUAL),
        ("06_agg_genmean_p3", 3, EQUAL),
        ("06_agg_genmean_p2_noisyw", 2, NOISY),
    ],
)
def test_coinr_gets_the_same(
    coinr: Reader,
    tree: Hierarchy,
    node_weights: Callable[[str], Floats],
    name: str,
    p: float,
    weights: str,
) -> None:
    table = coinr(name)
    scores = aggregate(tree, table.pick(tree.leaves), node_weights(weights), method=Power(p))
    np.testing.assert_allclose(scores, table.pick(tree.nodes), rtol=1e-12)


def test_a_gap_is_skipped_where_coinr_stops(coinr: Reader, tree: Hierarchy) -> None:
    """COINr's generalised mean gives nothing as soon as one child is missing: not copied."""
    table = coinr("06_agg_NA_genmean_p2_asis")
    leaves = table.pick(tree.leaves)
    stops = aggregate(tree, leaves, method=Power(2), missing="propagate")
    np.testing.assert_allclose(stops, table.pick(tree.nodes), rtol=1e-12)
    skips = aggregate(tree, leaves, method=Power(2), missing="renormalise")
    assert np.isnan(stops[:, -1]).any()
    assert not np.isnan(skips[:, -1]).any()


def test_coinr_on_one_vector() -> None:
    figures = {row["f"]: float(row["value"]) for row in rows("06_vector_means")}
    x, weights = [10, 20, NAN, 40, 55.5], [1, 2, 3, 0.5, 1.25]
    for p in (2, -1, 0.5):
        ours = power_mean(x, p, weights, missing="renormalise")
        assert ours == pytest.approx(figures[f"a_genmean_p{p}_noNA"], rel=1e-12)


@given(values)
def test_three_means_are_orders_of_it(x: Floats) -> None:
    for p, named in ((1, arithmetic_mean), (0, geometric_mean), (-1, harmonic_mean)):
        np.testing.assert_array_equal(power_mean(x, p), named(x))


@pytest.mark.parametrize("p", [1e-3, 1e-6, 1e-9, 1e-12, 1e-200])
@given(x=values)
def test_it_nears_the_geometric_mean_as_p_nears_zero(p: float, x: Floats) -> None:
    """The distance shrinks with p; plain powers and roots would lose every digit at 1e-16."""
    gap = np.abs(power_mean(x, p) / geometric_mean(x) - 1)
    assert (gap <= p * 50 + 1e-14).all()


@given(values, orders)
def test_it_stays_within_its_values(x: Floats, p: float) -> None:
    result = power_mean(x, p)
    assert (result >= x.min(axis=1)).all()
    assert (result <= x.max(axis=1)).all()


@given(values, orders, orders)
def test_it_rises_with_p(x: Floats, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert (power_mean(x, low) <= power_mean(x, high) * (1 + 1e-9)).all()


@given(values, orders, st.floats(0, 50), st.integers(0, 3))
def test_a_better_child_never_lowers_it(x: Floats, p: float, gain: float, child: int) -> None:
    better = x.copy()
    better[:, child] += gain
    assert (power_mean(better, p) >= power_mean(x, p) * (1 - 1e-9)).all()


@given(values, orders, st.floats(1e-3, 1e3))
def test_it_moves_with_the_scale(x: Floats, p: float, factor: float) -> None:
    np.testing.assert_allclose(power_mean(x * factor, p), power_mean(x, p) * factor, rtol=1e-9)


@given(values, st.floats(-3, 3).filter(lambda p: abs(p) > 0.01))
def test_plain_powers_say_the_same(x: Floats, p: float) -> None:
    np.testing.assert_allclose(power_mean(x, p), (x**p).mean(axis=1) ** (1 / p), rtol=1e-9)


def test_no_power_overflows() -> None:
    assert power_mean([1e-300, 1e300], 500) == pytest.approx(1e300, rel=2e-3)
    assert power_mean([1e-300, 1e300], -500) == pytest.approx(1e-300, rel=2e-3)


@pytest.mark.parametrize(("p", "expected"), [(2, 0.5**0.5), (0.5, 0.25), (0, 0), (-2, 0)])
def test_a_zero_among_ones(p: float, expected: float) -> None:
    assert power_mean([0, 1], p) == pytest.approx(expected, abs=0)
    assert power_mean([0, 0], p) == 0


def test_negative_values_are_averaged_only_by_p_1() -> None:
    assert mean([-1, 3], method=Power(1)) == 1


def test_weights_count() -> None:
    assert power_mean([1, 7], 2, weights=[3, 1]) == pytest.approx(13**0.5)
    assert power_mean([1, NAN], 2, weights=[3, 0]) == 1


def test_a_combiner_can_be_told_from_another() -> None:
    assert Power(2) == Power(2.0) != Power(3)
    assert repr(Power(2)) == "Power(p=2)"
