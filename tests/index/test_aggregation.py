"""Aggregation up a tree; COINr's full example is the judge."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import (
    Floats,
    Hierarchy,
    Mean,
    Missing,
    aggregate,
    bands,
    effective_weights,
    pool_leaves,
)

from .conftest import Reader

NAN = float("nan")
Weights = Callable[[str], Floats]
EQUAL, NOISY = "00_coin_weights", "06_weights_noisy"

TWO_DOMAINS = Hierarchy.from_parents(
    {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y", "x": "top", "y": "top", "top": None}
)
leaves = arrays(np.float64, st.tuples(st.integers(1, 6), st.just(5)), elements=st.floats(0.01, 1))


@pytest.mark.parametrize(
    ("name", "method", "weights", "missing"),
    [
        ("06_agg_amean", "arithmetic", EQUAL, "propagate"),
        ("06_agg_amean_1_100", "arithmetic", EQUAL, "propagate"),
        ("06_agg_gmean_1_100", "geometric", EQUAL, "propagate"),
        ("06_agg_hmean_1_100", "harmonic", EQUAL, "propagate"),
        ("06_agg_amean_noisyw", "arithmetic", NOISY, "propagate"),
        ("06_agg_gmean_noisyw", "geometric", NOISY, "propagate"),
        ("06_agg_hmean_noisyw", "harmonic", NOISY, "propagate"),
        ("06_agg_NA_amean", "arithmetic", EQUAL, "renormalise"),
        ("06_agg_NA_gmean", "geometric", EQUAL, "renormalise"),
        ("06_agg_NA_hmean", "harmonic", EQUAL, "renormalise"),
    ],
)
def test_coinr_gets_the_same(
    coinr: Reader,
    tree: Hierarchy,
    node_weights: Weights,
    name: str,
    method: Mean,
    weights: str,
    missing: Missing,
) -> None:
    table = coinr(name)
    scores = aggregate(
        tree, table.pick(tree.leaves), node_weights(weights), method=method, missing=missing
    )
    np.testing.assert_allclose(scores, table.pick(tree.nodes), rtol=1e-12)


def test_coinr_gets_the_same_with_a_method_for_each_level(
    coinr: Reader, tree: Hierarchy, node_weights: Weights
) -> None:
    """Pillars by the arithmetic, sub-indexes by the geometric, the index by the arithmetic mean."""
    by_level: dict[int, Mean] = {2: "arithmetic", 3: "geometric", 4: "arithmetic"}
    methods = {tree.nodes[i]: by_level[tree.levels[i]] for i in tree.inner}
    table = coinr("06_agg_mixed_a_g_a")
    scores = aggregate(tree, table.pick(tree.leaves), node_weights(EQUAL), method=methods)
    np.testing.assert_allclose(scores, table.pick(tree.nodes), rtol=1e-12)


@pytest.mark.parametrize(
    ("name", "weights"), [("08_eff_weights", EQUAL), ("08_eff_weights_noisy", NOISY)]
)
def test_coinr_finds_the_same_effective_weights(
    coinr: Reader, tree: Hierarchy, node_weights: Weights, name: str, weights: str
) -> None:
    table = coinr(name)
    expected = tree.arrange(dict(zip(table.rows, table["EffWeight"].tolist(), strict=True)))
    np.testing.assert_allclose(effective_weights(tree, node_weights(weights)), expected, rtol=1e-12)


def test_effective_weights_make_the_top(coinr: Reader, tree: Hierarchy) -> None:
    table = coinr("06_agg_amean")
    at_top = effective_weights(tree)[: len(tree.leaves)]
    assert at_top.sum() == pytest.approx(1)
    np.testing.assert_allclose(table.pick(tree.leaves) @ at_top, table["Index"], rtol=1e-12)


def test_bands_after_a_node_are_what_its_parent_takes() -> None:
    """2019: shares in per cent are averaged, the average earns points, the points are averaged."""

    def points(share: Floats) -> Floats:
        return bands(share, [0, 20, 40, 60, 80], [1, 2, 3, 4, 5], below=True)

    scores = aggregate(TWO_DOMAINS, [10, 30, 90, 80, 100], after={"x": points, "y": points})
    assert scores[5:].tolist() == [1, 5, 3]


def test_weights_may_differ_by_unit() -> None:
    """b does not apply to the second unit, nothing under y applies to the third."""
    by_unit = np.ones((3, 8))
    by_unit[1, 1] = 0
    by_unit[2, 2:5] = 0
    values = np.tile([0.2, 0.4, 0.6, 0.6, 0.6], (3, 1))
    values[2, 2:] = NAN
    scores = aggregate(TWO_DOMAINS, values, by_unit)
    expected = [[0.3, 0.6, 0.45], [0.2, 0.6, 0.4], [0.3, NAN, 0.3]]
    np.testing.assert_allclose(scores[:, 5:], expected, rtol=1e-14)
    at_top = effective_weights(TWO_DOMAINS, by_unit)
    assert at_top[:, :5].sum(axis=1) == pytest.approx(1)
    assert at_top[2, 5:].tolist() == [1, 0, 1]


@pytest.mark.parametrize("own", [0.0, 7.0, NAN])
def test_the_weight_of_the_root_is_not_looked_at(own: float) -> None:
    weights = [1, 1, 1, 1, 1, 1, 1, own]
    assert aggregate(TWO_DOMAINS, [0, 1, 1, 1, 1], weights)[-1] == 0.75
    assert effective_weights(TWO_DOMAINS, weights)[-1] == 1


def test_missing_leaves() -> None:
    values = [[1, NAN, 0, 0, 0], [NAN, NAN, 1, 1, 1]]
    np.testing.assert_array_equal(
        aggregate(TWO_DOMAINS, values)[:, 5:], [[NAN, 0, NAN], [NAN, 1, NAN]]
    )
    filled_up = aggregate(TWO_DOMAINS, values, missing="renormalise")
    np.testing.assert_array_equal(filled_up[:, 5:], [[1, 0, 0.5], [NAN, 1, 1]])


def test_pooling_asks_every_leaf_directly() -> None:
    """The worked example of U4SSC: 1 + 3 + 4 + 1 of 16 points, one not reported."""
    scores = pool_leaves(TWO_DOMAINS, [1, 3, NAN, 4, 1])
    assert scores[5:].tolist() == [2, 2.5, 2.25]


def test_pooling_weighs_leaves() -> None:
    scores = pool_leaves(TWO_DOMAINS, [[1, 0, 0, 0, 0]] * 2, [[1, 1, 1, 1, 1], [6, 1, 1, 1, 1]])
    np.testing.assert_allclose(scores[:, -1], [0.2, 0.6], rtol=1e-14)


def test_what_comes_after_a_pooled_node_is_its_own() -> None:
    scores = pool_leaves(TWO_DOMAINS, np.ones(5), after={"x": lambda score: score / 2})
    assert scores[5:].tolist() == [0.5, 1, 1]


@given(leaves)
def test_pooled_is_stepwise_when_nodes_weigh_what_they_hold(x: Floats) -> None:
    counts = TWO_DOMAINS.arrange(dict.fromkeys("abcde", 1.0) | {"x": 2.0, "y": 3.0})
    pooled, stepwise = pool_leaves(TWO_DOMAINS, x), aggregate(TWO_DOMAINS, x, counts)
    np.testing.assert_allclose(pooled, stepwise, rtol=1e-12)


@pytest.mark.parametrize("method", ["arithmetic", "geometric", "harmonic"])
@given(x=leaves, gain=st.floats(0, 1), leaf=st.integers(0, 4))
def test_a_favourable_leaf_never_lowers_a_node(
    method: Mean, x: Floats, gain: float, leaf: int
) -> None:
    better = x.copy()
    better[:, leaf] += gain
    after, before = (aggregate(TWO_DOMAINS, v, method=method) for v in (better, x))
    assert (after >= before * (1 - 1e-12)).all()


@given(leaves, st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing_else(x: Floats, random: Random) -> None:
    order = list(range(len(x)))
    random.shuffle(order)
    scores = aggregate(TWO_DOMAINS, x, method="geometric")
    assert scores[order].tolist() == aggregate(TWO_DOMAINS, x[order], method="geometric").tolist()


def test_draws_of_values_and_weights_broadcast() -> None:
    random = np.random.default_rng(11)
    values, weights = random.random((4, 7, 5)), random.random((4, 1, 8)) + 0.1
    scores = aggregate(TWO_DOMAINS, values, weights)
    assert scores.shape == (4, 7, 8)
    one_by_one = [aggregate(TWO_DOMAINS, v, w[0]) for v, w in zip(values, weights, strict=True)]
    np.testing.assert_array_equal(scores, np.stack(one_by_one))
