"""Blanks filled from the nearest units."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import nearest_neighbours

from .conftest import Reader

NAN = float("nan")

# What scikit-learn's KNNImputer (5 neighbours) gives for gross product per head, all 20 units.
FILLED = {
    "Abai Region": 5206.72,
    "Jetisu Region": 5390.12,
    "Turkistan Region": 5704.92,
    "Ulytau Region": 8315.84,
    "Shymkent city": 4865.44,
}


def test_the_five_filled_blanks_of_the_published_ranking(kazakhstan: Reader) -> None:
    table = kazakhstan("merged_to_normalize")
    column = table.columns.index("gdp_per_capita_tenge")
    filled = nearest_neighbours(table.values, k=5)
    blank = np.isnan(table.values)
    assert [table.rows[i] for i in np.flatnonzero(blank[:, column])] == list(FILLED)
    np.testing.assert_allclose(filled[blank[:, column], column], list(FILLED.values()), rtol=1e-12)
    np.testing.assert_array_equal(filled[~blank], table.values[~blank])


def test_the_distance_is_scaled_by_the_columns_shared() -> None:
    """Unit 0 shares one column of three with unit 1: 3/1 x 2² = 12.

    It shares two with unit 2: 3/2 x (2² + 1²) = 7.5. So unit 2 is nearer, though its bare squares
    sum to 5 against 4.
    """
    x = [[0, 0, NAN], [2, NAN, 100], [2, 1, 200]]
    assert nearest_neighbours(x, k=1)[0, 2] == 200


def test_equal_distances_go_by_the_order_of_units() -> None:
    x = [[5, NAN], [6, 1], [4, 2], [6, 3]]
    assert nearest_neighbours(x, k=1)[0, 1] == 1
    assert nearest_neighbours(x, k=2)[0, 1] == 1.5
    crowd = np.column_stack([np.ones(100), np.arange(100.0)])
    crowd[99, 1] = NAN
    assert nearest_neighbours(crowd, k=3)[99, 1] == 1


def test_a_neighbour_without_the_value_is_passed_over() -> None:
    x = [[0, NAN], [0, NAN], [1, 10], [50, 99]]
    assert nearest_neighbours(x, k=1)[:2, 1].tolist() == [10, 10]


def test_few_donors_no_shared_column_and_an_empty_column() -> None:
    x = np.array([[1, NAN, NAN], [2, 10, NAN], [3, 20, NAN], [NAN, NAN, NAN]])
    filled = nearest_neighbours(x, k=5)
    assert filled[0, 1] == 15
    assert filled[3, :2].tolist() == [2, 15]
    assert np.isnan(filled[:, 2]).all()


@given(st.integers(0, 10_000), st.integers(1, 6))
def test_the_order_of_units_changes_nothing_else(seed: int, k: int) -> None:
    random = np.random.default_rng(seed)
    x = random.normal(size=(8, 3))
    x[random.random(x.shape) < 0.3] = NAN
    order = random.permutation(8)
    ours = nearest_neighbours(x[order], k)
    np.testing.assert_allclose(ours, nearest_neighbours(x, k)[order], rtol=1e-12)


@given(st.integers(0, 10_000), st.integers(1, 6))
def test_a_filled_value_lies_within_its_column(seed: int, k: int) -> None:
    random = np.random.default_rng(seed)
    x = random.normal(size=(9, 4))
    x[1:, 1:][random.random((8, 3)) < 0.4] = NAN
    filled = nearest_neighbours(x, k)
    assert (filled <= np.nanmax(x, axis=0) + 1e-12).all()
    assert (filled >= np.nanmin(x, axis=0) - 1e-12).all()
