"""Settings that are no weighted mean of known form: scored draw by draw by a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from aqyl.index.aggregation import aggregate
from aqyl.index.arrays import Floats, problem
from aqyl.index.hierarchy import Hierarchy
from aqyl.index.rules import rules
from aqyl.index.uncertainty.cells import Kinds
from aqyl.index.uncertainty.drawn import CellStreams, tile_cells
from aqyl.index.uncertainty.plan import form
from aqyl.index.uncertainty.scorer import Failures, Group, Tables
from aqyl.index.uncertainty.settings import Scorer as Function
from aqyl.index.uncertainty.settings import Setting
from aqyl.index.uncertainty.tiles import Tile
from aqyl.problems import AqylError, raise_if

Own = Callable[[Floats], Floats]


def has_own(hierarchy: Hierarchy, setting: Setting) -> bool:
    """Whether a setting cannot be scored by matrix products."""
    rule_of = rules(hierarchy, setting.method, setting.threshold, setting.missing)
    return setting.score is not None or not all(map(form, rule_of.values()))


@dataclass(frozen=True, eq=False)
class OwnScorer:
    """A setting with its function; of_units gives one set of weights as the units have it."""

    function: Function
    leaves: Floats
    kinds: Kinds
    streams: tuple[CellStreams, CellStreams]
    tiles: tuple[Tile, ...]
    of_units: Own

    def tables(self, shares: Floats) -> Tables:
        """Nothing: the function takes the weights as they are."""
        return {}

    def scores(self, group: Group, tiles: slice, out: Floats) -> Failures:
        """Fill out (n, all units in the order of the tiles); which draws failed, and why."""
        failed: Failures = {}
        order = np.concatenate([tile.units for tile in self.tiles])
        for line, weights in enumerate(group.sets):
            try:
                out[line] = self._scored(group, line, weights)[order]
                if np.isinf(out[line]).any():
                    failed[line] = problem("draw_infinite")
            except AqylError as error:
                failed[line] = error.problems[0]
            except (ArithmeticError, np.linalg.LinAlgError) as error:
                failed[line] = problem("draw_error", error=str(error))
        return failed

    def _scored(self, group: Group, line: int, weights: Floats) -> Floats:
        """What the function gives for one draw, (units,)."""
        leaves = self._leaves(group, line)
        scores = np.asarray(self.function(leaves, self.of_units(weights)), dtype=np.float64)
        if scores.shape != leaves.shape[:1]:
            shapes = {"given": scores.shape, "allowed": leaves.shape[:1]}
            raise_if([problem("shape", name="score", **shapes)])
        return scores

    def _leaves(self, group: Group, line: int) -> Floats:
        """The leaves of one draw, its cells filled in."""
        leaves = self.leaves.copy()
        for cells, streams, numbers in zip(self.kinds, self.streams, group.numbers, strict=True):
            for tile in self.tiles:
                if cells is None:
                    break
                here = tile_cells(cells, streams, tile, leaves.shape[1])
                u = streams.draw(group.seed, numbers[line : line + 1], tile.number)
                leaves.ravel()[here.cells.position] = here.values(u)[0]
        return leaves


def own_function(hierarchy: Hierarchy, setting: Setting) -> Function:
    """The function of a setting: its own, or `aggregate` with its words."""
    if setting.score is not None:
        return setting.score
    return partial(_aggregated, hierarchy, setting)


def _aggregated(hierarchy: Hierarchy, setting: Setting, leaves: Floats, weights: Floats) -> Floats:
    nodes = aggregate(
        hierarchy,
        leaves,
        weights,
        method=setting.method,
        missing=setting.missing,
        threshold=setting.threshold,
        after=setting.after,
    )
    return nodes[:, -1]
