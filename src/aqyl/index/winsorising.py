"""Winsorising: the farthest values of a column are drawn in, one at a time, until it passes.

Arrays are units, or units x indicators. Missing values (NaN) stay missing.
Source: the procedure of the R package COINr and of JRC's audits; the rule is in `moments`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats, floats, problem
from aqyl.index.moments import KURTOSIS, SKEW, about_mean, beyond, kurtosis_of, skewness_of
from aqyl.index.parameters import Parameter, check, declare
from aqyl.index.tails import Tails
from aqyl.problems import raise_if

POINTS = Parameter("points", "whole", low=0, optional=True)
FORCE = Parameter("force", "switch")


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """For each column the bounds its values are drawn in to, and its shape once they are.

    low, high: NaN where that end is not touched. points: how many values are changed.
    """

    low: Floats
    high: Floats
    points: npt.NDArray[np.int64]
    skewness: Floats
    kurtosis: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Winsorised(Drawn):
    """Bounds and shapes with the winsorised values."""

    x: Floats


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: so many points changed, or skewness or kurtosis back within its limit."""

    points: int | None
    skew: float
    kurtosis: float
    force: bool = False


@declare(POINTS, SKEW, KURTOSIS, FORCE)
def winsorise(
    x: npt.ArrayLike,
    points: int | None = 5,
    skew: float = 2.0,
    kurtosis: float = 3.5,
    force: bool = False,
) -> Winsorised:
    """The highest value (lowest, if skewness is negative) becomes the next one, again and again.

    A column is left alone as soon as |skewness| < skew or kurtosis < `kurtosis`; with `force` it
    goes on to the number of points. Equal extremes move together, so that `points` can be passed;
    None sets no number. Neither end is drawn past the median, and two different values always
    remain. Raises InputError for parameters outside their ranges.

    >>> winsorise([1, 2, 3, 4, 5, 6, 7, 90]).x
    array([1., 2., 3., 4., 5., 6., 7., 7.])
    """
    values = floats(x)
    found = check(winsorise, points=points, skew=skew, kurtosis=kurtosis, force=force)
    if values.ndim not in {1, 2}:
        found.append(problem("shape", name="x", given=values.shape, allowed="(units, indicators)"))
    raise_if(found)
    columns = values[:, np.newaxis] if values.ndim == 1 else values
    drawn = draw_in(columns, Limits(points, skew, kurtosis, force))
    low, high, moved = drawn.low, drawn.high, drawn.points
    x, skewness, kurtoses = _cut(columns, low, high), drawn.skewness, drawn.kurtosis
    if values.ndim > 1:
        return Winsorised(low, high, moved, skewness, kurtoses, x)
    return Winsorised(low[0], high[0], moved[0], skewness[0], kurtoses[0], x[:, 0])


def draw_in(columns: Floats, limits: Limits) -> Drawn:
    """How far `winsorise` draws in the columns of a checked array of units x indicators."""
    table = np.ascontiguousarray(columns.T)
    present = ~np.isnan(table)
    lines = list(table)
    for place in np.flatnonzero(~present.all(axis=1)):
        lines[place] = table[place, present[place]]
    low, high, skewness, kurtosis = (np.full(len(lines), np.nan) for _ in range(4))
    points = np.zeros(len(lines), dtype=np.int64)
    todo = np.array([place for place, line in enumerate(lines) if line.size > 1], dtype=np.int64)
    reach = len(columns) if limits.points is None else limits.points + 1
    while todo.size:
        tails = Tails([lines[place] for place in todo], reach)
        shape, short = _draw_in(tails, limits)
        low[todo] = np.where(tails.bottom.cut > 0, tails.bottom.level, np.nan)
        high[todo] = np.where(tails.top.cut > 0, tails.top.level, np.nan)
        points[todo], (skewness[todo], kurtosis[todo]) = tails.changed, shape
        # Ties can reach farther in than the ends do: such columns start again with all of theirs.
        todo, reach = todo[short], len(columns)
    return Drawn(low, high, points, skewness, kurtosis)


def _cut(columns: Floats, low: Floats, high: Floats) -> Floats:
    """Values brought to low and high; NaN is no bound, and a missing value stays missing."""
    floor, ceiling = np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)
    return np.minimum(np.maximum(columns, floor), ceiling)


def _draw_in(tails: Tails, limits: Limits) -> tuple[tuple[Floats, Floats], Bools]:
    """Draw in every column as far as it needs: skewness and kurtosis, and whose end was short."""
    live = np.ones(len(tails.count), dtype=np.bool_)
    short = np.zeros_like(live)
    while True:
        skewness, kurtosis = _shape(tails)
        live &= ~_enough(tails, skewness, kurtosis, limits)
        if not live.any():
            return (skewness, kurtosis), short
        done, lacking = tails.draw(skewness >= 0, live)
        live &= done
        short |= lacking


def _enough(tails: Tails, skewness: Floats, kurtosis: Floats, limits: Limits) -> Bools:
    most = np.inf if limits.points is None else limits.points
    passed = ~beyond(skewness, kurtosis, limits.skew, limits.kurtosis)
    return np.asarray((tails.changed >= most) | (passed & (not limits.force)))


def _shape(tails: Tails) -> tuple[Floats, Floats]:
    count = tails.count.astype(np.float64)
    second, third, fourth = about_mean(count, *tails.sums())
    return skewness_of(count, second, third), kurtosis_of(count, second, fourth)
