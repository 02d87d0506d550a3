"""How much data there is."""

from __future__ import annotations

import numpy as np
import pytest

from aqyl.index import Hierarchy, availability, node_availability

from . import reference
from .conftest import Reader
from .reference import NAN


def test_coinr_counts_the_same(coinr: Reader) -> None:
    found = availability(coinr("01_raw").values)
    figures = {
        "N_missing": found.missing,
        "N_zero": found.zero,
        "N_miss_or_zero": found.missing + found.zero,
        "Dat_Avail": found.share,
        "Non_Zero": found.nonzero,
    }
    for key, ours in figures.items():
        expected = reference.column("01_dat_avail_summary", key)
        np.testing.assert_allclose(ours, expected, rtol=1e-12, err_msg=key)


def test_coinr_counts_the_same_under_every_node(coinr: Reader, tree: Hierarchy) -> None:
    raw, expected = coinr("01_raw"), coinr("01_dat_avail_bygroup")
    shares = node_availability(tree, raw.pick(tree.leaves))
    for node in expected.columns:
        ours = shares[:, tree.nodes.index(node)]
        np.testing.assert_allclose(ours, expected[node], rtol=1e-12, err_msg=node)


def test_a_unit_without_any_value() -> None:
    found = availability([[NAN, NAN], [0, NAN], [0, 5]])
    assert found.share.tolist() == [0, 0.5, 1]
    np.testing.assert_array_equal(found.nonzero, [NAN, 0, 0.5])


def test_leaves_are_there_or_not() -> None:
    forks = {"a": "x", "b": "x", "c": "top", "x": "top", "top": None}
    tree = Hierarchy.from_parents(forks)
    shares = node_availability(tree, [[1, NAN, NAN]])[0]
    by_node = dict(zip(tree.nodes, shares.tolist(), strict=True))
    assert by_node == {"a": 1, "b": 0, "c": 0, "x": 0.5, "top": pytest.approx(1 / 3)}


def test_years_may_stand_before_units() -> None:
    assert availability(np.zeros((2, 3, 4))).share.shape == (2, 3)
