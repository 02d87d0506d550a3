"""Weighted means over the last axis: arithmetic, geometric, harmonic, or any other combiner.

Weights are 1-D (one for each child) or broadcast to x (children weighted per unit); they need not
sum to one. A child of weight zero does not count: neither its value nor its absence matters.
What a missing child does is said by the caller: `propagate` makes the mean missing, `renormalise`
shares its weight among the others (all missing: NaN). A mean never leaves the range of its values
by rounding, so equal values have exactly themselves as their mean.
Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats, choice, fit, floats, problem
from aqyl.index.combiners import Combiner, Custom, Missing, negative_values
from aqyl.problems import Problem, raise_if

# Up to so many numbers, gathering all children at once beats the calls of one after another.
_FEW = 1 << 13

Mean = Literal["arithmetic", "geometric", "harmonic"]
Aggregator = Mean | Combiner | Callable[[Floats, Floats], npt.ArrayLike]


@dataclass(frozen=True, slots=True)
class _Form:
    """A quasi-arithmetic mean: back(weighted mean of there(x))."""

    name: Mean
    there: Callable[[Floats], Floats]
    back: Callable[[Floats], Floats]
    takes_negative: bool = False

    def combine(self, values: Floats, weights: Floats, missing: Missing) -> Floats:
        """Children are added one by one: a unit's mean is the same to the last bit in any company.

        NaN where all weights are zero.
        """
        shape = np.broadcast_shapes(values.shape[1:], weights.shape[1:])
        sums = _Sums(shape, self.there)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            sums.add_all(values, weights)
        if not self.takes_negative:
            raise_if(negative_values(values, weights, sums.lowest, self.name))
        with np.errstate(divide="ignore", invalid="ignore"):
            result = self.back(sums.terms / sums.weights)
        result = np.minimum(np.maximum(result, sums.lowest), sums.highest)
        unknown = sums.weights == 0
        if missing == "propagate":
            unknown = unknown | sums.gap
        return np.where(unknown, np.nan, result)


def _itself(x: Floats) -> Floats:
    return x


_FORMS: dict[Mean, _Form] = {
    "arithmetic": _Form("arithmetic", _itself, _itself, takes_negative=True),
    "geometric": _Form("geometric", np.log, np.exp),
    "harmonic": _Form("harmonic", np.reciprocal, np.reciprocal),
}


def combiner(method: Aggregator) -> Combiner:
    """The combiner of a mean's name, of a function, or itself. Raises InputError for other words.

    >>> combiner("median")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    aqyl.problems.InputError: ...
    """
    raise_if(method_problems(method))
    if isinstance(method, str):
        return _FORMS[method]
    return method if isinstance(method, Combiner) else Custom(method)


def method_problems(method: object) -> list[Problem]:
    """A problem when a method is neither the name of a mean nor a combiner nor a function."""
    if isinstance(method, str):
        return choice("method", method, get_args(Mean))
    if isinstance(method, Combiner) or (callable(method) and not isinstance(method, type)):
        return []
    return choice("method", str(method), get_args(Mean))


def mean(
    x: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    method: Aggregator = "arithmetic",
    missing: Missing = "propagate",
) -> Floats:
    """The last axis brought together by the method named; equal weights where none are given.

    Shapes: x (..., children), weights (children,) or broadcasting to x, result (...). method: the
    name of a mean, a combiner such as `Power(2)`, or a function (see `Custom`).
    Raises InputError for unknown words, weights that are negative, missing or sum to zero, and
    negative values in a geometric or harmonic mean (a zero makes these two zero).

    >>> mean([[1, 4], [9, float("nan")]], method="geometric", missing="renormalise")
    array([2., 9.])
    """
    raise_if([*method_problems(method), *missing_words(missing)])
    values = floats(x)
    given = np.ones(values.shape[-1:]) if weights is None else floats(weights, "weights")
    raise_if([*weight_problems(given), *_zero_sums(given)])
    each = fit(given, values.shape, "weights")
    children, own = np.moveaxis(values, -1, 0), np.moveaxis(each, -1, 0)
    return combiner(method).combine(children, own, missing)


def arithmetic_mean(
    x: npt.ArrayLike, weights: npt.ArrayLike | None = None, missing: Missing = "propagate"
) -> Floats:
    """sum(w x) / sum(w): full compensation between children. Shapes and errors as in `mean`."""
    return mean(x, weights, "arithmetic", missing)


def geometric_mean(
    x: npt.ArrayLike, weights: npt.ArrayLike | None = None, missing: Missing = "propagate"
) -> Floats:
    """prod(x^w)^(1 / sum(w)); a zero gives zero, a negative value raises. As `mean` otherwise."""
    return mean(x, weights, "geometric", missing)


def harmonic_mean(
    x: npt.ArrayLike, weights: npt.ArrayLike | None = None, missing: Missing = "propagate"
) -> Floats:
    """sum(w) / sum(w / x); a zero gives zero, a negative value raises. As `mean` otherwise."""
    return mean(x, weights, "harmonic", missing)


class _Sums:
    """What a mean needs of its children, gathered one child at a time.

    weights and gap are single numbers until a child differs between units.
    """

    def __init__(self, shape: tuple[int, ...], there: Callable[[Floats], Floats]) -> None:
        self.there = there
        self.terms: Floats = np.zeros(shape)
        self.weights: Floats = np.zeros(())
        self.lowest: Floats = np.full(shape, np.nan)
        self.highest: Floats = np.full(shape, np.nan)
        self.gap: Bools = np.zeros((), dtype=np.bool_)

    def add_all(self, children: Floats, weights: Floats) -> None:
        """Add the children in their order, those of a small array at once."""
        flat = weights.ndim == 1
        own = weights.reshape(-1, *[1] * (children.ndim - 1)) if flat else weights
        if own.ndim == children.ndim and 0 < max(children.size, own.size) <= _FEW:
            self._add_at_once(children, own)
            return
        for child, weight, absent in zip(children, weights, np.isnan(children), strict=True):
            self.add(child, weight, absent)

    def _add_at_once(self, children: Floats, weights: Floats) -> None:
        """The same to the last bit as one after another: `cumsum` adds in order, `sum` does not."""
        absent, applies = np.isnan(children), weights > 0
        used = applies & ~absent
        share, seen = np.where(used, weights, 0.0), np.where(used, children, np.nan)
        self.terms += np.cumsum(share * self.there(np.where(used, children, 1.0)), axis=0)[-1]
        self.weights = np.cumsum(share, axis=0)[-1]
        self.lowest = np.fmin.reduce(seen, axis=0)
        self.highest = np.fmax.reduce(seen, axis=0)
        self.gap = np.asarray((applies & absent).any(axis=0))

    def add(self, child: Floats, weight: Floats, absent: Bools) -> None:
        """Add a child; where it is all there and weighs the same for all, nothing is looked up."""
        if weight.ndim == 0 and weight > 0 and not absent.any():
            share, value, seen = weight, child, child
        else:
            used = (weight > 0) & ~absent
            share, value = np.where(used, weight, 0.0), np.where(used, child, 1.0)
            seen = np.where(used, child, np.nan)
            self.gap = self.gap | (weight > 0) & absent
        self.terms += share * self.there(value)
        self.weights = self.weights + share
        np.fmin(self.lowest, seen, out=self.lowest)
        np.fmax(self.highest, seen, out=self.highest)


def missing_words(missing: str) -> list[Problem]:
    """A problem when the rule for a missing child is unknown."""
    return choice("missing", missing, get_args(Missing))


def weight_problems(weights: Floats) -> list[Problem]:
    """Problems of weights that are missing or negative."""
    found = []
    if (absent := int(np.isnan(weights).sum())) > 0:
        found.append(problem("weights_missing", count=absent))
    if (negative := weights < 0).any():
        least = float(weights[negative].min())
        found.append(problem("weights_negative", count=int(negative.sum()), least=least))
    return found


def _zero_sums(weights: Floats) -> list[Problem]:
    zero = ~(weights > 0).any(axis=-1)
    if not zero.any():
        return []
    return [problem("weights_zero", count=int(zero.sum()), total=int(zero.size))]
