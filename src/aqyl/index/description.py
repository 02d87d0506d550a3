"""What each indicator looks like: its range, middle, shape, gaps, zeros and repeats."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats, floats, problem
from aqyl.index.moments import KURTOSIS, SKEW, beyond, moments
from aqyl.index.parameters import Parameter, check, declare
from aqyl.problems import raise_if

DATA = Parameter("data", "scalar", low=0, high=1)
NONZERO = Parameter("nonzero", "scalar", low=0, high=1)
UNIQUE = Parameter("unique", "scalar", low=0, high=1)

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Description:
    """Figures of columns, one entry for each; NaN where a column has too few values for one.

    present, nonzero, unique, same: how many values there are, are not zero, differ from each
    other, and share the most frequent value. The flags are True where a column needs a look: too
    few of these among the units, or outliers.
    """

    low: Floats
    high: Floats
    mean: Floats
    median: Floats
    sd: Floats
    skewness: Floats
    kurtosis: Floats
    present: Counts
    nonzero: Counts
    unique: Counts
    same: Counts
    few_present: Bools
    few_nonzero: Bools
    few_unique: Bools
    outlying: Bools


@declare(SKEW, KURTOSIS, DATA, NONZERO, UNIQUE)
def describe(
    x: npt.ArrayLike,
    skew: float = 2.0,
    kurtosis: float = 3.5,
    data: float = 0.65,
    nonzero: float = 0.5,
    unique: float = 0.5,
) -> Description:
    """Describe each column of units x indicators.

    skew, kurtosis: the rule of `outlying`. data, nonzero, unique: the least share of the units
    that has a value, one that is not zero, one of its own.
    Raises InputError for parameters outside their ranges, another shape and no units.

    >>> found = describe([[1, 0], [2, 0], [4, float("nan")]])
    >>> found.median, found.same, found.few_nonzero
    (array([2., 0.]), array([1, 2]), array([False,  True]))
    """
    given = {"skew": skew, "kurtosis": kurtosis}
    values = floats(x)
    found = check(describe, **given, data=data, nonzero=nonzero, unique=unique)
    if values.ndim != 2 or len(values) == 0:
        found.append(problem("shape", name="x", given=values.shape, allowed="(units, indicators)"))
    raise_if(found)
    ordered = np.sort(values, axis=0)
    shape = moments(values)
    present = (~np.isnan(values)).sum(axis=0)
    not_zero = present - (values == 0).sum(axis=0)
    different, same = _repeats(ordered)
    return Description(
        ordered[0],
        np.fmax.reduce(values, axis=0),
        np.where(present > 0, shape.mean, np.nan),
        median_of(ordered, present),
        shape.sd,
        shape.skewness,
        shape.kurtosis,
        present,
        not_zero,
        different,
        same,
        present / len(values) < data,
        not_zero / len(values) < nonzero,
        different / len(values) < unique,
        beyond(shape.skewness, shape.kurtosis, skew, kurtosis),
    )


def median_of(ordered: Floats, count: Counts) -> Floats:
    """The median of each column of rising values, gaps last, of which `count` are present."""
    places = np.stack([np.maximum(count - 1, 0) // 2, count // 2])
    low, high = np.take_along_axis(ordered, np.minimum(places, len(ordered) - 1), axis=0)
    middle = low + (high - low) / 2
    return np.where(count > 0, middle, np.nan)


def _repeats(ordered: Floats) -> tuple[Counts, Counts]:
    """How many different values a column holds, and how often its most frequent one."""
    present = ~np.isnan(ordered)
    place = np.arange(len(ordered))[:, np.newaxis]
    starts = present.copy()
    starts[1:] &= ordered[1:] != ordered[:-1]
    since = place - np.maximum.accumulate(np.where(starts, place, 0), axis=0) + 1
    return starts.sum(axis=0), np.where(present, since, 0).max(axis=0)
