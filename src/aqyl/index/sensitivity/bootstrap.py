"""Confidence intervals by the bootstrap: base points drawn again with replacement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats
from aqyl.index.uncertainty.spread import type_seven
from aqyl.index.uncertainty.streams import Purpose, generator, wholes

# Numbers of a weight matrix at once.
_AT_ONCE = 2**21


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """A value with its confidence interval; three arrays of one shape."""

    value: Floats
    low: Floats
    high: Floats


def resamples(seed: int, base: int, count: int) -> npt.NDArray[np.uint8]:
    """How often each base point is drawn in each resample, (count, base).

    Source: B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7
    (1979).
    """
    stream = generator(seed, Purpose.BOOTSTRAP)
    drawn = np.empty((count, base), dtype=np.uint8)
    size = max(1, _AT_ONCE // (8 * base))
    for first in range(0, count, size):
        lines = drawn[first : first + size]
        places = wholes(stream, lines.size, base).reshape(lines.shape)
        places += base * np.arange(len(lines))[:, np.newaxis]
        lines.ravel()[:] = np.bincount(places.ravel(), minlength=lines.size)
    return drawn


def shares(drawn: npt.NDArray[np.uint8]) -> Iterator[Floats]:
    """The resamples as weights that sum to one, some lines at a time."""
    count, base = drawn.shape
    size = max(1, _AT_ONCE // base)
    for first in range(0, count, size):
        yield drawn[first : first + size] / np.float64(base)


def estimate(value: Floats, drawn: Floats, confidence: float) -> Estimate:
    """A value with the middle `confidence` of its resamples; drawn: (resamples, *value.shape).

    NaN where the value is.
    """
    lines = np.sort(drawn.reshape(len(drawn), -1).T, axis=1)
    counts = np.full(len(lines), len(drawn), dtype=np.int64)
    tail = 50.0 * (1.0 - confidence)
    ends = type_seven(lines, counts, np.array([tail, 100.0 - tail]))
    low, high = (end.reshape(value.shape) for end in ends.T)
    return Estimate(value, np.where(np.isnan(value), np.nan, low), high)
