"""Mean, standard deviation and percentiles of the draws of each unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats
from aqyl.index.uncertainty.streams import Whole


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """How a number spreads over the draws: mean, sd (n - 1) and percentiles (units, percentiles).

    NaN for a unit without any draw; sd also for one with a single draw.
    """

    mean: Floats
    sd: Floats
    percentiles: Floats

    @classmethod
    def blank(cls, units: int, percentiles: int) -> Spread:
        """Room for so many units."""
        one, other = np.full((2, units), np.nan)
        return cls(one, other, np.full((units, percentiles), np.nan))

    def put(self, units: slice | npt.NDArray[np.intp], other: Spread) -> None:
        """Enter the figures of some units."""
        self.mean[units] = other.mean
        self.sd[units] = other.sd
        self.percentiles[units] = other.percentiles


def counted(rising: Floats) -> Whole:
    """How many numbers each line holds before its missing ones, which stand last."""
    if not np.isnan(rising[:, -1:]).any():
        return np.full(len(rising), rising.shape[1], dtype=np.int64)
    return np.asarray(np.count_nonzero(~np.isnan(rising), axis=1), dtype=np.int64)


def spread(rising: Floats, counts: Whole, percentages: Floats) -> Spread:
    """The spread of lines in rising order, of which the first `counts` numbers are there.

    >>> figures = spread(np.array([[1.0, 2.0, 6.0, np.nan]]), np.array([3]), np.array([50.0, 75.0]))
    >>> figures.mean.tolist(), figures.percentiles.tolist()
    ([3.0], [[2.0, 4.0]])
    """
    there = np.arange(rising.shape[1]) < counts[:, np.newaxis]
    whole = bool(there.all())
    some = np.where(counts > 0, counts, np.nan)
    mean = (rising if whole else np.where(there, rising, 0.0)).sum(axis=1) / some
    distance = rising - mean[:, np.newaxis]
    if not whole:
        distance[~there] = 0.0
    squares = np.square(distance, out=distance).sum(axis=1)
    sd = np.sqrt(squares / np.where(counts > 1, counts - 1.0, np.nan))
    return Spread(mean, sd, type_seven(rising, counts, percentages))


def type_seven(rising: Floats, counts: Whole, percentages: Floats) -> Floats:
    """Percentiles of lines in rising order, (lines, percentages).

    At h = (n - 1) p between the two nearest numbers. Source: Hyndman & Fan, "Sample quantiles in
    statistical packages", The American Statistician 50 (1996), type 7.
    """
    percentiles = np.full((len(rising), percentages.size), np.nan)
    for count in set(counts.tolist()) - {0}:
        lines = counts == count
        place = (count - 1) * (percentages / 100.0)
        below = np.floor(place).astype(np.intp)
        above = np.minimum(below + 1, count - 1)
        low, high = (rising[:, at][lines] for at in (below, above))
        percentiles[lines] = np.minimum(low + (place - below) * (high - low), high)
    return percentiles
