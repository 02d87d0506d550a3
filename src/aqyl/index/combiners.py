"""How the children of a node are brought together: what every combiner takes and gives.

A combiner gets the columns of the children and their weights, both with the children on the FIRST
axis; what stands behind (units, draws x units) broadcasts. A child of weight zero does not count:
neither its value nor its absence matters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats, floats, problem
from aqyl.problems import Problem, raise_if

Missing = Literal["propagate", "renormalise"]


@runtime_checkable
class Combiner(Protocol):
    """A way to bring the children of a node together; values and weights are checked before."""

    def combine(self, values: Floats, weights: Floats, missing: Missing) -> Floats:
        """One column from the children's; NaN where the rule for a missing child says so."""
        ...


@dataclass(frozen=True, slots=True)
class Custom:
    """A function of your own as a combiner: function(x, weights) -> a number for each unit.

    It gets the children on the LAST axis of both arrays; where a child does not count, its value
    is NaN and its weight zero. The rule for missing children is applied to what it gives back.

    >>> least = Custom(lambda x, weights: x.min(axis=-1))
    >>> least.combine(np.array([[3.0, 5.0], [4.0, 2.0]]), np.ones(2), "propagate")
    array([3., 2.])
    """

    function: Callable[[Floats, Floats], npt.ArrayLike]

    def combine(self, values: Floats, weights: Floats, missing: Missing) -> Floats:
        """Raises InputError where the function gives another shape or infinite numbers."""
        children = Children.of(values, weights, missing)
        last = [np.moveaxis(each, 0, -1) for each in (children.values, children.weights)]
        result = floats(self.function(*last), "method")
        allowed = children.unknown.shape
        if result.shape != allowed:
            raise_if([problem("shape", name="method", given=result.shape, allowed=allowed)])
        return np.where(children.unknown, np.nan, result)


@dataclass(frozen=True, slots=True)
class Children:
    """The children that count, their shapes made alike.

    values are NaN and weights zero where a child does not count; unknown says where nothing can be
    said of the node.
    """

    values: Floats
    weights: Floats
    unknown: Bools

    @classmethod
    def of(cls, values: Floats, weights: Floats, missing: Missing) -> Children:
        """The children of one node, from what a combiner is given."""
        shape = np.broadcast_shapes(values.shape[1:], weights.shape[1:])
        each, own = (
            np.stack([np.broadcast_to(child, shape) for child in array])
            for array in (values, weights)
        )
        applies, absent = own > 0, np.isnan(each)
        counts = applies & ~absent
        unknown = ~counts.any(axis=0)
        if missing == "propagate":
            unknown |= (applies & absent).any(axis=0)
        return cls(np.where(counts, each, np.nan), np.where(counts, own, 0.0), unknown)

    def mean(self, terms: Floats) -> Floats:
        """The weighted mean of something known of each child, NaN where none counts.

        Children are added one by one, so that units do not change each other's last digits.
        """
        total, weight = np.zeros(terms.shape[1:]), np.zeros(terms.shape[1:])
        for term, own in zip(terms, self.weights, strict=True):
            total += own * np.where(own > 0, term, 0.0)
            weight += own
        return total / np.where(weight > 0, weight, np.nan)

    def extremes(self) -> tuple[Floats, Floats]:
        """The lowest and the highest value that counts, NaN where there is none."""
        return np.fmin.reduce(self.values, axis=0), np.fmax.reduce(self.values, axis=0)

    def within(self, result: Floats) -> Floats:
        """A result kept within the values it was made of, NaN where nothing can be said."""
        lowest, highest = self.extremes()
        return np.where(self.unknown, np.nan, np.minimum(np.maximum(result, lowest), highest))


def negative_values(values: Floats, weights: Floats, lowest: Floats, method: str) -> list[Problem]:
    """A problem when a method that knows no negative values is given some that count."""
    if not (lowest < 0).any():
        return []
    each = zip(values, weights, strict=True)
    count = sum(int(((child < 0) & (weight > 0)).sum()) for child, weight in each)
    return [problem("mean_negative", method=method, count=count, least=float(np.nanmin(lowest)))]
