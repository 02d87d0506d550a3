"""Benefit of the doubt; each unit's full linear programme is the judge."""

from __future__ import annotations

import sys
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from aqyl.index import Floats, benefit_of_the_doubt
from aqyl.problems import InputError

NAN = float("nan")
tables = arrays(
    np.float64, st.tuples(st.integers(1, 7), st.integers(1, 4)), elements=st.floats(0.01, 10)
)
few = settings(max_examples=25, deadline=None)


def full_programme(x: Floats, unit: int) -> float:
    """All units as constraints at once."""
    return float(-linprog(-x[unit], A_ub=x, b_ub=np.ones(len(x))).fun)


@few
@given(tables)
def test_the_full_programme_gives_the_same(x: Floats) -> None:
    expected = [full_programme(x, unit) for unit in range(len(x))]
    np.testing.assert_allclose(benefit_of_the_doubt(x).scores, expected, rtol=1e-9)


def test_many_units() -> None:
    """Rivals are called in several rounds."""
    x = np.random.default_rng(12).random((150, 5))
    found = benefit_of_the_doubt(x)
    expected = [full_programme(x, unit) for unit in range(0, 150, 10)]
    np.testing.assert_allclose(found.scores[::10], expected, rtol=1e-9)
    assert (x @ found.weights.T).max() <= 1 + 1e-12


def test_the_worked_example_on_paper() -> None:
    """Two units lead on one indicator each; (2, 2) lies on 4/5 of the way to the line between."""
    found = benefit_of_the_doubt([[4, 1], [1, 4], [2, 2], [1, 1]])
    np.testing.assert_allclose(found.scores, [1, 1, 0.8, 0.4], rtol=1e-12)
    np.testing.assert_allclose(found.weights[2], [0.2, 0.2], rtol=1e-12)


@few
@given(tables, st.data())
def test_no_given_weights_suit_a_unit_better(x: Floats, data: st.DataObject) -> None:
    size = x.shape[1]
    drawn = data.draw(st.lists(st.floats(0.01, 1), min_size=size, max_size=size))
    plain = x @ np.array(drawn)
    assert (benefit_of_the_doubt(x).scores >= plain / plain.max() - 1e-9).all()


@few
@given(tables, st.floats(0.01, 100))
def test_the_unit_of_measurement_changes_nothing(x: Floats, factor: float) -> None:
    other = x.copy()
    other[:, 0] *= factor
    np.testing.assert_allclose(
        benefit_of_the_doubt(other).scores, benefit_of_the_doubt(x).scores, rtol=1e-9
    )


@few
@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(x: Floats, random: Random) -> None:
    order = list(range(len(x)))
    random.shuffle(order)
    np.testing.assert_allclose(
        benefit_of_the_doubt(x[order]).scores, benefit_of_the_doubt(x).scores[order], rtol=1e-9
    )


@few
@given(tables, st.floats(0, 5))
def test_a_better_value_never_lowers_a_unit(x: Floats, gain: float) -> None:
    better = x.copy()
    better[0, 0] += gain
    after, before = (benefit_of_the_doubt(v).scores[0] for v in (better, x))
    assert after >= before - 1e-9


@few
@given(tables)
def test_shares_stay_within_their_bounds(x: Floats) -> None:
    size = x.shape[1]
    low, high = 0.5 / size, min(1.0, 1.5 / size)
    found = benefit_of_the_doubt(x, low, high)
    assert found.shares.min() >= low - 1e-7
    assert found.shares.max() <= high + 1e-7
    assert found.shares.sum(axis=1) == pytest.approx(1)
    assert (found.scores <= benefit_of_the_doubt(x).scores + 1e-9).all()


def test_equal_shares_leave_no_choice() -> None:
    """Then w = S / (n y_c), and S = 1 / max over rivals of the mean of y_i / y_c."""
    scores = benefit_of_the_doubt([[2, 8], [5, 5], [1, 2]], 0.5, 0.5).scores
    np.testing.assert_allclose(scores, [0.64, 1, 1 / 3.75], rtol=1e-9)


def test_a_zero_where_a_share_is_asked_for() -> None:
    x = [[0, 5], [3, 3], [0, 0]]
    free, bound = benefit_of_the_doubt(x), benefit_of_the_doubt(x, low=0.1)
    assert free.scores.tolist() == [1, 1, 0]
    assert bound.scores.tolist() == [0, 1, 0]
    assert np.isnan(bound.shares[[0, 2]]).all()


def test_gaps_and_empty_columns() -> None:
    x = np.array([[1.0, 0], [2, 0], [NAN, 0]])
    found = benefit_of_the_doubt(x)
    np.testing.assert_array_equal(found.scores, [0.5, 1, NAN])
    np.testing.assert_array_equal(found.weights[:, 1], [0, 0, NAN])
    assert np.isnan(benefit_of_the_doubt([[NAN, 1]]).scores).all()


def test_without_scipy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(InputError, match="pip install scipy"):
        benefit_of_the_doubt([[1, 2], [2, 1]])
