"""Another method and another threshold at each level or node; COINr is the judge."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import (
    Aggregator,
    Copeland,
    Hierarchy,
    Mean,
    Median,
    Power,
    aggregate,
    min_max,
    pool_leaves,
)
from aqyl.problems import InputError

from .conftest import Reader

NAN = float("nan")
TREE = Hierarchy.from_parents(
    {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y", "x": "top", "y": "top", "top": None}
)


def test_coinr_gets_the_same_from_a_list_of_methods(coinr: Reader, tree: Hierarchy) -> None:
    """Pillars by the arithmetic, sub-indexes by the geometric, the index by the arithmetic mean."""
    table = coinr("06_agg_mixed_a_g_a")
    methods = ["arithmetic", "geometric", "arithmetic"]
    scores = aggregate(tree, table.pick(tree.leaves), method=methods)
    np.testing.assert_allclose(scores, table.pick(tree.nodes), rtol=1e-12)


@pytest.mark.parametrize(
    ("name", "method", "threshold"),
    [
        ("06_agg_NA_amean_thr0.6", "arithmetic", 0.6),
        ("06_agg_NA_amean_thr1", "arithmetic", 1),
        ("06_agg_NA_gmean_thr0.6", "geometric", 0.6),
        ("06_agg_NA_gmean_thr1", "geometric", 1),
        ("06_agg_NA_hmean_thr1", "harmonic", 1),
    ],
)
def test_coinr_needs_as_many_children(
    coinr: Reader, tree: Hierarchy, name: str, method: Mean, threshold: float
) -> None:
    table = coinr(name)
    leaves = coinr("06_normNA_1_100").pick(tree.leaves)
    scores = aggregate(tree, leaves, method=method, missing="renormalise", threshold=threshold)
    np.testing.assert_allclose(scores, table.pick(tree.nodes), rtol=1e-12)


def test_coinrs_finished_example(coinr: Reader, directed: Reader, tree: Hierarchy) -> None:
    """From treated indicators to the index, in one go."""
    table = coinr("06_agg_example_coin")
    leaves = min_max(directed("04_treat_default_win5").pick(tree.leaves), to=(0, 100))
    np.testing.assert_allclose(aggregate(tree, leaves), table.pick(tree.nodes), rtol=1e-12)


@pytest.mark.parametrize(
    ("name", "methods"),
    [
        ("06_agg_copeland_all", ["copeland"] * 3),
        ("06_agg_copeland_top", ["arithmetic", "arithmetic", "copeland"]),
    ],
)
def test_coinr_outranks_the_same(
    coinr: Reader, tree: Hierarchy, name: str, methods: list[str]
) -> None:
    table = coinr(name)
    given = [Copeland() if method == "copeland" else method for method in methods]
    scores = aggregate(tree, table.pick(tree.leaves), method=given)  # type: ignore[arg-type]
    np.testing.assert_allclose(scores, table.pick(tree.nodes), rtol=1e-12)


def test_each_way_of_saying_it_is_the_same() -> None:
    x = np.random.default_rng(2).random((4, 5))
    by_level: list[Aggregator] = [Median(), Power(2)]
    by_node: dict[str, Aggregator] = {"x": Median(), "y": Median(), "top": Power(2)}
    one = aggregate(TREE, x, method=by_level, threshold=[0.5, 1])
    other = aggregate(TREE, x, method=by_node, threshold={"x": 0.5, "y": 0.5, "top": 1})
    np.testing.assert_array_equal(one, other)


def test_a_threshold_counts_children_that_apply() -> None:
    """Two of three are there; one of the two that apply."""
    weights = np.ones((2, 8))
    weights[1, 2] = 0
    leaves = [[1, 1, 4, 2, NAN], [1, 1, 4, 2, NAN]]
    scores = aggregate(TREE, leaves, weights, missing="renormalise", threshold=0.6)
    np.testing.assert_array_equal(scores[:, 6], [3, NAN])


def test_a_node_without_a_score_is_a_missing_child() -> None:
    leaves = [[1, NAN, 4, 2, 3]]
    lenient = aggregate(TREE, leaves, missing="renormalise", threshold=[0.6, 0.5])
    strict = aggregate(TREE, leaves, missing="renormalise", threshold=[0.6, 0.6])
    np.testing.assert_array_equal(lenient[0, 5:], [NAN, 3, 3])
    np.testing.assert_array_equal(strict[0, 5:], [NAN, 3, NAN])


def test_pooling_counts_leaves() -> None:
    leaves = [[1, NAN, 4, 2, 3]]
    scores = pool_leaves(TREE, leaves, threshold=0.6)
    np.testing.assert_array_equal(scores[0, 5:], [NAN, 3, 2.5])


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 2**15 - 1))
def test_a_higher_threshold_only_takes_scores_away(one: float, other: float, gaps: int) -> None:
    leaves = np.arange(15.0).reshape(3, 5)
    leaves.ravel()[[n for n in range(15) if gaps >> n & 1]] = NAN
    low, high = (
        aggregate(TREE, leaves, missing="renormalise", threshold=[share, 0])
        for share in sorted((one, other))
    )
    pillars = slice(5, 7)
    lost = np.isnan(high[:, pillars])
    assert (lost | (high[:, pillars] == low[:, pillars])).all()
    full = aggregate(TREE, leaves, missing="renormalise", threshold=1)
    np.testing.assert_array_equal(full, aggregate(TREE, leaves, missing="propagate"))


def test_all_that_is_wrong_comes_in_one_pass() -> None:
    with pytest.raises(InputError) as caught:
        aggregate(TREE, np.ones(5), method=["sum", "arithmetic"], threshold={"x": 2, "q": 1})  # type: ignore[list-item]
    keys = [problem.key.removeprefix("index.") for problem in caught.value.problems]
    assert keys == ["tree_unknown", "tree_left_out", "choice", "parameter_number"]


def test_the_scale_of_copeland_is_its_own(coinr: Reader, tree: Hierarchy) -> None:
    """Only the order within an indicator counts, so any rising scale gives the same."""
    leaves = coinr("06_agg_amean").pick(tree.leaves)
    one, other = (aggregate(tree, x, method=Copeland()) for x in (leaves, min_max(leaves) ** 3))
    np.testing.assert_array_equal(one[:, 49:], other[:, 49:])
