"""Which units can be among the nearest, found by matrix products for many units at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats

Places = npt.NDArray[np.intp]

# Fewer units than this are all looked at.
_FEW = 400

# Distances computed at a time.
_AT_ONCE = 1 << 21


def shortlists(values: Floats, units: Places, k: int) -> Iterator[tuple[int, Places, float]]:
    """For each unit the places, rising, of those that may be near, and a bound.

    Every unit that is not on the list is farther away than the bound (as a mean squared difference
    over the columns both have). A list is long enough to hold k donors of each column, as a rule.
    """
    count = len(values)
    share = np.isnan(values).mean(axis=0) if count else np.zeros(0)
    length = int(4 * k / (1 - min(share.max(initial=0.0), 0.99))) + 16
    if count < _FEW or length >= count:
        everyone = np.arange(count)
        yield from ((int(unit), everyone, np.inf) for unit in units)
        return
    products = _Products(values)
    step = max(1, _AT_ONCE // count)
    for start in range(0, units.size, step):
        batch = units[start : start + step]
        distances = products.distances(batch)
        near = np.argpartition(distances, length, axis=1)
        bounds = np.take_along_axis(distances, near[:, length : length + 1], axis=1)[:, 0]
        for unit, places, bound in zip(batch, near[:, :length], bounds, strict=True):
            yield int(unit), np.sort(places), float(bound - products.error(int(unit)))


class _Products:
    """Mean squared differences from (x - y)^2 = x^2 - 2 x y + y^2, each sum a matrix product."""

    def __init__(self, values: Floats) -> None:
        present = ~np.isnan(values)
        middle = np.where(present, values, 0.0).sum(axis=0) / np.maximum(present.sum(axis=0), 1)
        known = np.where(present, values - middle, 0.0)
        self._has = present.astype(np.float64)
        self._mine = np.hstack([known**2, self._has, -2 * known])
        self._others = np.hstack([self._has, known**2, known]).T
        self._size = (known**2).sum(axis=1)

    def distances(self, units: Places) -> Floats:
        """units x all; infinite where two units share no column."""
        total = self._mine[units] @ self._others
        shared = self._has[units] @ self._has.T
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(shared > 0, total / shared, np.inf)

    def error(self, unit: int) -> float:
        """What rounding can make of a distance at most: the terms' size x their number x eps."""
        terms = 4.0 * (self._size[unit] + self._size.max())
        return float(terms * len(self._others) * np.finfo(np.float64).eps)
