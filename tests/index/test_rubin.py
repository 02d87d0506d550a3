"""Rubin's rules."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import pool


def test_a_worked_example() -> None:
    """M = 3: mean 12, W = 1, B = 4, T = 1 + 4/3 x 4 = 19/3, lambda = 16/19, df = 2 (19/16)^2."""
    pooled = pool([10, 12, 14], [0.5, 1, 1.5])
    assert (pooled.mean, pooled.within, pooled.between) == (12, 1, 4)
    assert math.isclose(pooled.total, 19 / 3, rel_tol=1e-15)
    assert math.isclose(pooled.missing_share, 16 / 19, rel_tol=1e-15)
    assert math.isclose(pooled.df, 2 * (19 / 16) ** 2, rel_tol=1e-15)


def test_without_blanks_nothing_is_added() -> None:
    pooled = pool([5, 5, 5], 2)
    assert (pooled.total, pooled.missing_share, pooled.df) == (2, 0, math.inf)
    assert pool([5, 5]).missing_share == 0


def test_where_every_unit_is_there_only_the_blanks_are_uncertain() -> None:
    pooled = pool([[1, 5], [3, 5]])
    np.testing.assert_allclose(pooled.total, [1.5 * 2, 0])
    np.testing.assert_allclose(pooled.missing_share, [1, 0])
    np.testing.assert_array_equal(pooled.df, [1, math.inf])


def test_a_missing_estimate_is_missing() -> None:
    pooled = pool([[1, float("nan")], [3, 2]])
    for figure in (pooled.mean, pooled.total, pooled.missing_share, pooled.df):
        assert np.isnan(figure).tolist() == [False, True]


@given(st.integers(0, 10_000), st.integers(2, 30))
def test_more_draws_leave_less_of_the_simulation_in_the_total(seed: int, draws: int) -> None:
    random = np.random.default_rng(seed)
    estimates, own = random.normal(size=(draws, 4)), random.random((draws, 4))
    pooled = pool(estimates, own)
    np.testing.assert_allclose(pooled.between, estimates.var(axis=0, ddof=1), rtol=1e-9)
    assert (pooled.total >= pooled.within + pooled.between).all()
    assert (pooled.total <= pooled.within + 1.5 * pooled.between + 1e-12).all()
    assert ((pooled.missing_share >= 0) & (pooled.missing_share <= 1)).all()
    assert (pooled.df >= draws - 1).all()
