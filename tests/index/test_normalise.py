"""Normalisation over the units."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import Floats, min_max, percentile_rank, rank_score, z_score

from .conftest import Reader

NAN = float("nan")
Normalise = Callable[[Floats], Floats]

METHODS: dict[str, Normalise] = {
    "minmax_0_1": min_max,
    "minmax_0_100": lambda x: min_max(x, to=(0, 100)),
    "minmax_1_100": lambda x: min_max(x, to=(1, 100)),
    "zscore_0_1": z_score,
    "zscore_10_2": lambda x: z_score(x, mean=10, sd=2),
    "rank": rank_score,
    "rank_avg": lambda x: rank_score(x, ties="average"),
    "rank_max": lambda x: rank_score(x, ties="max"),
    "prank": percentile_rank,
}
WITH_GAPS = ["minmax_0_100", "zscore_0_1", "rank", "prank"]
CASES = [("04_treat_default_win5", name, "") for name in METHODS]
CASES += [("01_raw", name, "_rawNA") for name in WITH_GAPS]

whole = st.integers(-1000, 1000).map(float)
columns = arrays(np.float64, st.tuples(st.integers(2, 12), st.integers(1, 3)), elements=whole)


@pytest.mark.parametrize(("source", "name", "suffix"), CASES)
def test_coinr_gets_the_same(
    coinr: Reader, directed: Reader, source: str, name: str, suffix: str
) -> None:
    raw, expected = directed(source), coinr(f"05_norm_{name}{suffix}")
    assert (raw.rows, raw.columns) == (expected.rows, expected.columns)
    ours = METHODS[name](raw.values)
    np.testing.assert_allclose(ours, expected.values, rtol=1e-12, atol=1e-13)


def test_coinr_gets_the_same_for_one_vector_with_ties_and_a_gap(coinr: Reader) -> None:
    x = np.array([3, 1, 4, 1, 5, NAN, 9, 2, 6, 5, 3, 5])
    expected = dict(zip(*_columns(coinr), strict=True))
    ours = {
        "minmax": min_max(x, to=(0, 100)),
        "zscore": z_score(x),
        "scaled": min_max(x, low=0, high=10, to=(0, 100)),
        "dist2max": min_max(x),
        "dist2targ7": min_max(x, high=7),
        "goalposts_notrunc": min_max(x, low=2, high=8, to=(0, 100)),
        "rank": rank_score(x),
        "borda": rank_score(x) - 1,
        "prank": percentile_rank(x),
    }
    for name, scores in ours.items():
        np.testing.assert_allclose(scores, expected[name], rtol=1e-12, atol=1e-13, err_msg=name)


def _columns(coinr: Reader) -> tuple[list[str], list[Floats]]:
    table = coinr("05_vector_normalisations")
    return table.columns, list(table.values.T)


def test_columns_that_cannot_tell_units_apart() -> None:
    """All missing, one value, all equal: the stated rule."""
    x = np.array([[NAN, 0.1, 0.1], [NAN, NAN, 0.1], [NAN, NAN, 0.1]])
    assert np.isnan(min_max(x)).all()
    assert np.isnan(z_score(x)).all()
    np.testing.assert_array_equal(rank_score(x), [[NAN, 1, 1], [NAN, NAN, 1], [NAN, NAN, 1]])
    np.testing.assert_array_equal(percentile_rank(x), [[NAN, NAN, 0], [NAN, NAN, 0], [NAN, NAN, 0]])


def test_given_ends_stand_and_missing_ends_are_observed() -> None:
    """Life expectancy runs from 65 to the observed maximum; a second column is wholly observed."""
    scores = min_max([[73.8, 1], [76.55, 3]], low=[65, NAN])
    np.testing.assert_allclose(scores, [[8.8 / 11.55, 0], [1, 1]], rtol=1e-14)


def test_values_beyond_given_ends_are_not_cut() -> None:
    assert min_max([-1, 2], low=0, high=1).tolist() == [-1, 2]


@pytest.mark.parametrize("name", METHODS)
@given(data=st.data())
def test_the_order_of_units_changes_nothing_else(name: str, data: st.DataObject) -> None:
    x = data.draw(columns)
    order = data.draw(st.permutations(range(len(x))))
    np.testing.assert_allclose(METHODS[name](x)[order], METHODS[name](x[order]), atol=1e-9)


@given(columns, st.integers(1, 50), whole)
def test_min_max_does_not_see_unit_and_origin(x: Floats, factor: int, shift: float) -> None:
    np.testing.assert_allclose(min_max(x * factor + shift), min_max(x), atol=1e-12)


@pytest.mark.parametrize("name", METHODS)
@given(data=st.data())
def test_a_higher_value_never_scores_less(name: str, data: st.DataObject) -> None:
    x = data.draw(columns)[:, 0]
    scores = METHODS[name](x)
    higher = x[:, np.newaxis] > x
    assert not (higher & (scores[:, np.newaxis] < scores)).any()


@given(columns)
def test_min_max_fills_its_range_and_z_scores_have_their_moments(x: Floats) -> None:
    told_apart = x[:, x.min(axis=0) < x.max(axis=0)]
    scores = min_max(told_apart, to=(1, 100))
    assert (scores.min(axis=0) == 1).all()
    assert (scores.max(axis=0) == 100).all()
    moved = z_score(told_apart, mean=10, sd=2)
    np.testing.assert_allclose(moved.mean(axis=0), 10, atol=1e-9)
    np.testing.assert_allclose(moved.std(axis=0, ddof=1), 2, rtol=1e-9)


def test_draws_may_stand_before_units() -> None:
    draws = np.random.default_rng(7).normal(size=(4, 6, 3))
    for normalise in METHODS.values():
        one_by_one = np.stack([normalise(draw) for draw in draws])
        np.testing.assert_allclose(normalise(draws), one_by_one, rtol=1e-14)
