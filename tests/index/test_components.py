"""Principal components; COINr (R's prcomp) is the judge."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import Floats, Hierarchy, principal_components

from .conftest import Reader
from .reference import rows

NAN = float("nan")
tables = arrays(
    np.float64,
    st.tuples(st.integers(4, 9), st.integers(1, 4)),
    elements=st.floats(-5, 5),
    unique=True,
)


def test_coinr_within_each_pillar(coinr: Reader, tree: Hierarchy) -> None:
    table = coinr("06_agg_amean")
    for parent in (n for n in tree.inner if tree.levels[n] == 2):
        names = [tree.nodes[child] for child in tree.children[parent]]
        found = principal_components(table.pick(names))
        pillar = tree.nodes[parent]
        lines = [row for row in rows("09_pca_sdev") if row["group"] == pillar]
        sdev = np.array([float(row["sdev"]) for row in lines])
        np.testing.assert_allclose(found.deviations, sdev, atol=1e-10)
        explained = [float(row["var_explained"]) for row in lines]
        np.testing.assert_allclose(found.shares, explained, atol=1e-10)
        for row in (row for row in rows("09_pca_loadings") if row["group"] == pillar):
            ours = found.loadings[names.index(row["iCode"]), int(row["PC"]) - 1]
            assert abs(ours) == pytest.approx(abs(float(row["loading"])), abs=1e-9)


def test_coinr_over_all_indicators(coinr: Reader, tree: Hierarchy) -> None:
    found = principal_components(coinr("06_agg_amean").pick(tree.leaves))
    np.testing.assert_allclose(found.deviations, coinr("09_pca_all_sdev")["sdev"], atol=1e-10)


@given(tables)
def test_the_correlation_matrix_is_taken_apart(x: Floats) -> None:
    found = principal_components(x)
    if x.shape[1] > 1:
        again = (found.loadings * found.variances) @ found.loadings.T
        np.testing.assert_allclose(again, np.corrcoef(x, rowvar=False), atol=1e-9)
    assert found.variances.sum() == pytest.approx(x.shape[1])
    assert found.shares.sum() == pytest.approx(1)
    assert (np.diff(found.deviations) <= 1e-12).all()


@given(tables)
def test_the_largest_loading_is_positive(x: Floats) -> None:
    loadings = principal_components(x).loadings
    assert (loadings.max(axis=0) >= -loadings.min(axis=0)).all()


def test_units_with_gaps_are_left_out() -> None:
    x = np.array([[1.0, 2], [2, 3], [3, 5], [4, 4]])
    found = principal_components(np.vstack([x, [NAN, 9]]))
    assert found.units == 4
    assert found.loadings.tolist() == principal_components(x).loadings.tolist()


def test_more_columns_than_units() -> None:
    found = principal_components(np.random.default_rng(1).random((3, 5)))
    assert found.loadings.shape == (5, 3)
    assert found.deviations[-1] == pytest.approx(0, abs=1e-12)
