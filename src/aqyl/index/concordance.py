"""Concordant and discordant pairs of two orders, counted in O(n log n).

Source: W. R. Knight, "A computer method for calculating Kendall's tau with ungrouped data",
Journal of the American Statistical Association 61 (1966) 436-439.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats

_Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Concordance:
    """score: concordant less discordant pairs; ties: how many share each value, in each order."""

    score: float
    ties: tuple[Floats, Floats]
    size: int

    @property
    def tau_b(self) -> float:
        """score / sqrt(pairs apart in one * pairs apart in the other); NaN where none are."""
        pairs = self.size * (self.size - 1) / 2
        one, other = (pairs - float((t * (t - 1) / 2).sum()) for t in self.ties)
        return self.score / math.sqrt(one * other) if one > 0 and other > 0 else math.nan


def concordance(one: Floats, other: Floats) -> Concordance:
    """Two 1-D arrays of one length, without gaps.

    >>> concordance(np.array([1.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0])).score
    1.0
    """
    places, ties = _places(one), _places(other)
    both = _shared(places * (ties.max(initial=0) + 1) + ties)
    alone = _shared(places), _shared(ties)
    order = np.lexsort((ties, places))
    pairs = one.size * (one.size - 1) / 2
    tied = sum(float((t * (t - 1) / 2).sum()) for t in alone) - float((both * (both - 1) / 2).sum())
    score = pairs - tied - 2 * _inversions(ties[order])
    return Concordance(score, alone, one.size)


def _places(values: Floats) -> _Places:
    return np.unique(values, return_inverse=True)[1].astype(np.int64)


def _shared(places: _Places) -> Floats:
    """How many values stand on each place that more than one has."""
    counts = np.unique(places, return_counts=True)[1]
    return counts[counts > 1].astype(np.float64)


def _inversions(places: _Places) -> int:
    """Pairs in which the earlier is the larger: counted while sorted runs are merged."""
    size = 1 << max(0, places.size - 1).bit_length()
    runs = np.concatenate([places, np.full(size - places.size, places.size)])
    count, width = 0, 1
    while width < size:
        pairs = runs.reshape(-1, 2 * width)
        order = np.argsort(pairs, axis=1, kind="stable")
        # A value of the right run overtakes the left values that stand behind it.
        at = np.nonzero(order >= width)[1]
        count += len(pairs) * (width * width + width * (width - 1) // 2) - int(at.sum())
        runs = np.take_along_axis(pairs, order, axis=1).ravel()
        width *= 2
    return count
