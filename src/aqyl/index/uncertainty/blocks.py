"""Blocks of runs: their weights are worked out once where they are needed again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aqyl.index.arrays import Floats
from aqyl.index.uncertainty.prepared import Batch, Prepared, fill
from aqyl.index.uncertainty.runs import Runs
from aqyl.index.uncertainty.scorer import Failures
from aqyl.index.uncertainty.tiles import Places

# Bytes that weights of all runs may take before they are rather worked out again.
_MOST = 64 * 2**20

EVERY = slice(None)


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Scores (lines, units of the tiles) of a block; each line is the run `order` names.

    failed: the runs that failed, by their number among all.
    """

    order: Places
    scores: Floats
    failed: Failures

    @property
    def by_unit(self) -> Floats:
        """The scores (units, runs) in the order of the runs."""
        return self.scores[np.argsort(self.order)].T


class Blocks:
    """Runs whose scores can be had block by block and tile by tile."""

    def __init__(self, prepared: Prepared, runs: Runs) -> None:
        self.prepared, self.runs = prepared, runs
        self._known: dict[int, tuple[Places, list[Batch]]] = {}
        self._keep = runs.count * prepared.bytes_per_run <= _MOST

    def scores(self, block: slice, tiles: slice = EVERY) -> Scored:
        """The scores of a block of runs on some tiles."""
        order, batches = self._known.get(block.start) or self._ready(block)
        width = sum(tile.units.size for tile in self.prepared.tiles[tiles])
        scores = np.empty((order.size, width))
        failed = fill(batches, scores, tiles)
        by_run = {block.start + int(order[line]): why for line, why in failed.items()}
        return Scored(order, scores, by_run)

    def _ready(self, block: slice) -> tuple[Places, list[Batch]]:
        own = self.runs.part(block)
        # Runs of one combination are scored together.
        order = np.argsort(own.combination, kind="stable")
        ready = order, self.prepared.batches(own.part(order))
        if self._keep:
            self._known[block.start] = ready
        return ready
