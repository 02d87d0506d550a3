"""Blanks filled from the nearest units."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats, floats, problem
from aqyl.index.neighbours import shortlists
from aqyl.index.parameters import Parameter, check, declare
from aqyl.problems import raise_if

NEIGHBOURS = Parameter("k", "whole", low=1)


@declare(NEIGHBOURS)
def nearest_neighbours(x: npt.ArrayLike, k: int = 5) -> Floats:
    """Each missing value as the plain mean of that column in the k nearest units that have it.

    x: units x columns. The distance of two units is Euclidean over the columns both have, its
    square scaled by all columns / columns shared; columns are taken as they are, so bring them to
    one scale before if their units differ. Equal distances go by the order of units. Fewer than k
    donors: all of them; none that shares a column with the unit: the mean of the column; a column
    without any value stays missing. Filled values never serve as donors.
    Source: Troyanskaya et al., Bioinformatics 17 (2001), in the convention of scikit-learn's
    KNNImputer (uniform weights).
    Raises InputError unless x is 2-D and k is 1 or more.

    >>> nearest_neighbours([[1, 10], [2, 20], [9, 90], [2, float("nan")]], k=2)[3, 1]
    np.float64(15.0)
    """
    values = floats(x)
    found = check(nearest_neighbours, k=k)
    if values.ndim != 2:
        found.append(problem("shape", name="x", given=values.shape, allowed="(units, columns)"))
    raise_if(found)
    absent = np.isnan(values)
    filled = values.copy()
    means = _mean(values, ~absent)
    for unit, near, beyond in shortlists(values, np.flatnonzero(absent.any(axis=1)), k):
        gaps = np.flatnonzero(absent[unit])
        guess, farthest = _from_nearest(values[near], values[unit], gaps, k)
        if near.size < len(values) and not (farthest < beyond).all():
            guess, _ = _from_nearest(values, values[unit], gaps, k)
        filled[unit, gaps] = np.where(np.isnan(guess), means[gaps], guess)
    return filled


def _from_nearest(
    others: Floats, unit: Floats, gaps: npt.NDArray[np.intp], k: int
) -> tuple[Floats, Floats]:
    """For each gap the mean of the k nearest that have it, and how far away the last of them is.

    NaN where nobody near has it; infinitely far where fewer than k have.
    """
    distances = _distances(others, unit)
    near = np.argsort(distances, kind="stable")[: int((~np.isnan(distances)).sum())]
    donors = others[np.ix_(near, gaps)]
    present = ~np.isnan(donors)
    rank = np.cumsum(present, axis=0)
    chosen, complete = present & (rank <= k), rank >= k
    reached = np.where(complete, distances[near][:, np.newaxis], np.inf)
    # The k rows alone are summed, so that how many stand behind them cannot change the rounding.
    first = np.argsort(~chosen, axis=0, kind="stable")[:k]
    picked = np.take_along_axis(donors, first, axis=0)
    counted = np.take_along_axis(chosen, first, axis=0)
    return _mean(picked, counted), reached.min(axis=0, initial=np.inf)


def _distances(others: Floats, unit: Floats) -> Floats:
    """Mean squared difference of a unit from others; it orders them as the distance does.

    NaN where two units share no column.
    """
    squares = (others - unit) ** 2
    shared = (~np.isnan(squares)).sum(axis=1)
    total = np.where(np.isnan(squares), 0.0, squares).sum(axis=1)
    return np.where(shared > 0, total / np.maximum(shared, 1), np.nan)


def _mean(columns: Floats, chosen: Bools) -> Floats:
    count = chosen.sum(axis=0)
    total = np.where(chosen, columns, 0.0).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
