"""The ends of columns, sorted and drawn in step by step; their middles only as sums of powers.

A step costs the same however many units there are, and an extreme value leaves no rounding error
behind once it is drawn in. A value more than 1e70 times as far out as the middle is wide counts as
that far, so that its powers can be held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats

Places = npt.NDArray[np.int64]

_FARTHEST = 1e70

# Numbers that stay in the processor's cache.
_CACHED = 32768


class End:
    """One end of each column: columns x places, from the outmost value inwards.

    cut: how many values of each column are drawn in, all to the first that is not: its level.
    """

    def __init__(self, values: Floats, distances: Floats) -> None:
        self.values = values
        self.size = (~np.isnan(values)).sum(axis=1)
        self.cut: Places = np.zeros(len(values), dtype=np.int64)
        self._rows = np.arange(len(values))
        held = np.where(np.isnan(distances), 0.0, np.clip(distances, -_FARTHEST, _FARTHEST))
        self._powers = held ** np.arange(1, 5)[:, np.newaxis, np.newaxis]
        self._sums = np.cumsum(self._powers[..., ::-1], axis=-1)[..., ::-1]
        self._inside = _next_different(values)

    @property
    def level(self) -> Floats:
        """The outmost value of each column as it now is."""
        return np.asarray(self.values[self._rows, self.cut])

    def sums(self) -> Floats:
        """Sums of the first four powers of the distances as they now are: 4 x columns."""
        place = (slice(None), self._rows, self.cut)
        return np.asarray(self._sums[place] + self.cut * self._powers[place])

    def inside(self) -> tuple[Places, Floats]:
        """How many values would be cut by the next step, and the level after it.

        NaN where this end holds no value inside the level.
        """
        cut = self._inside[self._rows, self.cut]
        known = cut < self.size
        return cut, np.where(known, self.values[self._rows, np.where(known, cut, 0)], np.nan)


class Tails:
    """Columns of at least two values each, without gaps, with ends of up to `reach` values."""

    def __init__(self, lines: Sequence[Floats], reach: int) -> None:
        self.count = np.array([line.size for line in lines])
        self.reach = np.minimum(reach, self.count // 2)
        shape = (2, len(lines), int(self.reach.max()))
        values, distances = np.full(shape, np.nan), np.full(shape, np.nan)
        self._middle = np.zeros((4, len(lines)))
        for rows in _alike(self.count):
            size = int(self.reach[rows[0]])
            bottom, middle, top = _split(np.stack([lines[row] for row in rows]), size)
            values[:, rows, :size] = bottom, top
            centre, unit = _place(bottom, middle, top)
            distances[:, rows, :size] = (bottom - centre) * unit, (top - centre) * unit
            self._middle[:, rows] = _power_sums((middle - centre) * unit)
        self.bottom, self.top = (End(values[end], distances[end]) for end in (0, 1))

    @property
    def changed(self) -> Places:
        """How many values of each column have been drawn in."""
        return self.bottom.cut + self.top.cut

    def sums(self) -> Floats:
        """Sums of the first four powers of the distances from the middle: 4 x columns."""
        return self._middle + self.bottom.sums() + self.top.sums()

    def draw(self, high: Bools, live: Bools) -> tuple[Bools, Bools]:
        """Draw in one end of each live column, the top where `high`: (done, end too short).

        Nothing is done where that would pass the median or leave a single value.
        """
        done, short = np.zeros_like(live), np.zeros_like(live)
        for end, other, wanted in (
            (self.top, self.bottom, live & high),
            (self.bottom, self.top, live & ~high),
        ):
            cut, level = end.inside()
            unknown = np.isnan(level)
            allowed = wanted & ~unknown & (level != other.level)
            end.cut = np.where(allowed, cut, end.cut)
            done |= allowed
            short |= wanted & unknown & (self.reach < self.count // 2)
        return done, short


def _next_different(values: Floats) -> Places:
    """For each place the first one after it that holds another value; the width if none does."""
    width = values.shape[1]
    changes = np.ones(values.shape, dtype=np.bool_)
    changes[:, :-1] = values[:, 1:] != values[:, :-1]
    places = np.where(changes, np.arange(1, width + 1), width)
    return np.minimum.accumulate(places[:, ::-1], axis=1)[:, ::-1]


def _alike(count: Places) -> Iterator[Places]:
    """Rows of one length, as many at a time as stay in the processor's cache."""
    for size in np.unique(count).tolist():
        rows = np.flatnonzero(count == size)
        step = max(1, _CACHED // size)
        yield from (rows[start : start + step] for start in range(0, rows.size, step))


def _split(lines: Floats, reach: int) -> tuple[Floats, Floats, Floats]:
    """The lowest values from the lowest up, the middle, the highest from the highest down."""
    inner = lines.shape[1] - reach
    # One place at a time: numpy uses a processor's vector instructions for single places only.
    lines.partition(inner, axis=1)
    lines[:, :inner].partition(reach - 1, axis=1)
    bottom, top = np.sort(lines[:, :reach], axis=1), np.sort(lines[:, inner:], axis=1)
    return bottom, lines[:, reach:inner], top[:, ::-1]


def _place(bottom: Floats, middle: Floats, top: Floats) -> tuple[Floats, Floats]:
    """A centre, and the power of two that brings the middle's width to about 1, for each line."""
    inner = bottom[:, -1:] / 2 + top[:, -1:] / 2
    centre = middle.mean(axis=1, keepdims=True) if middle.shape[1] else inner
    width = top[:, -1:] / 2 - bottom[:, -1:] / 2
    width = np.where(width > 0, width, top[:, :1] / 2 - bottom[:, :1] / 2)
    return centre, np.ldexp(1.0, -np.clip(np.frexp(width)[1], -1000, 1000))


def _power_sums(distances: Floats) -> Floats:
    squares = distances * distances
    terms = (distances, squares, squares * distances, squares * squares)
    return np.stack([term.sum(axis=1) for term in terms])
