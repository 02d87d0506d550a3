"""Weighted means."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import (
    Floats,
    Mean,
    arithmetic_mean,
    geometric_mean,
    given_weights,
    harmonic_mean,
    mean,
)

from .conftest import Reader

NAN = float("nan")
METHODS: list[Mean] = ["arithmetic", "geometric", "harmonic"]
scores = arrays(np.float64, st.tuples(st.integers(1, 6), st.just(4)), elements=st.floats(0.01, 100))
weights = arrays(np.float64, 4, elements=st.floats(0, 10)).filter(lambda w: w.max() > 0.01)


def test_coinr_gets_the_same(coinr: Reader) -> None:
    x, w = [10, 20, NAN, 40, 55.5], [1, 2, 3, 0.5, 1.25]
    table = coinr("06_vector_means")
    expected = dict(zip(table.rows, table.values[:, 0].tolist(), strict=True))
    for name, method in [("a_amean", METHODS[0]), ("a_gmean", METHODS[1]), ("a_hmean", METHODS[2])]:
        ours = float(mean(x, w, method, missing="renormalise"))
        assert ours == pytest.approx(expected[name], rel=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_missing_propagates_or_renormalises(method: Mean) -> None:
    x = [[2, NAN, 2], [NAN, NAN, NAN], [3, 3, 3]]
    np.testing.assert_array_equal(mean(x, [1, 1, 2], method), [NAN, NAN, 3])
    np.testing.assert_array_equal(mean(x, [1, 1, 2], method, "renormalise"), [2, NAN, 3])


@pytest.mark.parametrize("method", METHODS)
def test_a_child_of_weight_zero_does_not_count(method: Mean) -> None:
    """Neither its absence, nor a zero, nor a negative value."""
    for child in (NAN, 0.0, -5.0):
        assert float(mean([child, 4.0], [0, 1], method)) == 4.0


def test_a_zero_makes_geometric_and_harmonic_zero() -> None:
    assert float(arithmetic_mean([0, 4])) == 2
    assert float(geometric_mean([0, 4])) == 0
    assert float(harmonic_mean([0, 4])) == 0
    assert np.isnan(geometric_mean([0, NAN]))
    assert float(geometric_mean([0, NAN], missing="renormalise")) == 0


def test_weights_may_differ_by_unit() -> None:
    x = [[1, 3], [1, 3], [1, NAN]]
    per_unit = [[1, 1], [3, 1], [1, 0]]
    assert arithmetic_mean(x, per_unit).tolist() == [2, 1.5, 1]


def test_equal_values_have_themselves_as_mean_to_the_last_digit() -> None:
    """Otherwise a city at 0.8 in everything could miss a level that begins at 0.8."""
    for method in METHODS:
        assert (mean(np.full((9, 7), 0.8), np.arange(1, 8) / 10, method) == 0.8).all()


@given(scores, weights)
def test_means_lie_between_their_values_in_the_known_order(x: Floats, w: Floats) -> None:
    harmonic, geometric, arithmetic = (mean(x, w, method) for method in reversed(METHODS))
    counted = x[:, w > 0]
    for one in (harmonic, geometric, arithmetic):
        assert (one >= counted.min(axis=1)).all()
        assert (one <= counted.max(axis=1)).all()
    assert (harmonic <= geometric * (1 + 1e-12)).all()
    assert (geometric <= arithmetic * (1 + 1e-12)).all()


@pytest.mark.parametrize("method", METHODS)
@given(x=scores, w=weights, gain=st.floats(0, 50), child=st.integers(0, 3))
def test_a_favourable_change_never_lowers_the_mean(
    method: Mean, x: Floats, w: Floats, gain: float, child: int
) -> None:
    better = x.copy()
    better[:, child] += gain
    assert (mean(better, w, method) >= mean(x, w, method) * (1 - 1e-12)).all()


@pytest.mark.parametrize("method", METHODS)
@given(x=scores, w=weights)
def test_a_unit_has_its_mean_whoever_stands_beside_it(method: Mean, x: Floats, w: Floats) -> None:
    alone = [float(mean(unit, w, method)) for unit in x]
    assert mean(x, w, method).tolist() == alone
    assert mean(x[::-1], w, method).tolist() == alone[::-1]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("own", [False, True])
@given(x=scores, w=weights, gaps=st.sets(st.integers(0, 3), max_size=2))
def test_many_units_have_the_same_bits_as_few(
    method: Mean, own: bool, x: Floats, w: Floats, gaps: set[int]
) -> None:
    """Few are gathered at once, many child by child; own: weights for each unit."""
    x[0, sorted(gaps)] = np.nan
    each = np.broadcast_to(w, x.shape) if own else w
    many = np.tile(x, (4000, 1))
    heavy = np.tile(each, (4000, 1)) if own else w
    few = mean(x, each, method, "renormalise")
    assert np.array_equal(mean(many, heavy, method, "renormalise")[: len(x)], few, equal_nan=True)


@given(scores, weights)
def test_only_the_proportion_of_weights_matters(x: Floats, w: Floats) -> None:
    np.testing.assert_allclose(mean(x, w), mean(x, given_weights(w)), rtol=1e-12)
