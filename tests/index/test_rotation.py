"""Varimax."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import Floats
from aqyl.index.rotation import varimax

loadings = arrays(np.float64, (5, 3), elements=st.floats(-1, 1))


def criterion(x: Floats) -> float:
    return float((x**2).var(axis=0).sum())


@given(loadings)
def test_what_a_column_shares_with_all_components_stays(x: Floats) -> None:
    turned = varimax(x)
    np.testing.assert_allclose((turned**2).sum(axis=1), (x**2).sum(axis=1), atol=1e-9)


@given(loadings)
def test_the_criterion_never_falls(x: Floats) -> None:
    assert criterion(varimax(x)) >= criterion(x) - 1e-9


@pytest.mark.parametrize("angle", [0.1, 0.5, 1.2])
def test_a_simple_structure_is_found_again(angle: float) -> None:
    simple = np.array([[0.9, 0.0], [0.8, 0.0], [0.0, 0.7], [0.0, 0.6]])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    found = np.abs(varimax(simple @ turn))
    assert min(np.abs(found - simple).max(), np.abs(found[:, ::-1] - simple).max()) < 1e-6
