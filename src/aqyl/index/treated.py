"""What a treatment did: to each column, and to each single value."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats

Places = npt.NDArray[np.int64]
Point = tuple[int, int, float, float, str]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One step tried on a column: values changed, the shape after it, whether that passes."""

    step: str
    points: int
    skewness: float
    kurtosis: float
    passed: bool


@dataclass(frozen=True, slots=True, eq=False)
class Applied:
    """A step that stands in the result; the units it moved from above and from below.

    A step that bends the whole column names no units: it moved every value.
    """

    step: str
    high: Places | None = None
    low: Places | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """A column's way: its shape at first, every step tried, the steps that stand."""

    skewness: float = math.nan
    kurtosis: float = math.nan
    passed: bool = True
    attempts: tuple[Attempt, ...] = ()
    applied: tuple[Applied, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether the column passes in the end."""
        return self.attempts[-1].passed if self.attempts else self.passed


@dataclass(frozen=True, slots=True, eq=False)
class TreatedPoints:
    """Every value a treatment changed, as columns of one length, by indicator and unit.

    unit, indicator: positions in the data. method: positions in `methods`, whose words join the
    steps by a plus: `winsorise_high`, `winsorise_low+log_ct`, `log_ct`.
    """

    unit: Places
    indicator: Places
    before: Floats
    after: Floats
    method: Places
    methods: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.unit)

    def __iter__(self) -> Iterator[Point]:
        """(unit, indicator, before, after, method) of each value."""
        places = zip(self.unit.tolist(), self.indicator.tolist(), strict=True)
        values = zip(self.before.tolist(), self.after.tolist(), self.method.tolist(), strict=True)
        for (unit, indicator), (before, after, method) in zip(places, values, strict=True):
            yield unit, indicator, before, after, self.methods[method]


@dataclass(frozen=True, slots=True, eq=False)
class Treated:
    """Treated values in the shape given, the values before, and each column's trail."""

    x: Floats
    before: Floats
    trails: tuple[Trail, ...]

    def points(self) -> TreatedPoints:
        """A record of every value changed."""
        words = _Words()
        before, after = (each.reshape(len(each), -1) for each in (self.before, self.x))
        codes = [
            _codes(words, trail.applied, ~np.isnan(before[:, column]))
            for column, trail in enumerate(self.trails)
        ]
        moved = [np.flatnonzero(code) for code in codes]
        indicator = np.repeat(np.arange(len(codes)), [len(units) for units in moved])
        unit = np.concatenate([*moved, np.empty(0, dtype=np.int64)])
        method = np.concatenate(
            [code[units] - 1 for code, units in zip(codes, moved, strict=True)]
            + [np.empty(0, dtype=np.int64)]
        )
        values = before[unit, indicator], after[unit, indicator]
        return TreatedPoints(unit, indicator, *values, method, words.all())


class _Words:
    """Numbers, from 1, of the words that steps make together."""

    def __init__(self) -> None:
        self._numbers = {"": 0}

    def all(self) -> tuple[str, ...]:
        return tuple(self._numbers)[1:]

    def longer(self, codes: Places, step: str) -> Places:
        """The numbers of the words with one more step behind."""
        new = np.empty_like(codes)
        words = list(self._numbers)
        for code in np.unique(codes).tolist():
            word = "+".join(part for part in (words[code], step) if part)
            new[codes == code] = self._numbers.setdefault(word, len(self._numbers))
        return new


def _codes(words: _Words, applied: tuple[Applied, ...], present: npt.NDArray[np.bool_]) -> Places:
    """For each unit the number of the word for what was done to its value; 0 for nothing."""
    codes = np.zeros(len(present), dtype=np.int64)
    for step in applied:
        if step.high is None or step.low is None:
            codes[present] = words.longer(codes[present], step.step)
            continue
        for side, units in (("high", step.high), ("low", step.low)):
            codes[units] = words.longer(codes[units], f"{step.step}_{side}")
    return codes
