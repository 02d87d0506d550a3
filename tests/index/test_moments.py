"""Skewness, kurtosis and the rule for outliers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from aqyl.index import Floats, kurtosis, outlying, skewness

from . import reference
from .conftest import Reader
from .reference import NAN

whole = st.integers(-1000, 1000).map(float)
columns = arrays(np.float64, st.tuples(st.integers(4, 12), st.integers(1, 3)), elements=whole)


def test_coinr_gets_the_same_for_every_indicator(coinr: Reader) -> None:
    for data, figures in (
        ("01_raw", "01_stats_raw"),
        ("04_treat_default_win5", "04_stats_treated"),
    ):
        x = coinr(data).values
        np.testing.assert_allclose(skewness(x), reference.column(figures, "Skew"), rtol=1e-12)
        np.testing.assert_allclose(kurtosis(x), reference.column(figures, "Kurt"), rtol=1e-12)
        flagged = [row["Flag.SkewKurt"] == "OUT" for row in reference.rows(figures)]
        assert outlying(x).tolist() == flagged
    assert sum(flagged) == 0


def test_coinr_gets_the_same_for_one_vector_with_ties_and_a_gap() -> None:
    x = reference.column("04_vector_treatments", "x")
    expected = reference.column("04_vector_skewkurt", "value")
    np.testing.assert_allclose([skewness(x), kurtosis(x)], expected, rtol=1e-12)


@given(columns)
def test_scipy_gets_the_same(x: Floats) -> None:
    told_apart = x[:, x.min(axis=0) < x.max(axis=0)]
    ours = skewness(told_apart), kurtosis(told_apart)
    theirs = stats.skew(told_apart, bias=False), stats.kurtosis(told_apart, bias=False)
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-9)


def test_what_cannot_be_told_is_missing_and_not_outlying() -> None:
    for few in ([1, 2], [0.1, 0.1, 0.1, 0.1, 0.1], [NAN, NAN, NAN, NAN]):
        assert np.isnan(skewness(few))
        assert np.isnan(kurtosis(few))
        assert not outlying(few)
    assert skewness([1, 2, 4]) > 0
    assert np.isnan(kurtosis([1, 2, 4]))
    assert np.isnan(skewness(np.empty((0, 2)))).all()


@pytest.mark.parametrize("size", [1e-300, 1e-9, 1e9, 1e300])
def test_the_size_of_the_numbers_does_not_matter(size: float) -> None:
    """Fourth powers of such numbers would overflow or vanish."""
    x = np.array([1, 2, 3, 10, NAN])
    assert math.isclose(skewness(x * size), skewness(x), rel_tol=1e-14)
    assert math.isclose(kurtosis(x * size), kurtosis(x), rel_tol=1e-14)


def test_a_far_origin_costs_no_digits_that_are_there() -> None:
    x = np.array([1, 2, 3, 10.0])
    assert math.isclose(kurtosis(x + 2.0**40), kurtosis(x), rel_tol=1e-12)


def test_more_rows_than_a_block_holds() -> None:
    x = np.random.default_rng(3).lognormal(size=(1000, 2))
    x[::7, 1] = NAN
    theirs = [stats.skew(c[~np.isnan(c)], bias=False) for c in x.T]
    np.testing.assert_allclose(skewness(x), theirs, rtol=1e-12)


def test_draws_may_stand_before_units() -> None:
    x = np.random.default_rng(4).normal(size=(3, 20, 2))
    assert skewness(x).shape == (3, 2)
    np.testing.assert_allclose(skewness(x)[1], skewness(x[1]), rtol=1e-14)


def test_both_limits_must_be_passed() -> None:
    """The vector has skewness 1.76 and kurtosis 3.23."""
    x = [1, 2, 3, 10]
    assert outlying(x, skew=1.7, kurtosis=3.2)
    assert not outlying(x, skew=1.8, kurtosis=3.2)
    assert not outlying(x, skew=1.7, kurtosis=3.3)
