"""A whole table normalised: directions, methods of single indicators, functions of one's own."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from aqyl.index import (
    Direction,
    Floats,
    distance_to_max,
    min_max,
    normalise_table,
    percentile_rank,
    z_score,
)

from . import reference
from .conftest import Reader
from .reference import NAN


def test_coinr_gets_the_same_with_directions(coinr: Reader) -> None:
    treated = coinr("04_treat_default_win5")
    sign = {row["iCode"]: row["Direction"] for row in reference.rows("00_coin_meta_ind")}
    words: dict[str, Direction] = {"1": "up", "-1": "down"}
    directions = [words[sign[column]] for column in treated.columns]
    for method, name in (
        (partial(min_max, to=(0, 100)), "minmax_0_100"),
        (percentile_rank, "prank"),
    ):
        ours = normalise_table(treated.values, method, directions)
        expected = coinr(f"05_norm_{name}").values
        np.testing.assert_allclose(ours, expected, rtol=1e-12, atol=1e-13)


def test_single_indicators_have_methods_of_their_own() -> None:
    x = np.random.default_rng(1).normal(size=(8, 4))
    ours = normalise_table(x, z_score, ["up", "down", "up", "down"], own={1: min_max, 3: min_max})
    np.testing.assert_allclose(ours[:, [0, 2]], z_score(x[:, [0, 2]]))
    np.testing.assert_allclose(ours[:, [1, 3]], 1 - min_max(x[:, [1, 3]]), atol=1e-12)


def test_a_function_of_ones_own() -> None:
    def doubled(columns: Floats) -> Floats:
        return columns * 2

    assert normalise_table([[1.0, 2.0]], doubled, ["up", "down"]).tolist() == [[2, -4]]


def test_gaps_stay_gaps_whatever_the_function_does() -> None:
    filled = normalise_table([[1, NAN], [3, 4]], np.nan_to_num)
    np.testing.assert_array_equal(filled, [[1, NAN], [3, 4]])


@pytest.mark.parametrize("draws", [(), (3,), (2, 3)])
def test_draws_may_stand_before_units(draws: tuple[int, ...]) -> None:
    x = np.random.default_rng(2).normal(size=(*draws, 5, 2))
    ours = normalise_table(x, distance_to_max, ["up", "down"], own={0: min_max})
    assert ours.shape == x.shape
    np.testing.assert_allclose(ours[..., 0], min_max(x)[..., 0])
