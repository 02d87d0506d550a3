"""A study made ready: nothing that draws share is computed twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from aqyl.index.arrays import Bools, Floats, floats
from aqyl.index.uncertainty.cells import Kinds
from aqyl.index.uncertainty.drawn import CellStreams, cell_streams
from aqyl.index.uncertainty.layout import lay_out
from aqyl.index.uncertainty.own import OwnScorer, has_own, own_function
from aqyl.index.uncertainty.plan import shares_among_siblings
from aqyl.index.uncertainty.runs import Runs
from aqyl.index.uncertainty.scorer import Failures, Group, Scorer, lines
from aqyl.index.uncertainty.settings import Setting
from aqyl.index.uncertainty.streams import Purpose, Whole
from aqyl.index.uncertainty.study import Study
from aqyl.index.uncertainty.tiles import Places, Tile, tiles
from aqyl.problems import raise_if


@dataclass(frozen=True, eq=False)
class Batch:
    """Runs of one combination: where they stand, how they are scored, which cannot be."""

    here: slice
    scorer: Scorer | OwnScorer
    group: Group
    unusable: Failures


def fill(batches: Sequence[Batch], out: Floats, tiles: slice) -> Failures:
    """Fill out (runs, units of the tiles); which runs failed, and why. Their scores are NaN."""
    failed: Failures = {}
    for batch in batches:
        own = out[batch.here]
        with np.errstate(all="ignore"):
            found = batch.scorer.scores(batch.group, tiles, own) | batch.unusable
        own[list(found)] = np.nan
        failed |= {batch.here.start + line: why for line, why in found.items()}
    return failed


@dataclass(frozen=True, eq=False)
class Prepared:
    """A study ready to be scored. Columns of scores stand in `order`, that of the tiles."""

    study: Study
    seed: int

    @cached_property
    def tiles(self) -> tuple[Tile, ...]:
        """The units in tiles."""
        return tiles(self._families[0])

    @cached_property
    def order(self) -> Places:
        """The units in the order of the tiles."""
        return np.concatenate([tile.units for tile in self.tiles])

    @cached_property
    def scorers(self) -> tuple[Scorer | OwnScorer, ...]:
        """Every combination of alternatives, ready."""
        pairs = zip(self.study.settings, self.study.cells, strict=True)
        return tuple(self._scorer(setting, kinds) for setting, kinds in pairs)

    @property
    def bytes_per_run(self) -> int:
        """What the weights of a run take when they are ready."""
        nodes = len(self.study.hierarchy.nodes)
        return 3 * nodes * len(self._families[1]) * np.dtype(np.float64).itemsize

    @property
    def by_tile(self) -> bool:
        """Whether the scores of some tiles can be had without those of the others."""
        return not any(isinstance(scorer, OwnScorer) for scorer in self.scorers)

    @cached_property
    def nominal(self) -> Floats:
        """The scores with nominal choices, in the order of the study's units."""
        scores = np.empty((1, self.order.size))
        none = np.zeros(1, dtype=np.int64)
        study = self.study
        same = study.published is None and study.cells[0] == (None, None)
        scorer = self.scorers[0] if same else self._scorer(study.nominal, (None, None))
        sets = study.drawn_weights.nominal[np.newaxis]
        batch = self._batch(slice(0, 1), scorer, sets, (none, none))
        failed = fill([batch], scores, slice(None)).values()
        one = {"count": 1, "draws": 1}
        raise_if(replace(why, values={**why.values, **one}) for why in failed)
        nominal: Floats = np.empty(self.order.size)
        nominal[self.order] = scores[0]
        return nominal

    def batches(self, runs: Runs) -> list[Batch]:
        """Runs of which those of one combination stand together, ready to be scored."""
        drawn = self.study.drawn_weights
        sets = drawn.sets(self.seed, runs.weights) if runs.sets is None else runs.sets
        edges = np.flatnonzero(np.diff(runs.combination)) + 1
        made = []
        for first, last in pairwise([0, *edges.tolist(), runs.count]):
            here = slice(first, last)
            scorer = self.scorers[int(runs.combination[first])]
            numbers = runs.between[here], runs.claims[here]
            made.append(self._batch(here, scorer, sets[here], numbers))
        return made

    def _batch(
        self,
        here: slice,
        scorer: Scorer | OwnScorer,
        sets: Floats,
        numbers: tuple[Whole, Whole],
    ) -> Batch:
        shares, unusable = self._shares(sets)
        group = Group(self.seed, sets, [scorer.tables(each) for each in shares], numbers)
        return Batch(here, scorer, group, lines(unusable, "draw_weights"))

    def _shares(self, sets: Floats) -> tuple[list[Floats], Bools]:
        """The shares among siblings of each family of units, and which sets cannot be used."""
        unusable = np.zeros(len(sets), dtype=np.bool_)
        every = []
        for own in self._families[1]:
            scaled = self.study.scaled(sets, own)
            shares, wrong = shares_among_siblings(self.study.hierarchy, scaled)
            every.append(shares)
            unusable |= wrong
        return every, unusable

    def _scorer(self, setting: Setting, kinds: Kinds) -> Scorer | OwnScorer:
        study = self.study
        leaves = floats(setting.leaves, "leaves")
        if not has_own(study.hierarchy, setting):
            return lay_out(study.hierarchy, setting, leaves, kinds, self._streams, self.tiles)
        function = own_function(study.hierarchy, setting)
        return OwnScorer(function, leaves, kinds, self._streams, self.tiles, self._of_units)

    def _of_units(self, weights: Floats) -> Floats:
        """One set (nodes,) as each unit has it, (units, nodes); itself where all have the same."""
        family, own = self._families
        if self.study.by_unit is None:
            return weights
        lines = [self.study.scaled(weights[np.newaxis], line) for line in own]
        return np.concatenate(lines)[family]

    @cached_property
    def _families(self) -> tuple[Places, list[Floats | None]]:
        return self.study.families()

    @cached_property
    def _streams(self) -> tuple[CellStreams, CellStreams]:
        between, claims = zip(*self.study.cells, strict=True)
        leaves = self.study.shape[1]
        return (
            cell_streams(Purpose.CELLS, list(between), self.tiles, leaves),
            cell_streams(Purpose.CLAIMS, list(claims), self.tiles, leaves),
        )
