"""Normalisation: values of an indicator to a common scale, over the units or against fixed marks.

Arrays are units, or units x indicators (each column by itself); draws may stand before. A missing
value (NaN) stays missing and is not counted. A column that cannot tell its units apart (one value,
or all equal) is 0/0 and gives NaN in min_max and z_score; there rank_score gives each value 1 and
percentile_rank each value 0, a single one NaN. A column without values stays NaN.
Sources: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5; conventions of
n - 1 and of ranks as in the R package COINr.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats, column_shape, ends, fit, floats, problem, unit_axis
from aqyl.index.parameters import Parameter, check, declare
from aqyl.index.ranks import Ties, rank
from aqyl.problems import Problem, raise_if

MEAN = Parameter("mean")
SD = Parameter("sd", low=0, inside=True)


def min_max(
    x: npt.ArrayLike,
    low: npt.ArrayLike | None = None,
    high: npt.ArrayLike | None = None,
    to: tuple[npt.ArrayLike, npt.ArrayLike] = (0.0, 1.0),
) -> Floats:
    """(x - low) / (high - low), stretched to the range `to`; nothing is cut.

    low, high: a number or one for each column; observed over the units where not given (None, or
    NaN for a column). to: two ends, each a number or one for each column. Raises InputError where
    the range is turned round or `to` does not rise.

    >>> min_max([2, 4, 6])
    array([0. , 0.5, 1. ])
    >>> min_max([70, 74, float("nan")], low=65, to=(0, 100)).round(1)
    array([ 55.6, 100. ,   nan])
    """
    values = floats(x)
    bottom, top = (
        _given_or_observed(seen, given, name)
        for seen, given, name in zip(ends(values), (low, high), ("low", "high"), strict=True)
    )
    least, most = (fit(end, column_shape(values), "to") for end in to)
    raise_if([*_turned("to", least >= most, least, most)])
    raise_if([*_turned("min_max", bottom > top, bottom, top)])
    span = np.where(top > bottom, top - bottom, np.nan)
    return _stretched(values - bottom, span, most - least, least)


def _given_or_observed(seen: Floats, given: npt.ArrayLike | None, name: str) -> Floats:
    marks = fit(np.nan if given is None else given, seen.shape, name)
    return np.where(np.isnan(marks), seen, marks)


def _turned(name: str, wrong: Bools, bottom: Floats, top: Floats) -> list[Problem]:
    pairs = zip(bottom[wrong].tolist(), top[wrong].tolist(), strict=True)
    return [problem("range", name=name, low=low, high=high) for low, high in pairs]


@declare(MEAN, SD)
def z_score(x: npt.ArrayLike, mean: npt.ArrayLike = 0.0, sd: npt.ArrayLike = 1.0) -> Floats:
    """(x - column mean) / column standard deviation (n - 1), moved to `mean` and `sd`.

    mean, sd: a number or one for each column. Raises InputError unless sd is above zero.

    >>> z_score([1, 2, 3], mean=10, sd=2)
    array([ 8., 10., 12.])
    """
    raise_if(check(z_score, mean=mean, sd=sd))
    values = floats(x)
    shape = column_shape(values)
    middle, width = fit(mean, shape, "mean"), fit(sd, shape, "sd")
    axis = unit_axis(values)
    present = ~np.isnan(values)
    count = present.sum(axis=axis, keepdims=True)
    total = np.where(present, values, 0.0).sum(axis=axis, keepdims=True)
    distance = values - total / np.maximum(count, 1)
    squares = np.where(present, distance, 0.0) ** 2
    spread = np.sqrt(squares.sum(axis=axis, keepdims=True) / np.maximum(count - 1, 1))
    # Rounding can leave a spread in equal values, so their equality is asked directly.
    lowest, highest = ends(values)
    return _stretched(distance, np.where(lowest < highest, spread, np.nan), width, middle)


def _stretched(distance: Floats, unit: Floats, width: Floats, start: Floats) -> Floats:
    """distance / unit * width + start, in the place of `distance`."""
    for step, factor in ((np.divide, unit), (np.multiply, width), (np.add, start)):
        step(distance, factor, out=distance)
    return distance


def rank_score(x: npt.ArrayLike, ties: Ties = "min") -> Floats:
    """Rank as a score: the lowest value gets 1, the highest value the highest rank.

    Equal values share the lowest rank of their places (`ties` as in `rank`).

    >>> rank_score([10, 30, 10, float("nan")])
    array([ 1.,  3.,  1., nan])
    """
    return rank(x, ties, descending=False)


def borda(x: npt.ArrayLike, ties: Ties = "min") -> Floats:
    """Rank as a score, less one: how many units a unit beats (Borda count); `ties` as in `rank`.

    >>> borda([10, 30, 10, float("nan")])
    array([ 0.,  2.,  0., nan])
    """
    return rank(x, ties, descending=False) - 1.0


def percentile_rank(x: npt.ArrayLike) -> Floats:
    """(rank - 1) / (n - 1): the share of the other units that lie below; n counts values present.

    >>> percentile_rank([10, 30, 20])
    array([0. , 1. , 0.5])
    """
    ranks = rank_score(x)
    others = (~np.isnan(ranks)).sum(axis=unit_axis(ranks), keepdims=True) - 1.0
    return (ranks - 1.0) / np.where(others > 0, others, np.nan)
