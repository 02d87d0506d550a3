"""Elasticities: against differences, and what they sum to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqyl.index import Floats, Median, aggregate, weight_elasticity
from aqyl.index.rules import Methods
from aqyl.problems import InputError

from ..uncertainty.studies import LEAVES, NAN, TREE, data, gaps, some_weights

METHODS: list[Methods] = [
    "arithmetic",
    "geometric",
    "harmonic",
    ["geometric", "harmonic", "arithmetic"],
    ["arithmetic", "geometric", "harmonic"],
]
STEP = 1e-5


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("x", [data(), gaps()], ids=["complete", "gaps"])
def test_they_are_what_a_small_change_of_a_weight_shows(x: Floats, method: Methods) -> None:
    def logarithm(weights: Floats) -> Floats:
        nodes = aggregate(TREE, x, weights, method=method, missing="renormalise")
        return np.log(nodes[:, -1])

    found = weight_elasticity(TREE, x, some_weights(), method=method, missing="renormalise")
    for node in range(len(TREE.nodes) - 1):
        more, less = some_weights(), some_weights()
        more[node] *= np.exp(STEP)
        less[node] *= np.exp(-STEP)
        slope = (logarithm(more) - logarithm(less)) / (2 * STEP)
        np.testing.assert_allclose(found[:, node], slope, atol=1e-9)


@given(method=st.sampled_from(METHODS), seed=st.integers(0, 99))
@settings(max_examples=30)
def test_siblings_sum_to_zero(method: Methods, seed: int) -> None:
    """All weights under a node doubled change nothing."""
    found = weight_elasticity(TREE, data(7, seed), some_weights(seed), method=method)
    for node in TREE.inner:
        np.testing.assert_allclose(found[:, list(TREE.children[node])].sum(axis=1), 0, atol=1e-12)
    assert (found[:, -1] == 0).all()


def test_a_strength_that_weighs_more_raises_the_score() -> None:
    x = np.full((2, LEAVES), 0.5)
    x[0, 3], x[1, 3] = 0.9, 0.1
    found = weight_elasticity(TREE, x)
    assert found[0, 3] > 0 > found[1, 3]


def test_weights_by_unit() -> None:
    own = np.tile(some_weights(), (40, 1))
    own[20:] = some_weights(9)
    found = weight_elasticity(TREE, data(), own)
    np.testing.assert_allclose(found[:20], weight_elasticity(TREE, data()[:20], some_weights()))
    np.testing.assert_allclose(found[20:], weight_elasticity(TREE, data()[20:], some_weights(9)))


def test_no_score_no_elasticity() -> None:
    x = data(3)
    x[0, 0] = NAN
    x[1] = 0
    found = weight_elasticity(TREE, x)
    assert np.isnan(found[:2]).all()
    assert np.isfinite(found[2]).all()


def test_other_methods_are_refused() -> None:
    with pytest.raises(InputError):
        weight_elasticity(TREE, data(), method=Median())
