"""Clusters and their agreement, beside scikit-learn on drawn points."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.metrics import adjusted_rand_score

from aqyl.diagnose.clusters import adjusted_rand, centres_of, crossed, matched, settle, ward
from aqyl.index import Floats


@st.composite
def points(draw: st.DrawFn) -> Floats:
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    return random.random((draw(st.integers(6, 30)), draw(st.integers(1, 5)))) * 100


@given(points(), st.integers(2, 6))
@settings(max_examples=30)
def test_the_tree_is_that_of_scikit_learn(x: Floats, number: int) -> None:
    own = ward(x, [number])[0]
    theirs = AgglomerativeClustering(number, linkage="ward").fit_predict(x)
    assert adjusted_rand_score(own, theirs) == 1.0


@given(points(), st.integers(2, 6))
@settings(max_examples=30)
def test_k_means_from_the_same_start_is_that_of_scikit_learn(x: Floats, number: int) -> None:
    start = ward(x, [number])
    labels, centres = settle(x[None], start, number)
    first = centres_of(x[None], start, number)[0]
    theirs = KMeans(number, init=first, n_init=1, tol=0, algorithm="lloyd").fit(x)
    np.testing.assert_array_equal(labels[0], theirs.labels_)
    np.testing.assert_allclose(centres[0], theirs.cluster_centers_)


@given(st.integers(2, 40), st.integers(1, 6), st.integers(0, 2**32))
def test_the_adjusted_rand_index_is_that_of_scikit_learn(
    count: int, number: int, seed: int
) -> None:
    one, other = np.random.default_rng(seed).integers(number, size=(2, count))
    found = adjusted_rand(crossed(one[None], other[None], number))[0]
    assert found == pytest.approx(adjusted_rand_score(one, other), abs=1e-12)


def test_many_sets_at_once_are_each_by_itself() -> None:
    x = np.random.default_rng(5).random((4, 20, 3))
    start = np.stack([ward(one, [3])[0] for one in x])
    together, _ = settle(x, start, 3)
    for one, labels, own in zip(x, start, together, strict=True):
        alone, _ = settle(one[None], labels[None], 3)
        np.testing.assert_array_equal(alone[0], own)


def test_an_empty_cluster_attracts_nothing() -> None:
    labels, centres = settle(np.array([[[0.0], [1.0], [9.0]]]), np.array([[0, 0, 2]]), 3)
    assert labels.tolist() == [[0, 0, 2]]
    assert np.isnan(centres[0, 1, 0])


def test_names_are_matched_so_that_most_is_shared_in_all() -> None:
    # Taking the 5 alone would leave 0 for the other; 4 + 4 is more.
    assert matched(np.array([[5.0, 4.0], [4.0, 0.0]])).tolist() == [1, 0]
    assert matched(np.array([[5.0, 4.0]])).tolist() == [0, -1]
