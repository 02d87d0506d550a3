"""Weights; the published ranking is the judge of AHP."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import AhpMethod, Floats, ahp, arithmetic_mean, equal_weights, given_weights

from .conftest import Reader

MAIN = [3, 1 / 2, 4, 1 / 5, 2, 6]

# Group -> indicators and the upper triangle of their comparison matrix, row by row.
GROUPS: dict[str, tuple[list[str], list[float]]] = {
    "economic": (["avg_salary", "gdp", "household_spending"], [2, 3, 2]),
    "social": (
        [
            "population", "life_expectancy", "crime_rate", "higher_education",
            "unemployment_rate", "clearance_rate", "postgraduate_education",
        ],
        [
            1 / 3, 3, 1 / 2, 2, 1 / 4, 1 / 5,
            5, 2, 4, 1 / 2, 1 / 3,
            1 / 4, 1 / 2, 1 / 6, 1 / 7,
            3, 1 / 3, 1 / 2,
            1 / 5, 1 / 6,
            2,
        ],
    ),
    "environmental": (["air_pollution"], []),
    "infrastructure": (
        [
            "entertainment_places_rate", "med_institution_rate", "car_amount_rate",
            "school_number_rate", "transport_quanity_rate",
        ],
        [3, 1 / 2, 2, 4, 1 / 4, 1 / 2, 3, 3, 5, 2],
    ),
}  # fmt: skip


def test_the_published_matrix() -> None:
    """Economic, Social, Environmental, Infrastructure: Saaty's eigenvector method."""
    priorities = ahp(MAIN)
    assert priorities.weights.round(4).tolist() == [0.2928, 0.1137, 0.5219, 0.0715]
    assert round(priorities.consistency_ratio, 4) == 0.0126
    assert priorities.consistent


def test_column_averages_are_near_but_not_the_publishers() -> None:
    weights = ahp(MAIN, method="column_average").weights
    assert weights.round(4).tolist() == [0.2926, 0.1148, 0.5204, 0.0722]


def test_score_b_is_reproduced(kazakhstan: Reader) -> None:
    normalised = kazakhstan("scaled_final")
    published = kazakhstan("weight_with_sustainability_score_environment")
    groups = np.stack(
        [
            arithmetic_mean(normalised.pick(ids), ahp(upper).weights)
            for ids, upper in GROUPS.values()
        ],
        axis=1,
    )
    ours = dict(zip(normalised.rows, arithmetic_mean(groups, ahp(MAIN).weights), strict=True))
    theirs = dict(zip(published.rows, published["sustainability_score"], strict=True))
    assert ours.keys() == theirs.keys()
    assert ours == pytest.approx(theirs, abs=1e-12)


def test_score_a_is_reproduced(kazakhstan: Reader) -> None:
    published = kazakhstan("weight_with_sustainability_score_equal_weight")
    groups = [arithmetic_mean(published.pick(ids)) for ids, _ in GROUPS.values()]
    ours = arithmetic_mean(np.stack(groups, axis=1), equal_weights(4))
    np.testing.assert_allclose(ours, published["sustainability_score"], atol=1e-12)


def test_the_triangle_and_the_full_matrix_say_the_same() -> None:
    full = [[1, 3, 1 / 2, 4], [1 / 3, 1, 1 / 5, 2], [2, 5, 1, 6], [1 / 4, 1 / 2, 1 / 6, 1]]
    np.testing.assert_allclose(ahp(full).weights, ahp(MAIN).weights, rtol=1e-12)


@pytest.mark.parametrize("method", ["eigenvector", "column_average"])
@given(true=arrays(np.float64, st.integers(1, 9), elements=st.floats(0.1, 10)))
def test_consistent_judgements_give_back_their_weights(method: AhpMethod, true: Floats) -> None:
    priorities = ahp(true[:, np.newaxis] / true, method)
    np.testing.assert_allclose(priorities.weights, true / true.sum(), rtol=1e-9)
    assert priorities.lambda_max == pytest.approx(len(true))
    assert priorities.consistency_ratio == pytest.approx(0, abs=1e-9)


@given(st.lists(st.sampled_from([1 / 9, 1 / 5, 1 / 3, 1, 3, 5, 9]), min_size=6, max_size=6))
def test_contradictions_only_raise_the_ratio(upper: list[float]) -> None:
    priorities = ahp(upper)
    assert priorities.weights.sum() == pytest.approx(1)
    assert priorities.weights.min() > 0
    assert priorities.lambda_max >= 4 - 1e-9


@given(arrays(np.float64, 10, elements=st.floats(1 / 9, 9)))
def test_lapack_finds_the_same_eigenvector(upper: Floats) -> None:
    matrix = np.ones((5, 5))
    rows, columns = np.triu_indices(5, 1)
    matrix[rows, columns], matrix[columns, rows] = upper, 1 / upper
    values, vectors = np.linalg.eig(matrix)
    principal = np.abs(vectors[:, values.real.argmax()].real)
    assert ahp(upper).weights == pytest.approx(principal / principal.sum(), rel=1e-9)


def test_the_last_bit_is_the_same_on_every_processor() -> None:
    found = [weight.hex() for weight in ahp(MAIN).weights.tolist()]
    assert found == [
        "0x1.2bd2b11ed558ep-2",
        "0x1.d1db5988f83a2p-4",
        "0x1.0b3a2964b4614p-1",
        "0x1.250896d60f584p-4",
    ]


def test_a_circle_of_judgements_is_not_consistent() -> None:
    """A over B, B over C, C over A: no weights can say that."""
    priorities = ahp([9, 1 / 9, 9])
    assert priorities.consistency_ratio > 1
    assert not priorities.consistent


def test_small_and_large_orders() -> None:
    assert ahp([]).weights.tolist() == [1]
    np.testing.assert_allclose(ahp([3]).weights, [0.75, 0.25], rtol=1e-14)
    assert ahp([3]).consistency_ratio == 0
    assert math.isnan(ahp(np.ones(120)).consistency_ratio)


def test_given_weights_sum_to_one_by_line() -> None:
    assert given_weights([[2, 2], [1, 3]]).tolist() == [[0.5, 0.5], [0.25, 0.75]]
