"""Weights that make parts as influential as wished; COINr's search is the judge."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import Floats, Hierarchy, aggregate, correlation_weights, correlations
from aqyl.problems import InputError

from .conftest import Reader
from .reference import rows

NAN = float("nan")
PAIR = Hierarchy.from_parents({"a": "top", "b": "top", "c": "top", "top": None})
TREE = Hierarchy.from_parents(
    {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y", "x": "top", "y": "top", "top": None}
)
RAGGED = Hierarchy.from_parents({"a": "x", "b": "x", "c": "top", "x": "top", "top": None})


def with_the_top(tree: Hierarchy, scores: Floats, weights: Floats, nodes: list[int]) -> Floats:
    """Correlations with the top after aggregating anew, of sum 1."""
    leaves = scores[:, : len(tree.leaves)]
    anew = aggregate(tree, leaves, weights)
    found = correlations(anew[:, nodes], anew[:, [-1]]).values[:, 0]
    return np.asarray(found / found.sum())


def test_coinrs_search_finds_the_same_for_two_sub_indexes(coinr: Reader, tree: Hierarchy) -> None:
    scores = coinr("06_agg_amean").pick(tree.nodes)
    found = correlation_weights(tree, scores, level=3)
    expected = {row["iCode"]: float(row["Weight"]) for row in rows("08_opt_weights_level3")}
    for node in found.nodes:
        assert found.weights[node] == pytest.approx(expected[tree.nodes[node]], abs=1e-4)
    theirs = [float(row["Obtained"]) for row in rows("08_opt_weights_level3_corr")]
    np.testing.assert_allclose(found.obtained, theirs, atol=1e-12)
    assert found.objective < 1e-24


def test_coinrs_search_comes_no_nearer_for_eight_pillars(coinr: Reader, tree: Hierarchy) -> None:
    """Solved, not searched: with negative weights allowed, a tenth of COINr's objective."""
    scores = coinr("06_agg_amean").pick(tree.nodes)
    theirs = rows("08_opt_weights_level2_corr")
    weights = [float(row["Weight"]) for row in rows("08_opt_weights_level2")]
    assert weights == [float(row["OptWeight"]) for row in theirs]
    assert min(weights) < 0
    gaps = [float(row["Desired"]) - float(row["Obtained"]) for row in theirs]
    searched = float(np.square(gaps).mean())
    assert correlation_weights(tree, scores, 2, negative=True).objective < searched / 10
    assert correlation_weights(tree, scores, 2).weights.min() >= 0


@pytest.mark.parametrize("level", [1, 2, 3])
def test_what_is_said_is_what_aggregation_gives(coinr: Reader, tree: Hierarchy, level: int) -> None:
    scores = coinr("06_agg_amean").pick(tree.nodes)
    found = correlation_weights(tree, scores, level)
    anew = with_the_top(tree, scores, found.weights, list(found.nodes))
    np.testing.assert_allclose(found.obtained, anew, atol=1e-12)
    for parent in {p for p in tree.inner if set(tree.children[p]) <= set(found.nodes)}:
        assert found.weights[list(tree.children[parent])].sum() == pytest.approx(1)


@given(
    arrays(np.float64, (12, 3), elements=st.floats(0, 1), unique=True),
    st.lists(st.floats(0.2, 1), min_size=3, max_size=3),
)
def test_no_other_weights_come_nearer(x: Floats, target: list[float]) -> None:
    scores = aggregate(PAIR, x)
    try:
        found = correlation_weights(PAIR, scores, level=1, target=target)
    except InputError:
        return
    wished = np.array(target) / sum(target)
    for other in np.random.default_rng(1).dirichlet(np.ones(3), 40):
        anew = with_the_top(PAIR, scores, np.append(other, 1), [0, 1, 2])
        if correlations(x, x @ other[:, None]).values.sum() > 0:
            assert found.objective <= ((wished - anew) ** 2).mean() + 1e-9


def test_weights_above_the_level_are_kept() -> None:
    random = np.random.default_rng(6)
    scores = aggregate(TREE, random.random((30, 5)))
    weights = TREE.arrange(dict.fromkeys("abcde", 1.0) | {"x": 3.0, "y": 1.0})
    found = correlation_weights(TREE, scores, level=1, weights=weights)
    assert found.weights[5:].tolist() == [3, 1, 1]
    anew = with_the_top(TREE, scores, found.weights, list(found.nodes))
    np.testing.assert_allclose(found.obtained, anew, atol=1e-12)


def test_units_with_gaps_are_left_out() -> None:
    x = np.random.default_rng(8).random((20, 3))
    gappy = aggregate(PAIR, np.vstack([x, [NAN, 1, 1]]))
    one = correlation_weights(PAIR, gappy, level=1)
    assert one.weights.tolist() == correlation_weights(PAIR, aggregate(PAIR, x), 1).weights.tolist()


def test_the_order_of_nodes_of_one_parent_does_not_matter() -> None:
    """Leaves of two parents given turn by turn: wish and result are in node order."""
    mixed = Hierarchy.from_parents(
        {"a": "x", "c": "y", "b": "x", "d": "y", "x": "top", "y": "top", "top": None}
    )
    plain = Hierarchy.from_parents(
        {"a": "x", "b": "x", "c": "y", "d": "y", "x": "top", "y": "top", "top": None}
    )
    x = np.random.default_rng(9).random((25, 4))
    one = correlation_weights(plain, aggregate(plain, x), 1, target=[1, 2, 3, 4])
    turned = aggregate(mixed, x[:, [0, 2, 1, 3]])
    other = correlation_weights(mixed, turned, 1, target=[1, 3, 2, 4])
    np.testing.assert_allclose(other.weights[[0, 2, 1, 3]], one.weights[:4], atol=1e-9)
    np.testing.assert_allclose(other.obtained[[0, 2, 1, 3]], one.obtained, atol=1e-9)


@pytest.mark.parametrize("level", [1, 2])
def test_a_level_that_leaves_part_of_the_tree_out_is_refused(level: int) -> None:
    scores = aggregate(RAGGED, np.random.default_rng(1).random((9, 3)))
    with pytest.raises(InputError, match="do not divide the whole tree"):
        correlation_weights(RAGGED, scores, level)


def test_parts_that_cancel_out_are_refused() -> None:
    x = np.array([[1.0, 9, 5], [2, 8, 1], [3, 7, 4], [4, 6, 2]])
    two = Hierarchy.from_parents({"a": "top", "b": "top", "top": None})
    with pytest.raises(InputError, match="against each other"):
        correlation_weights(two, aggregate(two, x[:, :2]), level=1)
