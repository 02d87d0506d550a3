"""Concordant pairs counted in O(n log n); all pairs one by one are the judge."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import kendalltau

from aqyl.index import Floats
from aqyl.index.concordance import concordance

orders = st.integers(0, 20).flatmap(
    lambda n: st.tuples(
        *[arrays(np.float64, n, elements=st.sampled_from([0.0, 1.5, 2.0, 3.0, 7.0]))] * 2
    )
)


@given(orders)
def test_all_pairs_one_by_one(pair: tuple[Floats, Floats]) -> None:
    one, other = pair
    signs = [
        np.sign(one[a] - one[b]) * np.sign(other[a] - other[b])
        for a, b in combinations(range(len(one)), 2)
    ]
    found = concordance(one, other)
    assert found.score == sum(signs)
    assert found.size == len(one)


@pytest.mark.parametrize("size", [3, 64, 65, 1000])
@pytest.mark.parametrize("digits", [1, 9])
def test_scipy_gets_the_same(size: int, digits: int) -> None:
    random = np.random.default_rng(size)
    one = random.random(size).round(digits)
    other = (one + random.random(size)).round(digits)
    assert concordance(one, other).tau_b == pytest.approx(kendalltau(one, other).statistic)


def test_no_order_no_tau() -> None:
    assert np.isnan(concordance(np.ones(4), np.arange(4.0)).tau_b)
    assert np.isnan(concordance(np.ones(1), np.ones(1)).tau_b)
