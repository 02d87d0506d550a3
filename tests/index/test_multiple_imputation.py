"""Multiple imputation: draws that vary as much as what they stand for is unknown."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t

from aqyl.index import DrawMethod, Floats, impute_multiple, pool

from .reference import NAN

BOTH = get_args(DrawMethod)


def related(seed: int, units: int = 60, columns: int = 5, blanks: float = 0.2) -> Floats:
    """Columns that share a factor, with blanks; the first column is whole."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(units, 1)) + 0.5 * random.normal(size=(units, columns))
    x[:, 1:][random.random((units, columns - 1)) < blanks] = NAN
    return x


@pytest.mark.parametrize("method", BOTH)
def test_the_interval_holds_the_truth_as_often_as_it_says(method: DrawMethod) -> None:
    """y = 2 + x + e, 40 % of y blank: 95 % intervals of its mean, 150 samples.

    Between 90 and 99 % of them must hold 2: the binomial 95 % range about 0.95 for 150 is 91-98.
    """
    held = 0
    for sample in range(150):
        random = np.random.default_rng([sample, 7])
        x = random.normal(size=120)
        y = 2 + x + random.normal(size=120)
        y[random.random(120) < 0.4] = NAN
        draws = impute_multiple(np.column_stack([x, y]), 8, method, seed=sample, cycles=2)
        means = [filled[:, 1].mean() for filled in draws]
        pooled = pool(means, [filled[:, 1].var(ddof=1) / 120 for filled in draws])
        reach = t.ppf(0.975, pooled.df) * np.sqrt(pooled.total)
        held += abs(pooled.mean - 2) <= reach
    assert 0.90 <= held / 150 <= 0.99


@pytest.mark.parametrize("method", BOTH)
def test_the_draws_spread_as_the_theory_says(method: DrawMethod) -> None:
    """One blank, y = x exactly known up to noise of sd 0.5: its draws have about that spread."""
    random = np.random.default_rng(11)
    x = random.normal(size=2000)
    y = x + 0.5 * random.normal(size=2000)
    x[0], y[0] = 0.0, NAN
    draws = impute_multiple(np.column_stack([x, y]), 400, method, seed=3, cycles=1).values[:, 0]
    assert abs(draws.mean()) < 0.1
    assert 0.42 < draws.std() < 0.58


@pytest.mark.parametrize("method", BOTH)
def test_the_same_seed_gives_the_same_bytes_and_draws_stand_alone(method: DrawMethod) -> None:
    x = related(1)
    three = impute_multiple(x, 3, method, seed=5)
    five = impute_multiple(x, 5, method, seed=5)
    assert three.values.tobytes() == five.values[:3].tobytes()
    assert (five.values != impute_multiple(x, 5, method, seed=6).values).any()
    assert (five.values[0] != five.values[1]).any()


def test_matching_fills_in_values_that_occur() -> None:
    x = related(2)
    drawn = impute_multiple(x, 4, seed=1)
    for place in range(1, 5):
        filled = drawn.values[:, drawn.indicators == place]
        assert np.isin(filled, x[:, place]).all()


@pytest.mark.parametrize("method", BOTH)
def test_related_columns_are_made_use_of(method: DrawMethod) -> None:
    random = np.random.default_rng(4)
    whole = random.normal(size=(300, 1)) + 0.2 * random.normal(size=(300, 4))
    x = whole.copy()
    x[random.random(x.shape) < 0.1] = NAN
    drawn = impute_multiple(x, 5, method, seed=1)
    truth = whole[drawn.units, drawn.indicators]
    assert np.corrcoef(drawn.values.mean(axis=0), truth)[0, 1] > 0.9
    blind = impute_multiple(x, 5, method, seed=1, predictors=0)
    assert abs(np.corrcoef(blind.values.mean(axis=0), truth)[0, 1]) < 0.5


@pytest.mark.parametrize("method", BOTH)
@settings(max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_what_is_there_stays_and_every_blank_is_filled(method: DrawMethod, seed: int) -> None:
    x = related(seed, units=20, blanks=0.4)
    drawn = impute_multiple(x, 2, method, seed=seed, cycles=2)
    assert len(drawn) == 2
    for filled in drawn:
        np.testing.assert_array_equal(filled[~np.isnan(x)], x[~np.isnan(x)])
        assert not np.isnan(filled).any()


@pytest.mark.parametrize("method", BOTH)
def test_the_scale_of_a_column_does_not_matter(method: DrawMethod) -> None:
    x = related(6)
    small = impute_multiple(x, 2, method, seed=1)
    large = impute_multiple(x * 2.0**20, 2, method, seed=1)
    np.testing.assert_allclose(large.values, small.values * 2.0**20, rtol=1e-9)


@pytest.mark.parametrize("method", BOTH)
def test_empty_units_empty_columns_constants_and_copies(method: DrawMethod) -> None:
    """A column of copies makes the normal equations singular; the ridge holds them."""
    x = related(8)
    x = np.column_stack([x, x[:, 0], np.full(60, NAN), np.full(60, 0.1)])
    x[3] = NAN
    x[7:9, 7] = NAN
    for filled in impute_multiple(x, 2, method, seed=1):
        assert np.isnan(filled[3]).all()
        assert np.isnan(filled[:, 6]).all()
        assert (filled[7:9, 7] == 0.1).all()
        others = np.delete(np.delete(filled, 3, axis=0), 6, axis=1)
        assert not np.isnan(others).any()


@pytest.mark.parametrize("method", BOTH)
def test_few_units(method: DrawMethod) -> None:
    """Five values carry one predictor, fewer none: then any value may be drawn."""
    two = impute_multiple([[1.0, 5.0], [2.0, NAN], [3.0, 7.0]], 20, method, seed=1)
    assert two.values.shape == (20, 1)
    assert np.isfinite(two.values).all()
    one = impute_multiple([[1.0, NAN]], 2, method, seed=1)
    assert one.values.shape == (2, 0)
    np.testing.assert_array_equal(one.complete(0), [[1, NAN]])


@pytest.mark.parametrize("method", BOTH)
def test_nothing_missing(method: DrawMethod) -> None:
    x = np.arange(12.0).reshape(4, 3)
    for filled in impute_multiple(x, 2, method, seed=1):
        np.testing.assert_array_equal(filled, x)
