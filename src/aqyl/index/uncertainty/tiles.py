"""Units in tiles of a fixed width, so that a unit's score is the same bit for bit in any company.

A matrix product rounds differently at the edges of a matrix. Tiles are always full (padded with
zeros), of one width and large enough for the library's main kernel, where each number is the same
sum in the same order wherever it stands; the tests keep watch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats

Places = npt.NDArray[np.intp]

WIDTH = 512
ROWS = 64
ROW_STEP = 8


@dataclass(frozen=True, eq=False)
class Tile:
    """Some units that share their weights: the number of the tile and of their weights."""

    number: int
    family: int
    units: Places

    @property
    def span(self) -> slice | Places:
        """Where the units stand: a slice where they follow each other."""
        first, last = int(self.units[0]), int(self.units[-1])
        return slice(first, last + 1) if last - first + 1 == self.units.size else self.units


def tiles(family: Places) -> tuple[Tile, ...]:
    """The tiles of units by the family of weights each belongs to.

    >>> [tile.units.tolist() for tile in tiles(np.array([0, 1, 0]))]
    [[0, 2], [1]]
    """
    made: list[Tile] = []
    for number in range(int(family.max()) + 1):
        members = np.flatnonzero(family == number)
        for first in range(0, members.size, WIDTH):
            made.append(Tile(len(made), number, members[first : first + WIDTH]))
    return tuple(made)


def padded(columns: Floats) -> Floats:
    """(units, leaves) -> (leaves, WIDTH), zeros behind the last unit."""
    made = np.zeros((columns.shape[1], WIDTH))
    made[:, : len(columns)] = columns.T
    return made


def row_parts(count: int) -> list[slice]:
    """Lines 0..count cut into full parts of ROWS, the last of a multiple of ROW_STEP lines.

    >>> row_parts(70)
    [slice(0, 64, None), slice(64, 72, None)]
    """
    full = -(-count // ROW_STEP) * ROW_STEP
    return [slice(first, min(first + ROWS, full)) for first in range(0, full, ROWS)]


def padded_rows(table: Floats) -> Floats:
    """A table with zero lines added up to a multiple of ROW_STEP."""
    lacking = -len(table) % ROW_STEP
    return np.pad(table, ((0, lacking), (0, 0))) if lacking else table
