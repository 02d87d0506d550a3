"""Weighted means over the last axis: arithmetic, geometric, harmonic.

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
from aqyl.problems import Problem, raise_if

Mean = Literal["arithmetic", "geometric", "harmonic"]
Missing = Literal["propagate", "renormalise"]


@dataclass(frozen=True, slots=True)
class _Form:
    """A quasi-arithmetic mean: back(weighted mean of there(x))."""

    there: Callable[[Floats], Floats]
    back: Callable[[Floats], Floats]
    takes_negative: bool = False


_FORMS: dict[Mean, _Form] = {
    "arithmetic": _Form(np.positive, np.positive, takes_negative=True),
    "geometric": _Form(np.log, np.exp),
    "harmonic": _Form(np.reciprocal, np.reciprocal),
}


def mean(
    x: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    method: Mean = "arithmetic",
    missing: Missing = "propagate",
) -> Floats:
    """The weighted mean of the last axis by the method named; equal weights where none are given.

    Shapes: x (..., children), weights (children,) or broadcasting to x, result (...).
    Raises InputError for unknown words, weights that are negative, missing or sum to zero, and
    negative values in a geometric or harmonic mean (a zero makes these two zero).

    >>> mean([[1, 4], [9, float("nan")]], method="geometric", missing="renormalise")
    array([2., 9.])
    """
    raise_if([*choice("method", method, get_args(Mean)), *missing_words(missing)])
    values = floats(x)
    given = np.ones(values.shape[-1:]) if weights is None else floats(weights, "weights")
    raise_if([*weight_problems(given), *_zero_sums(given)])
    each = fit(given, values.shape, "weights")
    return weighted(np.moveaxis(values, -1, 0), np.moveaxis(each, -1, 0), method, missing)


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


def weighted(values: Floats, weights: Floats, method: Mean, missing: Missing) -> Floats:
    """`mean` for checked arguments, the children on the FIRST axis of both; they broadcast.

    NaN where all weights are zero. Children are added one by one, so a unit's mean is the same to
    the last bit whichever units stand beside it.
    """
    shape = np.broadcast_shapes(values.shape[1:], weights.shape[1:])
    sums = _Sums(shape, _FORMS[method].there)
    for child, weight in zip(values, weights, strict=True):
        sums.add(child, weight)
    if not _FORMS[method].takes_negative:
        raise_if(_negative_values(values, weights, sums.lowest, method))
    with np.errstate(divide="ignore", invalid="ignore"):
        result = _FORMS[method].back(sums.terms / sums.weights)
    result = np.minimum(np.maximum(result, sums.lowest), sums.highest)
    unknown = sums.weights == 0
    if missing == "propagate":
        unknown |= sums.gap
    return np.where(unknown, np.nan, result)


class _Sums:
    """What a mean needs of its children, gathered one child at a time."""

    def __init__(self, shape: tuple[int, ...], there: Callable[[Floats], Floats]) -> None:
        self.there = there
        self.terms: Floats = np.zeros(shape)
        self.weights: Floats = np.zeros(shape)
        self.lowest: Floats = np.full(shape, np.nan)
        self.highest: Floats = np.full(shape, np.nan)
        self.gap: Bools = np.zeros(shape, dtype=np.bool_)

    def add(self, child: Floats, weight: Floats) -> None:
        absent = np.isnan(child)
        counts = weight > 0
        used = counts & ~absent
        share = np.where(used, weight, 0.0)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            self.terms += share * self.there(np.where(used, child, 1.0))
        self.weights += share
        seen = np.where(used, child, np.nan)
        np.fmin(self.lowest, seen, out=self.lowest)
        np.fmax(self.highest, seen, out=self.highest)
        self.gap |= counts & absent


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


def _negative_values(
    values: Floats, weights: Floats, lowest: Floats, method: Mean
) -> list[Problem]:
    if not (lowest < 0).any():
        return []
    count = int(((values < 0) & (weights > 0)).sum())
    return [problem("mean_negative", method=method, count=count, least=float(np.nanmin(lowest)))]
