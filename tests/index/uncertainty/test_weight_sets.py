"""Uncertain weights: what they promise about every set and about all of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.index import Floats, dirichlet_weights, listed_weights, noisy_weights
from aqyl.index.uncertainty.weight_sets import CONCENTRATION, PROBABILITY, SHARE, Weights
from aqyl.problems import InputError

from .studies import TREE, some_weights

NUMBERS = np.arange(4000, dtype=np.int64)
LISTED = np.arange(1.0, 1 + 3 * len(TREE.nodes)).reshape(3, -1)

KINDS: list[Weights] = [
    noisy_weights(TREE, some_weights(), 0.25),
    dirichlet_weights(TREE, some_weights(), 30),
    listed_weights(TREE, some_weights(), LISTED),
]


@pytest.mark.parametrize("weights", KINDS)
@given(numbers=st.lists(st.integers(0, 2000), min_size=1, max_size=20))
def test_a_number_always_means_the_same_set(weights: Weights, numbers: list[int]) -> None:
    together = weights.sets(7, np.array(numbers))
    alone = [weights.sets(7, np.array([number]))[0] for number in numbers]
    np.testing.assert_array_equal(together, alone)
    assert (weights.sets(8, np.array(numbers)) >= 0).all()


def test_noise_stays_within_its_share_and_fills_it_evenly() -> None:
    nominal = some_weights()
    noise = noisy_weights(TREE, nominal, 0.25)
    factor = noise.sets(1, NUMBERS)[:, :-1] / nominal[:-1]
    assert 0.75 <= factor.min() < 0.7501
    assert 1.2499 < factor.max() <= 1.25
    np.testing.assert_allclose(factor.mean(axis=0), 1, atol=0.01)
    np.testing.assert_allclose(factor.std(axis=0), 0.5 / np.sqrt(12), rtol=0.03)


def test_noise_by_level_leaves_other_levels_alone() -> None:
    noise = noisy_weights(TREE, some_weights(), {2: 0.1})
    sets = noise.sets(1, NUMBERS)
    varies = sets.std(axis=0) > 1e-9
    assert varies.tolist() == [level == 2 for level in TREE.levels]
    assert not noise.certain
    assert noisy_weights(TREE, some_weights(), 0).certain


def test_dirichlet_shares_have_the_moments_they_should() -> None:
    nominal = some_weights()
    sets = dirichlet_weights(TREE, nominal, 30).sets(1, NUMBERS)
    for node in TREE.inner:
        children = list(TREE.children[node])
        shares = sets[:, children] / sets[:, children].sum(axis=1, keepdims=True)
        mean = nominal[children] / nominal[children].sum()
        np.testing.assert_allclose(shares.mean(axis=0), mean, atol=0.01)
        np.testing.assert_allclose(shares.var(axis=0), mean * (1 - mean) / 31, rtol=0.15)


def test_a_weight_of_zero_is_zero_in_every_set() -> None:
    nominal = some_weights()
    nominal[2] = 0
    for weights in (noisy_weights(TREE, nominal, 0.5), dirichlet_weights(TREE, nominal, 9)):
        assert (weights.sets(1, NUMBERS)[:, 2] == 0).all()


def test_listed_sets_come_by_their_probabilities() -> None:
    weights = listed_weights(TREE, some_weights(), LISTED, [0, 1, 4])
    first = weights.sets(1, NUMBERS)[:, 0]
    shares = [(first == own).mean() for own in LISTED[:, 0]]
    np.testing.assert_allclose(shares, [0, 0.2, 0.8], atol=0.02)


@pytest.mark.parametrize("share", SHARE.wrong())
def test_a_wrong_share_is_refused(share: float) -> None:
    with pytest.raises(InputError):
        noisy_weights(TREE, some_weights(), share)


@pytest.mark.parametrize("concentration", CONCENTRATION.wrong())
def test_a_wrong_concentration_is_refused(concentration: float) -> None:
    with pytest.raises(InputError):
        dirichlet_weights(TREE, some_weights(), concentration)


@pytest.mark.parametrize("wrong", [-1.0, float("nan"), float("inf")])
def test_a_wrong_probability_is_refused(wrong: float) -> None:
    assert PROBABILITY.check(wrong)
    with pytest.raises(InputError):
        listed_weights(TREE, some_weights(), LISTED, [1, wrong, 1])


@pytest.mark.parametrize("wrong", [np.ones((3, 2)), np.ones(len(TREE.nodes)), np.ones((0, 4))])
def test_sets_of_another_shape_are_refused(wrong: Floats) -> None:
    with pytest.raises(InputError):
        listed_weights(TREE, some_weights(), wrong)
