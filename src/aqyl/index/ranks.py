"""Ranks over the units, and the ranks a unit can have when its score is known within bounds."""

from __future__ import annotations

from math import prod
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, floats, problem, unit_axis
from aqyl.index.ordering import batches, rank_lines
from aqyl.index.parameters import Parameter, check, declare
from aqyl.problems import Problem, raise_if

Ties = Literal["min", "max", "average"]

TIES = Parameter("ties", "choice", choices=get_args(Ties))

# Two sums of the same numbers may part in their last digits.
_ROUNDING = 1e-9


@declare(TIES)
def rank(scores: npt.ArrayLike, ties: Ties = "min", descending: bool = True) -> Floats:
    """Rank over the units: 1 is the highest score, or the lowest with `descending=False`.

    scores: units, or units x columns (each column ranked by itself). Equal scores share the
    lowest (`min`), highest (`max`) or mean rank of their places. A unit without a score (NaN) has
    no rank (NaN) and takes no place. Raises InputError for an unknown `ties`.

    >>> rank([0.5, 0.9, float("nan"), 0.5])
    array([ 2.,  1., nan,  2.])
    """
    raise_if(check(rank, ties=ties))
    values = floats(scores, "scores")
    axis = unit_axis(values)
    lines = np.moveaxis(values if descending else -values, axis, -1)
    return _units_back(_shared(lines, ties), axis)


def _shared(lines: Floats, ties: Ties) -> Floats:
    """Ranks from the highest value down: the highest place of equals is counted from the end."""
    if ties == "min":
        return _lowest(lines)
    present = (~np.isnan(lines)).sum(axis=-1, keepdims=True)
    highest: Floats = present + 1.0 - _lowest(-lines)
    return highest if ties == "max" else (_lowest(lines) + highest) / 2.0


def _lowest(lines: Floats) -> Floats:
    """Ranks in which equal values share the lowest of their places."""
    flat = lines.reshape(prod(lines.shape[:-1]), lines.shape[-1])
    ranks: Floats = np.empty(flat.shape)
    for part in batches(flat):
        ranks[part] = rank_lines(np.ascontiguousarray(flat[part]))
    ranks[ranks == 0] = np.nan
    return ranks.reshape(lines.shape)


def rank_interval(low: npt.ArrayLike, high: npt.ArrayLike) -> tuple[Floats, Floats]:
    """The best and the worst rank each unit can have when its score lies in [low, high].

    best_i = 1 + #{j: low_j > high_i}, worst_i = 1 + #{j other than i: high_j > low_i}; ranks as
    in `rank` with ties = min. low, high: units, or units x columns. A unit with a missing bound
    has no ranks (NaN) and takes no place. O(n log n).
    Raises InputError where the shapes differ or a low lies above its high.

    >>> rank_interval([0.1, 0.4, 0.7], [0.5, 0.6, 0.9])
    (array([2., 2., 1.]), array([3., 3., 1.]))
    """
    lower, upper = floats(low, "low"), floats(high, "high")
    raise_if(_interval_problems(lower, upper))
    axis = unit_axis(lower)
    lows = np.moveaxis(np.minimum(lower, upper), axis, -1)
    highs = np.moveaxis(np.maximum(lower, upper), axis, -1)
    best: Floats = np.full(lows.shape, np.nan)
    worst: Floats = np.full(lows.shape, np.nan)
    for line in np.ndindex(lows.shape[:-1]):
        known = ~np.isnan(lows[line])
        best[line][known], worst[line][known] = _interval(lows[line][known], highs[line][known])
    return _units_back(best, axis), _units_back(worst, axis)


def _interval_problems(low: Floats, high: Floats) -> list[Problem]:
    if low.shape != high.shape:
        return [problem("shape", name="high", given=high.shape, allowed=low.shape)]
    crossed = low - high > _ROUNDING * np.maximum(1.0, np.abs(low))
    return [problem("interval", count=int(crossed.sum()))] if crossed.any() else []


def _units_back(lines: Floats, axis: int) -> Floats:
    return np.asarray(np.moveaxis(lines, -1, axis), dtype=np.float64, order="C")


def _interval(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    surely_above = low.size - np.searchsorted(np.sort(low), high, side="right")
    maybe_above = low.size - np.searchsorted(np.sort(high), low, side="right") - (high > low)
    return np.float64(1.0) + surely_above, np.float64(1.0) + maybe_above
