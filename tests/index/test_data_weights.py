"""Weights read off the data; pymcdm, scikit-criteria and COINr are the judges."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import (
    Floats,
    PcaRule,
    critic_weights,
    entropy_weights,
    pca_weights,
    principal_components,
)
from aqyl.problems import InputError

from .conftest import Reader

NAN = float("nan")
Weigh = Callable[[Floats], Floats]
JUDGED: list[tuple[str, Weigh]] = [("entropy", entropy_weights), ("critic", critic_weights)]
tables = arrays(np.float64, (8, 4), elements=st.floats(1, 100), unique=True)


def explained(x: Floats) -> Floats:
    return pca_weights(x, "explained")


@pytest.mark.parametrize("package", ["pymcdm", "skcriteria"])
@pytest.mark.parametrize(("name", "weigh"), JUDGED)
def test_other_packages_get_the_same(
    figures: Reader, package: str, name: str, weigh: Weigh
) -> None:
    matrix, weights = figures("weights/matrix"), figures("weights/weights")
    expected = weights.values[weights.rows.index(f"{package}_{name}")]
    np.testing.assert_allclose(weigh(matrix.values), expected, rtol=1e-12)


@pytest.mark.parametrize("weigh", [entropy_weights, critic_weights, explained])
@given(x=tables)
def test_weights_are_shares(weigh: Weigh, x: Floats) -> None:
    weights = weigh(x)
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1)


@pytest.mark.parametrize("weigh", [entropy_weights, critic_weights, explained])
@given(x=tables, random=st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(weigh: Weigh, x: Floats, random: Random) -> None:
    order = list(range(len(x)))
    random.shuffle(order)
    np.testing.assert_allclose(weigh(x[order]), weigh(x), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("weigh", [entropy_weights, critic_weights])
@given(x=tables, factor=st.floats(0.1, 10))
def test_the_unit_of_measurement_changes_nothing(weigh: Weigh, x: Floats, factor: float) -> None:
    np.testing.assert_allclose(weigh(x * [1, factor, 1, 1]), weigh(x), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("weigh", [entropy_weights, critic_weights])
def test_a_column_of_equal_values_weighs_nothing(weigh: Weigh) -> None:
    x = np.array([[0.1, 1, 5], [0.1, 2, 1], [0.1, 4, 2]])
    weights = weigh(x)
    assert weights[0] == 0
    np.testing.assert_allclose(weights[1:], weigh(x[:, 1:]), rtol=1e-12)


def test_a_zero_is_no_information_of_its_own() -> None:
    """0 ln 0 = 0, the limit of ever smaller shares."""
    nearly, exactly = np.array([[1e-12, 3], [4, 4], [5, 9]]), np.array([[0.0, 3], [4, 4], [5, 9]])
    np.testing.assert_allclose(entropy_weights(exactly), entropy_weights(nearly), rtol=1e-9)


@pytest.mark.parametrize("weigh", [entropy_weights, critic_weights])
def test_gaps_are_left_out(weigh: Weigh) -> None:
    x = np.array([[1.0, 5], [2, 1], [4, 2], [NAN, NAN]])
    np.testing.assert_allclose(weigh(x), weigh(x[:3]), rtol=1e-12)


def test_a_repeated_column_shares_its_weight_in_critic() -> None:
    x = np.array([[1.0, 1, 9], [2, 2, 1], [3, 3, 5]])
    assert critic_weights(x).tolist() == [0.25, 0.25, 0.5]


def test_columns_that_all_repeat_each_other_weigh_by_their_spread() -> None:
    assert critic_weights([[1], [2]]).tolist() == [1]
    assert critic_weights([[1, 10], [2, 20], [9, 90]]).tolist() == [0.5, 0.5]


def test_the_first_component_weighs_as_coinr_says(coinr: Reader) -> None:
    """Social pillar of the example: COINr takes the loadings of the first component."""
    columns = ["CPI", "FreePress", "NGOs"]
    x = coinr("06_agg_amean").pick(columns)
    loadings = principal_components(x).loadings[:, 0]
    np.testing.assert_allclose(pca_weights(x), loadings / loadings.sum(), rtol=1e-12)


def test_two_blocks_of_columns_weigh_by_their_variance() -> None:
    """Three columns say one thing, two another: each is judged within its own component."""
    random = np.random.default_rng(3)
    one, other = random.normal(size=(2, 400))
    noise = random.normal(size=(400, 5)) * 0.1
    x = np.column_stack([one, one, one, other, other]) + noise
    np.testing.assert_allclose(explained(x), 0.2, atol=0.01)
    assert explained(x[:, :3]).round(2).tolist() == [0.33, 0.33, 0.33]


def test_kept_components_can_be_named() -> None:
    x = np.random.default_rng(4).normal(size=(30, 4))
    assert not np.allclose(pca_weights(x, "explained", 1), pca_weights(x, "explained", 3))
    with pytest.raises(InputError, match="components = 5"):
        pca_weights(x, "explained", 5)


@pytest.mark.parametrize("rule", ["first", "explained"])
def test_constants_and_lone_units_are_refused(rule: PcaRule) -> None:
    with pytest.raises(InputError, match="columns with one value for all units: 2"):
        pca_weights([[1, 5], [2, 5], [4, 5]], rule)
    with pytest.raises(InputError, match="units without a gap: 1"):
        pca_weights([[1, 5], [NAN, 5]], rule)


def test_a_column_that_runs_the_other_way_is_refused_not_weighed_below_zero() -> None:
    with pytest.raises(InputError, match="both signs"):
        pca_weights([[1, 9], [2, 4], [3, 1]])


@pytest.mark.parametrize("weigh", [entropy_weights, critic_weights])
def test_nothing_can_be_read_off_equal_units(weigh: Weigh) -> None:
    with pytest.raises(InputError, match="none of the 2 columns"):
        weigh(np.ones((3, 2)))
