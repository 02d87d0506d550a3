"""Cronbach's alpha; COINr is the judge."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aqyl.index import Floats, Hierarchy, cronbach_alpha

from .conftest import Reader
from .reference import rows

NAN = float("nan")


def test_coinr_gets_the_same(coinr: Reader, tree: Hierarchy) -> None:
    """Normalised indicators and raw ones with gaps under a pillar, pillars under a sub-index."""
    raw, normalised = coinr("01_raw"), coinr("06_agg_amean")
    for row in rows("09_cronbach"):
        parent = tree.position(row["group"])
        names = [tree.nodes[child] for child in tree.children[parent]]
        alpha = cronbach_alpha(normalised.pick(names))
        assert alpha == pytest.approx(float(row["alpha_norm"]), abs=1e-10)
        if row["alpha_raw"]:
            alpha = cronbach_alpha(raw.pick(names))
            assert alpha == pytest.approx(float(row["alpha_raw"]), abs=1e-10)


def test_columns_that_say_the_same_are_fully_reliable() -> None:
    assert cronbach_alpha([[1, 1, 1], [2, 2, 2], [5, 5, 5]]) == pytest.approx(1)


def test_columns_that_contradict_each_other_are_below_zero() -> None:
    assert cronbach_alpha([[1, 9], [2, 7.5], [3, 7]]) < 0


@given(
    arrays(np.float64, (6, 3), elements=st.floats(-5, 5), unique=True),
    st.floats(0.1, 10),
    st.floats(-5, 5),
)
def test_a_common_scale_changes_nothing(x: Floats, factor: float, shift: float) -> None:
    assert cronbach_alpha(x * factor + shift) == pytest.approx(cronbach_alpha(x), rel=1e-6)


@given(arrays(np.float64, (6, 3), elements=st.floats(-5, 5), unique=True))
def test_gapless_covariances_are_numpys(x: Floats) -> None:
    matrix = np.cov(x, rowvar=False)
    expected = 3 / 2 * (1 - np.trace(matrix) / matrix.sum())
    assert cronbach_alpha(x) == pytest.approx(expected, rel=1e-9)


def test_where_it_cannot_be_told() -> None:
    assert math.isnan(cronbach_alpha([[1], [2]]))
    assert math.isnan(cronbach_alpha([[1, 2]]))
    assert math.isnan(cronbach_alpha([[1, 2], [1, 2]]))
    assert math.isnan(cronbach_alpha([[1, NAN], [2, NAN], [NAN, 1]]))
