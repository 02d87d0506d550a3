"""An element left out: COINr's figures, and by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from aqyl.index import Floats, Hierarchy, Setting, Study, aggregate, rank, remove_each

from ..conftest import Reader
from ..uncertainty.studies import TREE, data, gaps, some_weights


@pytest.mark.parametrize("level", [1, 2])
def test_coinr_gets_the_same(
    coinr: Reader, tree: Hierarchy, node_weights: Callable[[str], Floats], level: int
) -> None:
    leaves = coinr("05_norm_minmax_0_100").pick(tree.leaves)
    study = Study(tree, Setting(leaves, missing="renormalise"), node_weights("00_coin_weights"))
    found = remove_each(study, level)
    scores, ranks, shift = (
        coinr(f"10_remove_L{level}_{part}") for part in ("scores", "ranks", "meanabsdiff")
    )
    assert sorted(found.nodes) == sorted(scores.columns[1:])
    np.testing.assert_allclose(found.scores, scores.pick(found.nodes), rtol=1e-12)
    np.testing.assert_array_equal(found.ranks, ranks.pick(found.nodes))
    np.testing.assert_allclose(found.nominal_scores, scores["Nominal"], rtol=1e-12)
    np.testing.assert_array_equal(found.nominal_ranks, ranks["Nominal"])
    by_node = dict(zip(shift.rows, shift["MeanAbsDiff"], strict=True))
    np.testing.assert_allclose(found.shift, [by_node[node] for node in found.nodes], rtol=1e-12)


def test_a_node_is_left_out_with_all_below_it() -> None:
    found = remove_each(Study(TREE, Setting(data()), some_weights()), ["s0", "i3"])
    kept = some_weights()
    kept[TREE.position("s0")] = 0
    expected = aggregate(TREE, data(), kept)[:, -1]
    np.testing.assert_allclose(found.scores[:, 0], expected, rtol=1e-13)
    np.testing.assert_array_equal(found.ranks[:, 0], rank(expected))
    distance = np.abs(rank(expected) - found.nominal_ranks)
    assert found.shift[0] == pytest.approx(distance.mean())


def test_without_its_only_child_a_node_is_gone_too() -> None:
    tree = Hierarchy.from_parents({"a": "x", "b": "top", "x": "top", "top": None})
    found = remove_each(Study(tree, Setting([[1.0, 5.0]])))
    assert found.nominal_scores.tolist() == [3]
    assert found.scores.tolist() == [[5, 1]]


def test_without_the_last_element_nothing_is_left() -> None:
    tree = Hierarchy.from_parents({"a": "top", "top": None})
    found = remove_each(Study(tree, Setting([[1.0], [2.0]])))
    assert np.isnan(found.scores).all()
    assert np.isnan(found.shift).all()
    assert found.failed[0].problem.key == "index.draw_weights"


def test_units_without_a_score_do_not_count_in_the_shift() -> None:
    found = remove_each(Study(TREE, Setting(gaps(), missing="renormalise"), some_weights()))
    assert np.isnan(found.ranks[0]).all()
    assert np.isfinite(found.shift).all()
