"""The eight shades of a score, from the palest (least) to the strongest (most)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

COUNT = 8
_STEPS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.5, 8.0)


@dataclass(frozen=True, slots=True)
class Shades:
    """Equal classes of scores: the first starts at `start`, each is `step` wide."""

    start: float
    step: float

    def shade(self, score: float) -> int:
        """The class of a score, 1 to 8; what lies beyond the ends belongs to the end classes."""
        place = math.floor((score - self.start) / self.step + 1e-9)
        return min(max(place, 0), COUNT - 1) + 1

    @property
    def edges(self) -> tuple[float, ...]:
        """The nine edges of the eight classes."""
        return tuple(round(self.start + i * self.step, 10) for i in range(COUNT + 1))

    @property
    def digits(self) -> int:
        """How many decimals the edges need."""
        return next(d for d in range(7) if abs(round(self.step, d) - self.step) < 1e-9)


def shades_for(scores: Iterable[float]) -> Shades:
    """The narrowest round classes that hold all the scores.

    >>> shades_for([3.1, 24.0, 37.9])
    Shades(start=0.0, step=5.0)
    """
    known = [score for score in scores if not math.isnan(score)]
    if not known:
        return Shades(0.0, 1.0)
    low, high = min(known), max(known)
    power = math.floor(math.log10(max(high - low, 1e-3) / COUNT))
    for factor in (*_STEPS, *(10 * step for step in _STEPS)):
        step = factor * 10.0**power
        start = math.floor(low / step + 1e-9) * step
        if start + COUNT * step >= high - 1e-9:
            return Shades(round(start, 10), round(step, 10))
    raise AssertionError("a step of a hundred times an eighth of the range holds the range")
