"""Blanks filled by the mean or median of a column, over all units or within a group."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import Floats, impute_mean, impute_median

from . import reference
from .conftest import Reader
from .reference import NAN

METHODS: dict[str, Callable[..., Floats]] = {"mean": impute_mean, "median": impute_median}
PLAIN: dict[str, Callable[..., Floats]] = {"mean": np.nanmean, "median": np.nanmedian}


@pytest.mark.parametrize("group", [None, "EurAsia_group", "GDP_group"])
@pytest.mark.parametrize("name", METHODS)
def test_coinr_gets_the_same(coinr: Reader, name: str, group: str | None) -> None:
    blank = coinr("02_denominated")
    groups = [row[group] for row in reference.rows("00_coin_meta_unit")] if group else None
    expected = coinr(f"03_impute_{name}" + (f"_{group}" if group else ""))
    assert blank.columns == expected.columns
    np.testing.assert_allclose(METHODS[name](blank.values, groups), expected.values, rtol=1e-12)


@pytest.mark.parametrize("name", METHODS)
@given(seed=st.integers(0, 100_000))
def test_plain_numpy_gets_the_same_group_by_group(name: str, seed: int) -> None:
    random = np.random.default_rng(seed)
    x = random.normal(size=(random.integers(1, 14), 4))
    x[random.random(x.shape) < 0.4] = NAN
    groups = random.choice(["a", "b", "c"], size=len(x)).tolist()
    expected = x.copy()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        for group in set(groups):
            units = [unit for unit, label in enumerate(groups) if label == group]
            centre = PLAIN[name](x[units], axis=0)
            expected[units] = np.where(np.isnan(x[units]), centre, x[units])
    np.testing.assert_allclose(METHODS[name](x, groups), expected, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", METHODS)
def test_what_is_there_stays_to_the_last_bit(name: str) -> None:
    x = np.random.default_rng(1).normal(size=(20, 3))
    x[::4, 0] = NAN
    filled = METHODS[name](x)
    np.testing.assert_array_equal(filled[~np.isnan(x)], x[~np.isnan(x)])
    assert np.isnan(x[0, 0])


@pytest.mark.parametrize("name", METHODS)
def test_what_has_nothing_to_be_filled_from_stays_missing(name: str) -> None:
    """A column without values, a group without values, a unit without a group."""
    impute = METHODS[name]
    assert np.isnan(impute([[NAN, 1], [NAN, NAN]])[:, 0]).all()
    grouped = impute([1.0, NAN, NAN, NAN], groups=["a", "a", "b", None])
    np.testing.assert_array_equal(grouped, [1, 1, NAN, NAN])
    np.testing.assert_array_equal(impute([NAN]), [NAN])


@pytest.mark.parametrize("name", METHODS)
def test_one_group_is_no_group(name: str) -> None:
    x = np.random.default_rng(2).normal(size=(15, 3))
    x[x > 1] = NAN
    np.testing.assert_allclose(METHODS[name](x, ["a"] * 15), METHODS[name](x), rtol=1e-14)


def test_the_median_halves_an_even_number_of_values() -> None:
    assert impute_median([1, 2, 4, 90, NAN])[4] == 3
    assert impute_median([1, 2, 4, NAN])[3] == 2


@pytest.mark.parametrize("name", METHODS)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_units_changes_nothing_else(name: str, seed: int) -> None:
    random = np.random.default_rng(seed)
    x = random.normal(size=(9, 2))
    x[random.random(x.shape) < 0.3] = NAN
    order = random.permutation(9)
    np.testing.assert_allclose(METHODS[name](x[order]), METHODS[name](x)[order], rtol=1e-12)
