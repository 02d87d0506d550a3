"""Drawn cells on the tiles: their uniform numbers, and what they add to a step's sums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats
from aqyl.index.means import Mean
from aqyl.index.uncertainty.cells import Cells, Kinds
from aqyl.index.uncertainty.plan import there
from aqyl.index.uncertainty.streams import Purpose, Whole, generator, uniforms
from aqyl.index.uncertainty.tiles import Places, Tile


@dataclass(frozen=True, eq=False)
class CellStreams:
    """The cells of one kind whose numbers any setting takes, so that all settings share them."""

    purpose: Purpose
    positions: tuple[Whole, ...]

    def draw(self, seed: int, numbers: Whole, tile: int) -> Floats:
        """Uniform numbers (n, cells of the tile); a number always brings the same ones."""
        count = self.positions[tile].size
        drawn = np.empty((numbers.size, count))
        for line, number in enumerate(numbers.tolist()):
            drawn[line] = uniforms(generator(seed, self.purpose, number, tile), count)
        return drawn


def cell_streams(
    purpose: Purpose, kinds: list[Cells | None], tiles: tuple[Tile, ...], leaves: int
) -> CellStreams:
    """The streams of all cells of a kind, from the cells of each setting."""
    found = [cells.stream for cells in kinds if cells is not None]
    every = np.unique(np.concatenate([np.empty(0, np.int64), *found]))
    unit = every // leaves
    return CellStreams(purpose, tuple(every[np.isin(unit, tile.units)] for tile in tiles))


@dataclass(frozen=True, eq=False)
class TileCells:
    """A setting's cells of one kind on a tile: which streams they read, unit and leaf of each."""

    stream: Places
    cells: Cells
    unit: Places
    leaf: Whole

    def values(self, u: Floats) -> Floats:
        """The values (n, cells) for the numbers of the tile's streams."""
        return self.cells.values(u[:, self.stream])


def tile_cells(cells: Cells, streams: CellStreams, tile: Tile, leaves: int) -> TileCells:
    """The part of a setting's cells that stands on a tile, in the order of its units."""
    here = np.flatnonzero(np.isin(cells.position // leaves, tile.units))
    position, stream = cells.position[here], cells.stream[here]
    chance = None if cells.chance is None else cells.chance[here]
    return TileCells(
        stream=np.searchsorted(streams.positions[tile.number], stream),
        cells=Cells(position, stream, cells.low[here], cells.high[here], chance),
        unit=np.searchsorted(tile.units, position // leaves),
        leaf=position % leaves,
    )


@dataclass(frozen=True, eq=False)
class Addition:
    """The cells of a tile that stand under one step: what they add to its sums."""

    method: Mean
    chosen: Places
    term: Places
    starts: Places
    units: Places

    def add(self, values: Floats, weights: Floats, sums: Floats) -> None:
        """Add weight x there(value) of each cell to its unit's sum, line by line.

        values (n, cells of the tile), weights (n, terms of the step), sums (n, units).
        """
        each = there(self.method, values[:, self.chosen]) * weights[:, self.term]
        sums[:, self.units] += np.add.reduceat(each, self.starts, axis=1)


def addition(here: TileCells, method: Mean, leaves: tuple[int, ...]) -> Addition | None:
    """What a tile's cells add to a step over these leaves; None where nothing."""
    chosen = np.flatnonzero(np.isin(here.leaf, leaves))
    if not chosen.size:
        return None
    term = np.zeros(max(leaves) + 1, dtype=np.intp)
    term[list(leaves)] = np.arange(len(leaves))
    units, starts = np.unique(here.unit[chosen], return_index=True)
    return Addition(method, chosen, term[here.leaf[chosen]], starts, units)


def is_drawn(shape: tuple[int, int], kinds: Kinds) -> npt.NDArray[np.bool_]:
    """Which cells (units, leaves) are drawn."""
    drawn = np.zeros(shape, dtype=np.bool_)
    for cells in kinds:
        if cells is not None:
            drawn.ravel()[cells.position] = True
    return drawn
