"""Units compared pair by pair; COINr and a plain double loop are the judges."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import Copeland, Floats, Hierarchy, aggregate, copeland, dominance, outranking
from aqyl.problems import InputError

from .conftest import Reader

NAN = float("nan")
# Few distinct values, so that ties are common; more criteria than one table holds.
tables = arrays(
    np.float64,
    st.tuples(st.integers(1, 12), st.integers(1, 23)),
    elements=st.sampled_from([1.0, 2.0, 3.0]),
)
gappy = arrays(
    np.float64,
    st.tuples(st.integers(1, 9), st.integers(1, 6)),
    elements=st.sampled_from([1.0, 2.0, 3.0, NAN]),
)


def one_by_one(x: Floats, weights: Floats) -> list[float]:
    """Copeland's score as it is told: for each pair, who is ahead on more."""
    net = [0.0] * len(x)
    for a, b in combinations(range(len(x)), 2):
        ahead = sum(w for w, p, q in zip(weights, x[a], x[b], strict=True) if p > q)
        behind = sum(w for w, p, q in zip(weights, x[a], x[b], strict=True) if p < q)
        won = float(np.sign(round(ahead - behind, 9)))
        net[a] += won
        net[b] -= won
    return net


@given(tables, st.data())
def test_a_plain_double_loop_says_the_same(x: Floats, data: st.DataObject) -> None:
    size = x.shape[1]
    drawn = data.draw(st.lists(st.sampled_from([1.0, 0.1, 0.7]), min_size=size, max_size=size))
    weights = np.array(drawn)
    assert copeland(x, weights).tolist() == one_by_one(x, weights)


@given(gappy)
def test_what_one_lacks_speaks_for_neither(x: Floats) -> None:
    ours = copeland(x, missing="renormalise")
    known = ~np.isnan(x).all(axis=1)
    assert ours[known].tolist() == one_by_one(x[known], np.ones(x.shape[1]))
    assert np.isnan(ours[~known]).all()


@given(gappy)
def test_a_unit_with_gaps_takes_no_part(x: Floats) -> None:
    ours = copeland(x)
    whole = ~np.isnan(x).any(axis=1)
    assert ours[whole].tolist() == one_by_one(x[whole], np.ones(x.shape[1]))
    assert np.isnan(ours[~whole]).all()


@given(tables)
def test_wins_and_losses_balance(x: Floats) -> None:
    scores = copeland(x)
    assert scores.sum() == 0
    assert np.abs(scores).max() <= len(x) - 1


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(x: Floats, random: Random) -> None:
    order = list(range(len(x)))
    random.shuffle(order)
    assert copeland(x)[order].tolist() == copeland(x[order]).tolist()


@given(tables, st.integers(0, 11), st.integers(0, 22))
def test_a_better_value_never_lowers_a_unit(x: Floats, unit: int, column: int) -> None:
    unit, column = unit % x.shape[0], column % x.shape[1]
    better = x.copy()
    better[unit, column] += 1
    assert copeland(better)[unit] >= copeland(x)[unit]


def test_many_rows_at_a_time_are_as_good_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    x = np.random.default_rng(5).integers(0, 9, (40, 7)).astype(np.float64)
    whole = copeland(x)
    for pairs in (1, 90, 200):
        monkeypatch.setattr("aqyl.index.duels._PAIRS", pairs)
        assert copeland(x).tolist() == whole.tolist()


def test_rounding_decides_no_pair() -> None:
    """0.1 + 0.2 is not quite 0.3, yet the two sides weigh the same."""
    assert copeland([[2, 2, 1], [1, 1, 2]], [0.1, 0.2, 0.3]).tolist() == [0, 0]


def test_a_circle_has_no_winner() -> None:
    assert copeland([[3, 1, 2], [2, 3, 1], [1, 2, 3]]).tolist() == [0, 0, 0]


def test_draws_are_scored_each_by_itself() -> None:
    tree = Hierarchy.from_parents({"a": "top", "b": "top", "c": "top", "top": None})
    random = np.random.default_rng(7)
    leaves, weights = random.random((3, 6, 3)), random.random((3, 1, 4)) + 0.1
    scores = aggregate(tree, leaves, weights, method=Copeland())[..., -1]
    for draw in range(3):
        assert scores[draw].tolist() == copeland(leaves[draw], weights[draw, 0, :3]).tolist()


def test_one_unit_alone() -> None:
    tree = Hierarchy.from_parents({"a": "top", "top": None})
    assert copeland([[1, 2, 3]]).tolist() == [0]
    assert aggregate(tree, [4.0], method=Copeland()).tolist() == [4, 0]


def test_weights_must_be_the_same_for_all() -> None:
    with pytest.raises(InputError, match="differ by unit"):
        copeland([[1, 2], [2, 1]], [[1, 1], [1, 0]])


def test_coinrs_matrix(coinr: Reader, tree: Hierarchy) -> None:
    pillar = [tree.nodes[n] for n in tree.children[tree.position("Physical")]]
    table = coinr("06_outrank_physical")
    x = coinr("06_agg_amean").pick(pillar)
    np.testing.assert_allclose(outranking(x), table.pick(table.rows), rtol=1e-12)
    over, under = dominance(x)
    summary = coinr("06_outrank_physical_summary")
    assert over.sum() == under.sum() == float(summary.rows[0])
    assert over.sum() / (51 * 50 / 2) == pytest.approx(summary["fracDominant"][0], rel=1e-12)


@given(tables)
def test_some_rows_are_rows_of_the_whole(x: Floats) -> None:
    whole = outranking(x)
    np.testing.assert_array_equal(outranking(x, units=[len(x) - 1, 0]), whole[[-1, 0]])
    both = whole + whole.T
    np.testing.assert_allclose(both, 1 - np.eye(len(x)), atol=1e-12)


@given(tables)
def test_a_dominating_unit_wins_whatever_the_weights(x: Floats) -> None:
    over, under = dominance(x)
    shares = outranking(x, np.arange(1.0, x.shape[1] + 1))
    for unit in range(len(x)):
        assert over[unit] == (shares[unit] > 1 - 1e-12).sum()
    assert over.sum() == under.sum()
