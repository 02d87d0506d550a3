"""How good a judgement is on a sample, and how far the sample can be trusted."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aqyl.diagnose.duplicates.matching.records import Floats

Labels = NDArray[np.bool_]
# The two-sided 95 % point of the normal distribution.
Z95 = 1.959963984540054
_RESAMPLED = 2000


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % interval; nan where the sample says nothing."""

    value: float
    low: float
    high: float


def wilson(hits: int, count: int) -> Interval:
    """The share hits / count with Wilson's score interval.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22
    (1927): centre (p + z²/2n) / (1 + z²/n), half width z/(1 + z²/n) sqrt(p(1-p)/n + z²/4n²).

    >>> found = wilson(9, 10)
    >>> round(found.low, 3), round(found.high, 3)
    (0.596, 0.982)
    """
    if count == 0:
        return Interval(math.nan, math.nan, math.nan)
    share, z2 = hits / count, Z95 * Z95
    centre = (share + z2 / (2 * count)) / (1 + z2 / count)
    spread = math.sqrt(share * (1 - share) / count + z2 / (4 * count * count))
    half = Z95 / (1 + z2 / count) * spread
    return Interval(share, max(0.0, centre - half), min(1.0, centre + half))


def f1(actual: Labels, said: Labels) -> float:
    """2 TP / (2 TP + FP + FN); nan when there is nothing to find and nothing is said.

    >>> f1(np.array([True, True, False]), np.array([True, False, False]))
    0.6666666666666666
    """
    wrong = int((actual ^ said).sum())
    right = 2 * int((actual & said).sum())
    return right / (right + wrong) if right + wrong else math.nan


def f1_interval(actual: Labels, said: Labels, seed: int = 0) -> Interval:
    """F1 with the 2.5th and 97.5th percentile of 2,000 bootstrap samples of the pairs."""
    rng, count = np.random.default_rng(seed), len(actual)
    kinds = np.bincount(actual * 2 + said.astype(int), minlength=4)
    drawn = rng.multinomial(count, kinds / max(count, 1), size=_RESAMPLED)
    right = 2 * drawn[:, 3]
    total = right + drawn[:, 1] + drawn[:, 2]
    scores = right[total > 0] / total[total > 0]
    if not len(scores):
        return Interval(math.nan, math.nan, math.nan)
    low, high = np.percentile(scores, [2.5, 97.5])
    return Interval(f1(actual, said), float(low), float(high))


def best_threshold(actual: Labels, probability: Floats) -> float:
    """The probability from which on saying "match" gives the best F1; the highest of equals."""
    order = np.argsort(-probability, kind="stable")
    right = np.cumsum(actual[order])
    said = np.arange(1, len(order) + 1)
    scores = 2 * right / (said + int(actual.sum()))
    last = np.append(np.diff(probability[order]) != 0, True)
    best = int(np.argmax(np.where(last, scores, -1.0)))
    at = float(probability[order][best])
    below = float(probability[order][best + 1]) if best + 1 < len(order) else 0.0
    return (at + below) / 2
