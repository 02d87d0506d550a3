"""Logarithms and powers moved to a column's range."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import boxcox_normmax

from aqyl.index import Floats, asinh, box_cox, log_ct, log_ct_orig, log_ct_plus, log_gii

from . import reference
from .reference import NAN

CURVES: dict[str, Callable[[Floats], Floats]] = {
    "log_CT": log_ct,
    "log_CT_orig": log_ct_orig,
    "log_CT_plus": log_ct_plus,
    "boxcox0": partial(box_cox, power=0.0),
    "boxcox05": partial(box_cox, power=0.5),
    "boxcox2": partial(box_cox, power=2),
}
ALL = {**CURVES, "asinh": asinh, "likeliest": box_cox, "gii": log_gii}

values = st.integers(1, 1000).map(float)
columns = arrays(np.float64, st.tuples(st.integers(4, 12), st.integers(1, 3)), elements=values)


@pytest.mark.parametrize("name", CURVES)
def test_coinr_gets_the_same(name: str) -> None:
    x = reference.column("04_vector_treatments", "x")
    expected = reference.column("04_vector_treatments", name)
    np.testing.assert_allclose(CURVES[name](x), expected, rtol=1e-12)


def test_the_gii_logarithm_is_computed_where_coinr_returns_the_values() -> None:
    """A defect of COINr: log_GII() gives back what it was given."""
    x = reference.column("04_vector_treatments", "x")
    np.testing.assert_array_equal(reference.column("04_vector_treatments", "log_GII_asis"), x)
    ours = log_gii(x)
    assert np.nanmin(ours) == 0
    assert math.isclose(np.nanmax(ours), math.log(100), rel_tol=1e-14)
    middle = math.log(99 * (25 + 50) / 150 + 1)
    assert math.isclose(log_gii([-50, 25, 100])[1], middle, rel_tol=1e-14)


@pytest.mark.parametrize("name", ALL)
@given(data=st.data())
def test_the_order_of_values_is_kept(name: str, data: st.DataObject) -> None:
    x = data.draw(columns)[:, 0]
    bent = ALL[name](x)
    higher = x[:, np.newaxis] > x
    assert not (higher & (bent[:, np.newaxis] < bent)).any()


@pytest.mark.parametrize("name", ALL)
@given(data=st.data())
def test_the_order_of_units_changes_nothing_else(name: str, data: st.DataObject) -> None:
    x = data.draw(columns)
    order = data.draw(st.permutations(range(len(x))))
    np.testing.assert_allclose(ALL[name](x[order]), ALL[name](x)[order], rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("name", ALL)
def test_a_missing_value_stays_missing_and_its_column_whole(name: str) -> None:
    x = np.array([[1.0, 5.0], [NAN, 6.0], [3.0, 9.0], [9.0, 60.0], [4.0, 7.0]])
    bent = ALL[name](x)
    np.testing.assert_array_equal(np.isnan(bent), np.isnan(x))
    np.testing.assert_allclose(bent[:, 1], ALL[name](x[:, 1]), rtol=1e-12)


@pytest.mark.parametrize("curve", [log_ct, log_ct_plus, log_gii])
def test_equal_values_have_no_logarithm_of_their_range(curve: Callable[[Floats], Floats]) -> None:
    assert np.isnan(curve(np.full(4, 3.0))).all()


def test_equal_values_and_empty_columns_elsewhere() -> None:
    assert log_ct_orig([3, 3]).tolist() == [0, 0]
    assert box_cox([3, 3]).tolist() == [0, 0]
    for curve in ALL.values():
        assert np.isnan(curve(np.full((3, 2), NAN))).all()


def test_log_ct_plus_follows_the_side_of_the_tail() -> None:
    """A tail below is the mirror image of a tail above."""
    x = np.array([1, 2, 3, 50.0])
    np.testing.assert_allclose(log_ct_plus(x), log_ct(x), rtol=1e-15)
    np.testing.assert_allclose(log_ct_plus(-x), -log_ct(x), rtol=1e-12)


def test_scipy_finds_the_same_likeliest_power() -> None:
    random = np.random.default_rng(3)
    x = random.gamma(2, size=(300, 3)) ** [1, 0.3, 4]
    x[5, 1] = NAN
    bent = box_cox(x, shift=False)
    for column, ours in zip(x.T, bent.T, strict=True):
        power = boxcox_normmax(column[~np.isnan(column)], method="mle")
        np.testing.assert_allclose(ours, box_cox(column, power, shift=False), rtol=1e-5, atol=1e-7)


def test_asinh_takes_any_sign_and_is_nearly_a_logarithm_far_out() -> None:
    assert asinh([-3.0])[0] == -asinh([3.0])[0]
    assert math.isclose(asinh([1e9])[0], math.log(2e9), rel_tol=1e-12)
