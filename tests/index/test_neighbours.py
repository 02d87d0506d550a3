"""The shortlist of neighbours changes nothing but the time."""

from __future__ import annotations

import numpy as np
import pytest

from aqyl.index import Floats, nearest_neighbours
from aqyl.index.neighbours import shortlists

from .reference import NAN

UNITS = 450


def many(seed: int, kind: str) -> Floats:
    random = np.random.default_rng(seed)
    x = random.normal(size=(UNITS, 6))
    if kind == "scales":
        x *= 10.0 ** random.integers(-4, 9, size=6)
    elif kind == "ties":
        x = random.integers(0, 3, size=x.shape).astype(np.float64)
    elif kind == "outlier":
        x[5, 2] = 1e9
    x[random.random(x.shape) < (0.6 if kind == "gaps" else 0.1)] = NAN
    return x


def plain(x: Floats, k: int) -> Floats:
    """Every pair of units, one blank at a time."""
    filled = x.copy()
    for unit, column in np.argwhere(np.isnan(x)):
        squares = (x - x[unit]) ** 2
        shared = (~np.isnan(squares)).sum(axis=1)
        distances = np.nansum(squares, axis=1) / np.where(shared > 0, shared, np.nan)
        donors = np.flatnonzero(~np.isnan(distances) & ~np.isnan(x[:, column]))
        near = donors[np.argsort(distances[donors], kind="stable")[:k]]
        filled[unit, column] = x[near, column].mean() if near.size else np.nanmean(x[:, column])
    return filled


@pytest.mark.parametrize("kind", ["even", "scales", "ties", "outlier", "gaps"])
def test_every_pair_gives_the_same(kind: str) -> None:
    x = many(3, kind)
    np.testing.assert_allclose(nearest_neighbours(x, k=4), plain(x, 4), rtol=1e-12)


@pytest.mark.parametrize("kind", ["even", "scales", "outlier"])
def test_nobody_off_the_list_is_nearer_than_its_bound(kind: str) -> None:
    x = many(4, kind)
    lists = list(shortlists(x, np.arange(0, UNITS, 40), k=3))
    assert all(near.size < UNITS / 2 for _, near, _ in lists)
    for unit, near, bound in lists:
        squares = np.delete((x - x[unit]) ** 2, near, axis=0)
        assert (np.nanmean(squares, axis=1) > bound).all()


def test_a_lone_unit_gets_the_mean_of_the_column() -> None:
    x = many(5, "even")
    x[7] = NAN
    np.testing.assert_allclose(nearest_neighbours(x)[7], np.nanmean(x, axis=0), rtol=1e-12)
