"""What indicators look like."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import describe

from . import reference
from .conftest import Reader
from .reference import NAN


@pytest.mark.parametrize(
    ("data", "table"), [("01_raw", "01_stats_raw"), ("04_treat_default_win5", "04_stats_treated")]
)
def test_coinr_gets_the_same(coinr: Reader, data: str, table: str) -> None:
    x = coinr(data).values
    found, units = describe(x), len(x)
    figures = {
        "Min": found.low,
        "Max": found.high,
        "Mean": found.mean,
        "Median": found.median,
        "Std": found.sd,
        "Skew": found.skewness,
        "Kurt": found.kurtosis,
        "N.Avail": found.present,
        "N.NonZero": found.nonzero,
        "N.Unique": found.unique,
        "N.Same": found.same,
        "Frc.Avail": found.present / units,
        "Frc.NonZero": found.nonzero / found.present,
        "Frc.Unique": found.unique / found.present,
        "Frc.Same": found.same / found.present,
    }
    for key, ours in figures.items():
        np.testing.assert_allclose(ours, reference.column(table, key), rtol=1e-12, err_msg=key)
    flags = {
        "Flag.Avail": found.few_present,
        "Flag.NonZero": found.few_nonzero,
        "Flag.Unique": found.few_unique,
        "Flag.SkewKurt": found.outlying,
    }
    for key, flagged in flags.items():
        expected = [row[key] != "ok" for row in reference.rows(table)]
        assert flagged.tolist() == expected, key


def test_columns_with_little_in_them() -> None:
    """All missing, one value, all equal."""
    found = describe([[NAN, NAN, 0.1], [NAN, 7, 0.1], [NAN, NAN, 0.1], [NAN, NAN, 0.1]])
    np.testing.assert_array_equal(found.mean, [NAN, 7, 0.1])
    np.testing.assert_array_equal(found.median, [NAN, 7, 0.1])
    np.testing.assert_array_equal(found.sd, [NAN, NAN, 0])
    assert np.isnan(found.kurtosis).all()
    assert found.unique.tolist() == [0, 1, 1]
    assert found.same.tolist() == [0, 1, 4]
    assert found.few_present.tolist() == [True, True, False]
    assert not found.outlying.any()


def test_one_unit() -> None:
    found = describe([[3.0, NAN]])
    np.testing.assert_array_equal(found.median, [3, NAN])
    assert found.same.tolist() == [1, 0]


@given(st.integers(0, 10_000))
def test_the_order_of_units_changes_nothing(seed: int) -> None:
    random = np.random.default_rng(seed)
    x = random.choice([NAN, 0.0, 1.0, 2.0, 7.0], size=(9, 4))
    one, other = describe(x), describe(random.permutation(x))
    for name in ("median", "unique", "same", "low", "high", "present"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    np.testing.assert_allclose(one.skewness, other.skewness, rtol=1e-9, atol=1e-12)
