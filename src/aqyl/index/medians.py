"""The weighted median of the children of a node."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats
from aqyl.index.combiners import Children, Missing
from aqyl.index.means import mean

# Weights that reach half but for the rounding of their sum have reached it.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Median:
    """The weighted median as a method of `mean` and `aggregate`; see `median`."""

    def combine(self, values: Floats, weights: Floats, missing: Missing) -> Floats:
        """Sorts the children of each unit: O(n log n) in their number."""
        children = Children.of(values, weights, missing)
        order = np.argsort(children.values, axis=0, kind="stable")
        ordered = np.take_along_axis(children.values, order, axis=0)
        reached = np.cumsum(np.take_along_axis(children.weights, order, axis=0), axis=0)
        half, slack = reached[-1] / 2, reached[-1] * _ROUNDING
        lower, upper = (
            np.take_along_axis(ordered, (reached > mark).argmax(axis=0)[np.newaxis], axis=0)[0]
            for mark in (half - slack, half + slack)
        )
        middle = np.where(lower == upper, lower, lower / 2 + upper / 2)
        return np.where(children.unknown, np.nan, middle)


def median(
    x: npt.ArrayLike, weights: npt.ArrayLike | None = None, missing: Missing = "propagate"
) -> Floats:
    """The value at which the children below and above it weigh the same.

    Where the weights below a gap sum to just half, the mean of the two values beside it; so equal
    weights give the usual median. Shapes and errors as in `mean`.
    Source: F. Y. Edgeworth, "On observations relating to several quantities", Hermathena 6 (1887).

    >>> median([[1, 2, 9], [1, 2, 9]], weights=[1, 1, 1])
    array([2., 2.])
    >>> median([1, 2, 9], weights=[1, 1, 2])
    array(5.5)
    """
    return mean(x, weights, Median(), missing)
