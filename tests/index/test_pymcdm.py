"""pymcdm, run beside us on drawn tables: weights, scales, sums, products, ranks, correlations.

pymcdm 1.4.0 (A. Shekhovtsov, B. Kizielewicz, W. Sałabun), MIT licence. Where the two differ by
intention, `docs/methods.md` says how.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pymcdm import correlations, helpers, methods, normalizations, weights
from pymcdm.weights.subjective import AHP

from aqyl import index
from aqyl.index import Floats

Table = tuple[Floats, Floats, Floats]

# Said of tables where one unit is best at everything; nothing here divides by what it warns of.
pytestmark = pytest.mark.filterwarnings("ignore:Alternatives with indices")


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of positive numbers, weights that sum to one, and directions 1 or -1."""
    units, leaves = draw(st.integers(4, 12)), draw(st.integers(2, 5))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    own = random.random(leaves) + 0.1
    types = random.choice([-1.0, 1.0], leaves)
    return random.random((units, leaves)) * 100 + 0.1, own / own.sum(), types


def tree(leaves: int) -> index.Hierarchy:
    parents: dict[str, str | None] = {f"i{n}": "top" for n in range(leaves)}
    return index.Hierarchy.from_parents({**parents, "top": None})


def normalised(x: Floats, types: Floats) -> Floats:
    directions: list[index.Direction] = ["up" if sign > 0 else "down" for sign in types]
    return index.normalise_table(x, directions=directions)


def same(one: Any, other: Any) -> None:
    np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12)


@given(tables())
def test_weights_read_off_the_data(table: Table) -> None:
    x, _, types = table
    scaled = normalised(x, types)
    same(index.entropy_weights(x), weights.entropy_weights(x))
    same(index.critic_weights(scaled), weights.critic_weights(scaled))


@given(tables())
def test_min_max_turned_by_direction(table: Table) -> None:
    x, _, types = table
    theirs = helpers.normalize_matrix(x, normalizations.minmax_normalization, types)
    same(normalised(x, types), theirs)


@given(tables())
def test_a_weighted_sum_is_an_arithmetic_mean(table: Table) -> None:
    x, own, types = table
    body = methods.WSM(normalizations.minmax_normalization)
    scores = index.aggregate(tree(own.size), normalised(x, types), [*own, 1.0])[:, -1]
    same(scores, body(x, own, types))


@given(tables())
def test_a_weighted_product_is_a_geometric_mean(table: Table) -> None:
    x, own, _ = table
    gains = np.ones_like(own)
    body = methods.WPM(normalizations.linear_normalization)
    scaled = index.fraction_of_max(x)
    same(scaled, helpers.normalize_matrix(x, normalizations.linear_normalization, gains))
    scores = index.aggregate(tree(own.size), scaled, [*own, 1.0], method="geometric")[:, -1]
    same(scores, body(x, own, gains))


@given(arrays(np.float64, st.integers(2, 20), elements=st.integers(0, 6).map(float)))
def test_ranks_with_ties_shared_by_their_mean(scores: Floats) -> None:
    theirs = helpers.rankdata(scores.tolist(), reverse=True)
    assert index.rank(scores, ties="average").tolist() == theirs.tolist()


@given(st.permutations(range(1, 9)))
def test_rank_correlations(order: list[int]) -> None:
    x, y = np.arange(1.0, 9.0), np.array(order, dtype=np.float64)
    assert index.spearman(x, y).value == pytest.approx(correlations.spearman(x, y))
    assert index.kendall(x, y).value == pytest.approx(correlations.kendall_tau(x, y))


@given(st.lists(st.sampled_from([1 / 9, 1 / 5, 1 / 3, 1.0, 3.0, 5.0, 9.0]), min_size=6, max_size=6))
def test_analytic_hierarchy_process(upper: list[float]) -> None:
    matrix = np.ones((4, 4))
    for (row, column), value in zip(zip(*np.triu_indices(4, 1), strict=True), upper, strict=True):
        matrix[row, column], matrix[column, row] = value, 1 / value
    theirs = AHP(matrix=matrix)
    ours = index.ahp(upper, method="eigenvector")
    same(ours.weights, theirs())
