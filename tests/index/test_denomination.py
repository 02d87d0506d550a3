"""Indicators divided by the size of a unit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import Floats, denominate

from . import reference
from .conftest import Reader
from .reference import NAN

SIZES = ["Area", "Energy", "GDP", "Population"]


@pytest.fixture(scope="module")
def sizes() -> Floats:
    return np.column_stack([reference.column("00_coin_meta_unit", size) for size in SIZES])


@pytest.fixture(scope="module")
def by(coinr: Reader) -> list[int | None]:
    """The place of each indicator's denominator."""
    of = {row["iCode"]: row["Denominator"] for row in reference.rows("00_coin_meta_ind")}
    names = [of[column] for column in coinr("01_raw").columns]
    return [SIZES.index(name) if name in SIZES else None for name in names]


@pytest.mark.parametrize(("name", "factor"), [("", 1), ("_scale1000", 1000)])
def test_coinr_gets_the_same(
    coinr: Reader, sizes: Floats, by: list[int | None], name: str, factor: float
) -> None:
    raw, expected = coinr("01_raw"), coinr(f"02_denominated{name}")
    assert raw.columns == expected.columns
    ours = denominate(raw.values, sizes, by, factor)
    np.testing.assert_allclose(ours, expected.values, rtol=1e-12)


def test_an_indicator_without_denominator_stays_to_the_last_bit() -> None:
    assert denominate([[0.1, 0.3]], [[3.0]], by=[None, 0])[0, 0] == 0.1


def test_a_factor_for_each_indicator() -> None:
    assert denominate([[6, 6]], [[2.0]], by=[0, 0], factor=[1, 100]).tolist() == [[3, 300]]


def test_a_missing_size_makes_the_result_missing_and_only_where_it_is_used() -> None:
    rates = denominate([[6, 6, 6]], [[2.0, NAN]], by=[0, 1, None])
    np.testing.assert_array_equal(rates, [[3, NAN, 6]])


def test_a_size_that_is_not_used_is_not_looked_at() -> None:
    assert denominate([[6.0]], [[0.0, 2.0]], by=[1]).tolist() == [[3]]


@given(st.integers(0, 10_000), st.integers(-5, 5))
def test_the_unit_of_the_size_is_the_factor_turned_round(seed: int, power: int) -> None:
    random = np.random.default_rng(seed)
    x, sizes = random.normal(size=(5, 2)), random.lognormal(size=(5, 1))
    scaled = denominate(x, sizes * 2.0**power, [0, 0])
    np.testing.assert_array_equal(scaled, denominate(x, sizes, [0, 0], factor=2.0**-power))
