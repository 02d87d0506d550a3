"""p-values; scipy and COINr are the judges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from aqyl.index.concordance import concordance
from aqyl.index.significance import correlation_p, kendall_p


@pytest.mark.parametrize(("pairs", "digits"), [(3, 13), (4, 13), (20, 13), (500, 11), (20000, 9)])
def test_scipys_t_distribution_says_the_same(pairs: int, digits: int) -> None:
    r = np.linspace(-0.999, 0.999, 501)
    t = np.abs(r) * np.sqrt((pairs - 2) / (1 - r**2))
    expected = 2 * stats.t.sf(t, pairs - 2)
    ours = correlation_p(r, np.full(r.shape, float(pairs)))
    seen = expected > 1e-290
    np.testing.assert_allclose(ours[seen], expected[seen], rtol=10.0**-digits)
    np.testing.assert_allclose(ours, expected, atol=1e-12)


def test_the_ends() -> None:
    r, pairs = np.array([0.0, 1.0, -1.0, 0.5, np.nan]), np.array([9.0, 9, 9, 2, 9])
    np.testing.assert_array_equal(correlation_p(r, pairs), [1, 0, 0, np.nan, np.nan])


@pytest.mark.parametrize("digits", [1, 9])
@pytest.mark.parametrize("size", [3, 10, 400])
def test_scipys_kendall_with_ties(size: int, digits: int) -> None:
    random = np.random.default_rng(size)
    one = random.random(size).round(digits)
    other = (one + random.random(size)).round(digits)
    counts = concordance(one, other)
    expected = stats.kendalltau(one, other, method="asymptotic").pvalue
    assert kendall_p(counts.score, counts.ties, size) == pytest.approx(expected, rel=1e-12)


def test_no_order_no_p() -> None:
    counts = concordance(np.ones(5), np.arange(5.0))
    assert math.isnan(kendall_p(counts.score, counts.ties, 5))
    assert math.isnan(kendall_p(0, (np.array([]), np.array([])), 1))
