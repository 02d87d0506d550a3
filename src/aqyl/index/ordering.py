"""Sorting and ranking of many lines of scores at once.

A line is first put in order roughly, by whole numbers: by 48 bits of each number with its place
behind them where the processor has vector instructions to sort with, otherwise by 16 bits in a
radix sort. Lines not quite in order after that are left to a merge sort, which is quick on lines
that nearly are. The result is exact and the same either way. Lines that 16 bits cannot spread (an
outlier far from all others) are sorted as they are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats

Places = npt.NDArray[np.intp]
# 16 bits for a rank, 32 above 65,535 units.
Ranks = npt.NDArray[np.unsignedinteger[Any]]

# Below this many numbers a line is sorted as it is.
_SHORT = 512
_SHORT_RANK = 65_535
# Where more neighbours than this share are out of order, the rough order has not helped.
_UNSORTED = 0.2
# Bits of a number in its key, and of a key with the place behind them.
_BITS, _KEY = 48, 62
# Numbers sorted at once.
_AT_ONCE = 65_536


def rank_type(units: int) -> type[np.unsignedinteger[Any]]:
    """The smallest type that holds the ranks of so many units, and 0 for none."""
    return np.uint16 if units <= _SHORT_RANK else np.uint32


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
    """Each line in rising order, missing values last; a new array. Zeros lose their sign.

    >>> sort_lines(np.array([[3.0, np.nan, 1.0]]))
    array([[ 1.,  3., nan]])
    """
    radix = values.shape[1] >= _SHORT and not vectorised()
    roughly = _roughly(values) if radix else None
    rising = np.sort(values, axis=1) if roughly is None else np.sort(roughly[1], kind="stable")
    rising += 0.0
    return rising


@cache
def vectorised() -> bool:
    """Whether numpy sorts with vector instructions here, by a measurement of a millisecond.

    It then sorts 64 bits in about the time a radix sort takes for 16, otherwise in ten times it.
    """
    keys = np.arange(4096, dtype=np.int64) * 2_654_435_761 % 2**32
    short = (keys >> 16).astype(np.uint16)
    radix = _quickest(lambda: np.argsort(short, kind="stable"))
    return _quickest(lambda: np.sort(keys)) < 4 * radix


def _quickest(work: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def _ordered(values: Floats) -> tuple[Places, Floats]:
    """The order of each line, ties in any order, and the line in it; missing values last."""
    roughly = _roughly(values) if values.shape[1] >= _SHORT else None
    if roughly is None:
        return _plainly(values)
    order, nearly, crooked = roughly
    if crooked.any():
        fine = np.argsort(nearly[crooked], axis=1, kind="stable")
        for each in (order, nearly):
            each[crooked] = _taken(each[crooked], fine)
    return order, nearly


def _plainly(values: Floats) -> tuple[Places, Floats]:
    order = np.argsort(values, axis=1)
    return order, np.take_along_axis(values, order, axis=1)


def _roughly(values: Floats) -> tuple[Places, Floats, Bools] | None:
    """An order by some bits, the lines in it, and which of them are not quite in order.

    None where it is not near to the true one.
    """
    low, high = values.min(axis=1, keepdims=True), values.max(axis=1, keepdims=True)
    if gaps := bool(np.isnan(low).any()):
        low, high = (f.reduce(values, axis=1, keepdims=True) for f in (np.fmin, np.fmax))
    count = values.shape[1].bit_length()
    bits = min(_BITS, _KEY - count) if vectorised() else 16
    missing = 2.0**bits - 1.0
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        scale = np.where(high > low, (missing - 1.0) / (high - low), 0.0)
    if not np.isfinite(scale).all() or (scale == 0).any():
        return None
    distance = np.subtract(values, low)
    distance *= scale
    if gaps:
        distance[np.isnan(distance)] = missing
    order = _by_key(distance, count) if vectorised() else _by_radix(distance)
    nearly = _taken(values, order, out=distance)
    falls = nearly[:, 1:] < nearly[:, :-1]
    unsorted = np.count_nonzero(falls) > _UNSORTED * values.size
    return None if unsorted else (order, nearly, falls.any(axis=1))


def _by_key(distance: Floats, count: int) -> Places:
    """The order by whole distances, `count` bits kept for the place."""
    keys = distance.astype(np.int64)
    keys <<= count
    keys |= np.arange(keys.shape[1])
    keys.sort(axis=1)
    keys &= 2**count - 1
    return keys.astype(np.intp, copy=False)


def _by_radix(distance: Floats) -> Places:
    return np.argsort(distance.astype(np.uint16), axis=1, kind="stable")


def _taken(values: npt.NDArray[Any], order: Places, out: Any = None) -> Any:
    """Each line of values in its order."""
    taken = np.empty_like(values) if out is None else out
    for line in range(len(values)):
        np.take(values[line], order[line], out=taken[line], mode="clip")
    return taken
