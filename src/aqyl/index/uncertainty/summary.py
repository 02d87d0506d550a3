"""The second pass: what the draws say of each unit, a tile of units at a time.

Where the scores of all draws did not fit into memory they are computed once more: the same numbers
bit for bit, as every product is over the same tiles.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats
from aqyl.index.ordering import Ranks, batches, sort_lines
from aqyl.index.uncertainty.blocks import Blocks
from aqyl.index.uncertainty.collect import Collected, ordered
from aqyl.index.uncertainty.machine import PART
from aqyl.index.uncertainty.result import Precedence
from aqyl.index.uncertainty.spread import Spread, counted, spread
from aqyl.index.uncertainty.streams import Whole

# Two sums of the same numbers may part in their last digits: a score that little below the lower
# bound of a level has reached it.
_ROUNDING = 1e-12
# Ranks compared at once.
_AT_ONCE = 2**20


@dataclass(frozen=True, eq=False)
class Summary:
    """Figures by unit, in the study's order."""

    scored: Whole
    score: Spread
    rank: Spread
    levels: Floats


@dataclass(frozen=True, eq=False)
class Draws:
    """Collected draws and what is asked of them: percentages, and the levels' lower bounds."""

    blocks: Blocks
    collected: Collected
    percentages: Floats
    bounds: Floats

    def summary(self, threads: int) -> Summary:
        """The figures of every unit over the runs that are done."""
        units, count = self.blocks.prepared.order.size, self.percentages.size
        summary = Summary(
            np.zeros(units, dtype=np.int64),
            Spread.blank(units, count),
            Spread.blank(units, count),
            np.full((units, self.bounds.size), np.nan),
        )
        tiles = [slice(at, at + 1) for at in range(len(self.blocks.prepared.tiles))]
        for _ in ordered(lambda part: self._tile(part, summary), tiles, threads, Event()):
            pass
        return summary

    def _tile(self, part: slice, summary: Summary) -> None:
        columns = self._columns(part)
        scores, units = self._scores(part, columns), self.blocks.prepared.order[columns]
        ranks = self.collected.ranks[columns, : self.collected.done]
        for lines in batches(scores):
            rising = sort_lines(scores[lines])
            counts = counted(rising)
            here = units[lines]
            summary.scored[here] = counts
            summary.score.put(here, spread(rising, counts, self.percentages))
            rising_rank = rising_ranks(ranks[lines])
            summary.rank.put(here, spread(rising_rank, counts, self.percentages))
            summary.levels[here] = level_shares(rising, counts, self.bounds)

    def _columns(self, part: slice) -> slice:
        sizes = [tile.units.size for tile in self.blocks.prepared.tiles]
        return slice(sum(sizes[: part.start]), sum(sizes[: part.stop]))

    def _scores(self, part: slice, columns: slice) -> Floats:
        """The scores (units of the tile, runs done), as they were kept or computed once more."""
        done = self.collected.done
        if self.collected.scores is not None:
            return self.collected.scores[columns, :done]
        scores: Floats = np.empty((columns.stop - columns.start, done))
        for first in range(0, done, PART):
            block = slice(first, min(first + PART, done))
            scores[:, block] = self.blocks.scores(block, part).by_unit
        scores[:, list(self.collected.failed)] = np.nan
        return scores


def rising_ranks(ranks: Ranks) -> Floats:
    """Lines of ranks in rising order as numbers, NaN last for draws without one.

    >>> rising_ranks(np.array([[2, 0, 1]], dtype=np.uint16))
    array([[ 1.,  2., nan]])
    """
    rising = np.sort(ranks, axis=1, kind="stable")
    if (rising[:, :1] > 0).all():
        return rising.astype(np.float64)
    return np.sort(np.where(rising > 0, rising, np.nan), axis=1)


def level_shares(rising: Floats, counts: Whole, bounds: Floats) -> Floats:
    """The share of draws in each level, (lines, levels); the first level is open downwards.

    >>> level_shares(np.array([[0.1, 0.5, 0.9, 0.95]]), np.array([4]), np.array([0.0, 0.5, 0.8]))
    array([[0.25, 0.25, 0.5 ]])
    """
    lowest = bounds - _ROUNDING * np.maximum(1.0, np.abs(bounds))
    at_least = np.zeros((len(rising), bounds.size + 1), dtype=np.int64)
    for line, count in enumerate(counts.tolist()):
        at_least[line, :-1] = count - np.searchsorted(rising[line], lowest)
    at_least[:, 0] = counts
    some = np.where(counts > 0, counts, np.nan)[:, np.newaxis]
    share: Floats = (at_least[:, :-1] - at_least[:, 1:]) / some
    return share


def precedence(collected: Collected, places: npt.NDArray[np.intp], pairs: Whole) -> Precedence:
    """How often the first of each pair is ahead. places: the line of each unit among the ranks."""
    shares = np.full((3, len(pairs)), np.nan)
    size = max(1, _AT_ONCE // max(collected.done, 1))
    for first in range(0, len(pairs), size):
        here = slice(first, first + size)
        one, other = (
            collected.ranks[places[pairs[here, side]], : collected.done] for side in (0, 1)
        )
        both = (one > 0) & (other > 0)
        counts = [np.count_nonzero(both & (f(one, other)), axis=1) for f in (np.less, np.equal)]
        count = np.count_nonzero(both, axis=1)
        some = np.where(count > 0, count, np.nan)
        shares[:, here] = np.stack([*counts, count - counts[0] - counts[1]]) / some
    return Precedence(pairs, *shares)
