"""Blanks filled from the nearest units."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, floats, problem
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
    for unit in np.flatnonzero(absent.any(axis=1)):
        gaps = np.flatnonzero(absent[unit])
        filled[unit, gaps] = _from_nearest(values[:, gaps], _distances(values, int(unit)), k)
    return filled


def _distances(values: Floats, unit: int) -> Floats:
    """Mean squared difference of one unit from all; it orders them as the distance does.

    NaN where two units share no column.
    """
    squares = (values - values[unit]) ** 2
    shared = (~np.isnan(squares)).sum(axis=1)
    total = np.where(np.isnan(squares), 0.0, squares).sum(axis=1)
    return np.where(shared > 0, total / np.maximum(shared, 1), np.nan)


def _from_nearest(columns: Floats, distances: Floats, k: int) -> Floats:
    """For each column the mean of its first k values in order of distance."""
    near = np.argsort(distances, kind="stable")[: int((~np.isnan(distances)).sum())]
    donors = columns[near]
    present = ~np.isnan(donors)
    chosen = present & (np.cumsum(present, axis=0) <= k)
    return np.where(chosen.any(axis=0), _mean(donors, chosen), _mean(columns, ~np.isnan(columns)))


def _mean(columns: Floats, chosen: npt.NDArray[np.bool_]) -> Floats:
    count = chosen.sum(axis=0)
    total = np.where(chosen, columns, 0.0).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
