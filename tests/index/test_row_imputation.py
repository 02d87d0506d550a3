"""Blanks filled from the unit's own values in a block of indicators."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import Direction, impute_rows

from . import reference
from .conftest import Reader
from .reference import NAN


def test_coinr_gets_the_same_within_pillars(coinr: Reader) -> None:
    blank, expected = coinr("02_denominated"), coinr("03_impute_rowmean_pillar")
    facts = {row["iCode"]: row for row in reference.rows("00_coin_meta_ind")}
    pillars = [facts[column]["Parent"] for column in blank.columns]
    words: dict[str, Direction] = {"1": "up", "-1": "down"}
    directions = [words[facts[column]["Direction"]] for column in blank.columns]
    ours = impute_rows(blank.values, pillars, directions)
    np.testing.assert_allclose(ours, expected.values, rtol=1e-12)


def test_a_middling_unit_gets_a_middling_value() -> None:
    """Unit 2 lies at 1/2 and 3/4 of the two other columns: mean 5/8, so 100 + 5/8 of 200."""
    x = [[0, 0, 100], [4, 8, 300], [2, 6, NAN]]
    assert impute_rows(x, "aaa")[2, 2] == 225


def test_the_median_does_not_hear_the_far_value() -> None:
    x = [[0, 0, 0, 0], [1, 1, 1, 100], [0.5, 0.5, 1, NAN]]
    assert impute_rows(x, "aaaa", by="median")[2, 3] == 50


def test_a_burden_is_turned_round() -> None:
    """Best in the first, so best, which is least, in the second."""
    x = [[0, 9], [10, 1], [10, NAN]]
    assert impute_rows(x, "aa", ["up", "down"])[2, 1] == 1
    assert impute_rows(x, "aa")[2, 1] == 9


def test_blocks_do_not_fill_each_other() -> None:
    filled = impute_rows([[0, 0, 5], [1, 9, 6], [1, NAN, NAN]], ["a", "a", "b"])
    assert filled[2, 1] == 9
    assert np.isnan(filled[2, 2])


def test_empty_units_empty_columns_and_constants() -> None:
    x = np.array([[1, NAN, 7], [3, NAN, 7], [2, NAN, NAN], [NAN, NAN, NAN]])
    filled = impute_rows(x, "aaa")
    assert filled[2, 2] == 7
    assert np.isnan(filled[:, 1]).all()
    assert np.isnan(filled[3]).all()
    only_constant = impute_rows([[7, 1], [7, 2], [7, NAN]], "aa")
    assert np.isnan(only_constant[2, 1])


@given(st.integers(0, 10_000))
def test_a_filled_value_lies_within_its_column_and_the_rest_stays(seed: int) -> None:
    random = np.random.default_rng(seed)
    x = random.normal(size=(8, 5))
    x[random.random(x.shape) < 0.3] = NAN
    x[0] = 0
    filled = impute_rows(x, "aabbb")
    np.testing.assert_array_equal(filled[~np.isnan(x)], x[~np.isnan(x)])
    assert (np.nan_to_num(filled) <= np.nanmax(x, axis=0) + 1e-12).all()
    assert (np.nan_to_num(filled) >= np.nanmin(x, axis=0) - 1e-12).all()
