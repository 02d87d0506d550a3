"""SAW, TOPSIS and PROMETHEE II, beside pymcdm on drawn tables.

pymcdm 1.4.0 (A. Shekhovtsov, B. Kizielewicz, W. Sałabun), MIT licence.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymcdm import methods, normalizations

from aqyl.diagnose.methods import METHODS, drawn_weights, places, promethee, saw, topsis
from aqyl.index import Floats

Case = tuple[Floats, Floats, Floats]
# pymcdm says so of tables where one alternative is best at everything.
pytestmark = pytest.mark.filterwarnings("ignore:Alternatives with indices")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A table of positive numbers, weights that sum to one, and directions 1 or -1."""
    alternatives, criteria = draw(st.integers(2, 21)), draw(st.integers(2, 5))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    weights = random.random(criteria) + 0.05
    types = random.choice([-1.0, 1.0], criteria)
    return random.random((alternatives, criteria)) * 1000 + 0.1, weights / weights.sum(), types


def same(one: Floats, other: Floats) -> None:
    np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12)


@given(cases())
def test_saw_is_the_weighted_sum_of_pymcdm(case: Case) -> None:
    x, weights, types = case
    theirs = methods.WSM(normalizations.minmax_normalization)(x, weights, types)
    same(saw(x, weights, types > 0), theirs)


@given(cases())
def test_topsis_is_that_of_pymcdm(case: Case) -> None:
    x, weights, types = case
    theirs = methods.TOPSIS(normalizations.vector_normalization)(x, weights, types)
    same(topsis(x, weights, types > 0), theirs)


@given(cases())
def test_promethee_is_that_of_pymcdm(case: Case) -> None:
    x, weights, types = case
    same(promethee(x, weights, types > 0), methods.PROMETHEE_II("usual")(x, weights, types))


@given(cases(), st.integers(0, 100))
def test_many_weights_at_once_are_each_by_itself(case: Case, seed: int) -> None:
    x, _, types = case
    many = drawn_weights(x.shape[1], 4, seed)
    for method in METHODS.values():
        together = method(x, many, types > 0)
        same(together, np.stack([method(x, one, types > 0) for one in many]))


@given(cases(), st.sampled_from([0.001, 7.0, 1e6]))
def test_the_order_does_not_depend_on_the_units_of_a_criterion(case: Case, factor: float) -> None:
    x, weights, types = case
    other = x * np.where(np.arange(x.shape[1]) == 0, factor, 1.0)
    for method in METHODS.values():
        same(method(x, weights, types > 0), method(other, weights, types > 0))


@given(cases())
def test_more_of_what_is_wanted_never_costs_a_place_by_promethee(case: Case) -> None:
    x, weights, types = case
    better = x.copy()
    better[0] += np.where(types > 0, 1.0, -0.05)
    before, after = (places(promethee(one, weights, types > 0))[0] for one in (x, better))
    assert after <= before


@pytest.mark.parametrize("name", METHODS)
def test_alike_alternatives_share_the_first_place(name: str) -> None:
    scores = METHODS[name](np.full((3, 2), 7.0), np.array([0.5, 0.5]), np.array([True, False]))  # type: ignore[index]
    assert places(scores).tolist() == [1, 1, 1]


@pytest.mark.parametrize("name", METHODS)
def test_one_alternative_is_first(name: str) -> None:
    scores = METHODS[name](np.array([[3.0, 0.0]]), np.array([0.5, 0.5]), np.array([True, True]))  # type: ignore[index]
    assert places(scores).tolist() == [1]


def test_weights_are_drawn_the_same_with_the_same_seed() -> None:
    one, other = drawn_weights(4, 50, 469), drawn_weights(4, 50, 469)
    np.testing.assert_array_equal(one, other)
    same(one.sum(axis=1), np.ones(50))
    # Evenly over all weights that sum to one, each has the mean 1/4.
    np.testing.assert_allclose(drawn_weights(4, 20_000, 1).mean(axis=0), 0.25, atol=0.005)
