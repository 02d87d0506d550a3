"""Ranks and the ranks that are possible."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import Floats, rank, rank_interval

from .conftest import Reader

NAN = float("nan")
few = st.integers(0, 8).map(float)
scores = arrays(np.float64, st.integers(1, 15), elements=few | st.just(NAN))


def test_coinr_ranks_the_same(coinr: Reader) -> None:
    aggregated, expected = coinr("06_agg_amean"), coinr("07_ranks_all")
    assert aggregated.columns == expected.columns
    np.testing.assert_array_equal(rank(aggregated.values), expected.values)


def test_ties_share_the_lowest_highest_or_mean_rank() -> None:
    x = [7, 5, 5, 5, 1]
    assert rank(x).tolist() == [1, 2, 2, 2, 5]
    assert rank(x, "max").tolist() == [1, 4, 4, 4, 5]
    assert rank(x, "average").tolist() == [1, 3, 3, 3, 5]
    assert rank(x, descending=False).tolist() == [5, 2, 2, 2, 1]


def test_a_unit_without_a_score_takes_no_place() -> None:
    np.testing.assert_array_equal(rank([NAN, 3, NAN, 2]), [NAN, 1, NAN, 2])
    assert np.isnan(rank([NAN, NAN])).all()
    assert rank([]).size == 0


@given(scores)
def test_scipy_ranks_the_same(x: Floats) -> None:
    from scipy.stats import rankdata

    present = ~np.isnan(x)
    for ties in ("min", "max", "average"):
        ours = rank(x, ties, descending=False)
        np.testing.assert_array_equal(ours[present], rankdata(x[present], method=ties))


def test_an_interval_by_hand() -> None:
    """A is surely first; B and C may change places; D, wholly unknown, may be anywhere."""
    best, worst = rank_interval([0.8, 0.3, 0.4, 0.0], [0.9, 0.6, 0.5, 1.0])
    assert best.tolist() == [1, 2, 2, 1]
    assert worst.tolist() == [2, 4, 4, 4]


def test_full_knowledge_leaves_the_rank_of_ties() -> None:
    x = [0.5, 0.5, 0.2, NAN]
    best, worst = rank_interval(x, x)
    np.testing.assert_array_equal(best, rank(x))
    np.testing.assert_array_equal(worst, rank(x))


def _by_counting(low: Floats, high: Floats) -> tuple[list[int], list[int]]:
    units = range(len(low))
    best = [1 + sum(low[j] > high[i] for j in units) for i in units]
    worst = [1 + sum(high[j] > low[i] for j in units if j != i) for i in units]
    return best, worst


@given(arrays(np.float64, st.tuples(st.integers(1, 12), st.just(3)), elements=few))
def test_the_interval_is_the_counted_one_and_holds_the_point_rank(x: Floats) -> None:
    low, point, high = np.sort(x, axis=1).T
    best, worst = rank_interval(low, high)
    counted_best, counted_worst = _by_counting(low, high)
    assert best.tolist() == counted_best
    assert worst.tolist() == counted_worst
    assert (best <= rank(point)).all()
    assert (rank(point) <= worst).all()


def test_a_missing_bound_takes_no_place() -> None:
    best, worst = rank_interval([0.1, NAN, 0.5], [0.2, 0.9, NAN])
    np.testing.assert_array_equal(best, [1, NAN, NAN])
    np.testing.assert_array_equal(worst, [1, NAN, NAN])


def test_bounds_crossed_by_rounding_only_are_a_point() -> None:
    best, worst = rank_interval([0.1 + 0.2, 0.1], [0.3, 0.1])
    assert best.tolist() == worst.tolist() == [1, 2]


def test_columns_are_ranked_by_themselves() -> None:
    low = np.random.default_rng(5).random((9, 3))
    best, worst = rank_interval(low, low + 0.2)
    for column in range(3):
        alone = rank_interval(low[:, column], low[:, column] + 0.2)
        np.testing.assert_array_equal((best[:, column], worst[:, column]), alone)


def test_thirteen_thousand_units_are_ranked_at_once() -> None:
    """Counting pairs would take 169 million comparisons; sorting gives the identities of a line."""
    line = np.arange(13_000.0)
    best, worst = rank_interval(line, line + 10)
    assert best[-1] == 1
    assert worst[0] == 13_000
    assert (worst - best).max() == 19
