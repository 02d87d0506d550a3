"""Sorting and ranking of many lines of scores at once.

A line is first put in order by 16 bits of each number, by a radix sort; what shares its 16 bits
with a neighbour is left to a merge sort, which is quick on lines that are nearly in order. The
result is exact. Lines that 16 bits cannot spread (an outlier far from all others) are sorted as
they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats

Places = npt.NDArray[np.intp]
# 16 bits for a rank, 32 above 65,535 units.
Ranks = npt.NDArray[np.unsignedinteger[Any]]

# Below this many numbers a line is sorted as it is.
_SHORT = 512
_STEPS = 65_535
# Where more neighbours than this share are out of order, the 16 bits have not helped.
_UNSORTED = 0.2
# Numbers sorted at once.
_AT_ONCE = 65_536


def rank_type(units: int) -> type[np.unsignedinteger[Any]]:
    """The smallest type that holds the ranks of so many units, and 0 for none."""
    return np.uint16 if units <= _STEPS else np.uint32


def batches(lines: npt.NDArray[Any]) -> Iterator[slice]:
    """Slices of some lines each, few enough to stay in the processor's cache."""
    count, length = lines.shape
    size = max(1, _AT_ONCE // max(length, 1))
    for first in range(0, count, size):
        yield slice(first, first + size)


def rank_lines(scores: Floats) -> Ranks:
    """Ranks of each line (lines, units): 1 is the highest, ties share the lowest, no score 0.

    >>> rank_lines(np.array([[0.5, 0.9, np.nan, 0.5]]))
    array([[2, 1, 0, 2]], dtype=uint16)
    """
    order, values = _ordered(-scores)
    ranks = _placed(order, _places(values))
    ranks[np.isnan(scores)] = 0
    return ranks


def _places(values: Floats) -> Ranks:
    """The place of each number of rising lines, equal ones sharing the first."""
    count = values.shape[1]
    places = np.tile(np.arange(1, count + 1, dtype=rank_type(count)), (len(values), 1))
    same = values[:, 1:] == values[:, :-1]
    tied = same.any(axis=1)
    if tied.any():
        first = places[tied]
        first[:, 1:][same[tied]] = 0
        places[tied] = np.maximum.accumulate(first, axis=1)
    return places


def _placed(order: Places, places: Ranks) -> Ranks:
    """Each place brought to where the number stood."""
    placed = np.empty_like(places)
    if places.shape[1] < _SHORT:
        np.put_along_axis(placed, order, places, axis=1)
        return placed
    for line, own, place in zip(placed, order, places, strict=True):
        line[own] = place
    return placed


def sort_lines(values: Floats) -> Floats:
    """Each line in rising order, missing values last; a new array.

    >>> sort_lines(np.array([[3.0, np.nan, 1.0]]))
    array([[ 1.,  3., nan]])
    """
    roughly = _roughly(values) if values.shape[1] >= _SHORT else None
    if roughly is None:
        return np.sort(values, axis=1)
    return np.sort(roughly[1], axis=1, kind="stable")


def _ordered(values: Floats) -> tuple[Places, Floats]:
    """The order of each line, ties in any order, and the line in it; missing values last."""
    roughly = _roughly(values) if values.shape[1] >= _SHORT else None
    if roughly is None:
        return _plainly(values)
    order, nearly = roughly
    fine = np.argsort(nearly, axis=1, kind="stable")
    return _taken(order, fine), _taken(nearly, fine)


def _plainly(values: Floats) -> tuple[Places, Floats]:
    order = np.argsort(values, axis=1)
    return order, np.take_along_axis(values, order, axis=1)


def _roughly(values: Floats) -> tuple[Places, Floats] | None:
    """An order by 16 bits and the lines in it; None where it is not near to the true one."""
    low, high = values.min(axis=1, keepdims=True), values.max(axis=1, keepdims=True)
    if gaps := bool(np.isnan(low).any()):
        low, high = (f.reduce(values, axis=1, keepdims=True) for f in (np.fmin, np.fmax))
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        scale = np.where(high > low, _STEPS / (high - low), 0.0)
    if not np.isfinite(scale).all() or (scale == 0).any():
        return None
    distance = np.subtract(values, low)
    distance *= scale
    if gaps:
        distance[np.isnan(distance)] = _STEPS
    order = np.argsort(distance.astype(np.uint16), axis=1, kind="stable")
    nearly = _taken(values, order, out=distance)
    falls = np.count_nonzero(nearly[:, 1:] < nearly[:, :-1])
    return (order, nearly) if falls <= _UNSORTED * values.size else None


def _taken(values: npt.NDArray[Any], order: Places, out: Any = None) -> Any:
    """Each line of values in its order."""
    taken = np.empty_like(values) if out is None else out
    for line in range(len(values)):
        np.take(values[line], order[line], out=taken[line], mode="clip")
    return taken
