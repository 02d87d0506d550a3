"""A setting made ready: the scores of many draws by matrix products, tile by tile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aqyl.index.arrays import Bools, Floats, problem
from aqyl.index.combiners import Missing
from aqyl.index.uncertainty.drawn import Addition, CellStreams, TileCells
from aqyl.index.uncertainty.plan import Step, back, there, there_in_place
from aqyl.index.uncertainty.streams import Whole
from aqyl.index.uncertainty.tiles import WIDTH, Tile, padded_rows, row_parts
from aqyl.problems import Problem

# Among the tables of weights: the shares of all nodes themselves.
_SHARES = -1


Failures = dict[int, Problem]
Tables = Mapping[int, Floats]


@dataclass(frozen=True, eq=False)
class Group:
    """Some draws of one setting: their weights, and what they take their cells from.

    sets: the drawn weights (n, nodes); tables: for each family of units what a scorer makes of
    them; numbers: for each kind of cell a number (n,) that always means the same values.
    """

    seed: int
    sets: Floats
    tables: Sequence[Tables]
    numbers: tuple[Whole, Whole]


@dataclass(frozen=True, eq=False)
class Terms:
    """The leaves of a step on a tile, as they go into its sums: there(value), 0 where none is.

    present: 1 where there is a value, 0 where none; None where a step cannot meet a gap.
    """

    values: Floats
    present: Floats | None
    additions: tuple[Addition | None, Addition | None]


@dataclass(frozen=True, eq=False)
class Part:
    """A setting on one tile."""

    tile: Tile
    terms: Mapping[int, Terms]
    cells: tuple[TileCells | None, TileCells | None]


@dataclass(frozen=True, eq=False)
class Scorer:
    """A setting's steps and its leaves on all tiles.

    negative: by step, which of its leaves hold a value its mean cannot take; unsure: nodes whose
    score may be below zero.
    """

    root: int
    steps: Mapping[int, Step]
    missing: Missing
    parts: tuple[Part, ...]
    streams: tuple[CellStreams, CellStreams]
    negative: Mapping[int, Bools]
    unsure: frozenset[int]

    def scores(self, group: Group, tiles: slice, out: Floats) -> Failures:
        """Fill out (n, units of the tiles, side by side); which draws failed, and why."""
        negative = self._negative_leaves(group.tables, len(out))
        infinite = np.zeros(len(out), dtype=np.bool_)
        at = 0
        for part in self.parts[tiles]:
            columns = slice(at, at + part.tile.units.size)
            for rows in row_parts(len(out)):
                kept = slice(rows.start, min(rows.stop, len(out)))
                task = _Task(self, part, group.tables[part.tile.family], rows, kept)
                scores = task.result(self.steps[self.root], self._drawn(part, group, kept))
                out[kept, columns] = scores
                infinite[kept] |= np.isinf(scores).any(axis=1)
                negative[kept] |= task.wrong
            at = columns.stop
        return lines(infinite, "draw_infinite") | lines(negative, "draw_negative")

    def tables(self, shares: Floats) -> Tables:
        """The weights of each step's leaves from shares among siblings, and the shares."""
        tables = {step.node: padded_rows(step.weights(shares)) for step in self.steps.values()}
        return tables | {_SHARES: shares}

    def _negative_leaves(self, tables: Sequence[Tables], count: int) -> Bools:
        failed = np.zeros(count, dtype=np.bool_)
        for node, columns in self.negative.items():
            for table in tables:
                failed |= (table[node][:count, columns] > 0).any(axis=1)
        return failed

    def _drawn(self, part: Part, group: Group, kept: slice) -> list[Floats | None]:
        """The values of the drawn cells in some draws, (draws, cells) for each kind."""
        drawn: list[Floats | None] = [None, None]
        for kind, here in enumerate(part.cells):
            if here is not None:
                numbers = group.numbers[kind][kept]
                u = self.streams[kind].draw(group.seed, numbers, part.tile.number)
                drawn[kind] = here.values(u)
        return drawn


def lines(wrong: Bools, key: str) -> Failures:
    """The lines that failed for one reason."""
    return dict.fromkeys(np.flatnonzero(wrong).tolist(), problem(key))


class _Task:
    """Some draws of a part: full lines for the matrix product, kept ones for all that follows."""

    def __init__(
        self, scorer: Scorer, part: Part, tables: Tables, rows: slice, kept: slice
    ) -> None:
        self.scorer, self.part, self.tables = scorer, part, tables
        self.rows, self.kept = rows, kept
        self.width = part.tile.units.size
        self.wrong: Bools = np.zeros(kept.stop - kept.start, dtype=np.bool_)

    def result(self, step: Step, drawn: list[Floats | None], room: Floats | None = None) -> Floats:
        """A step's mean (draws, units), its branches first; in `room` (full lines) where given."""
        terms, weights = self.part.terms[step.node], self.tables[step.node]
        room = self._rooms(1)[0] if room is None else room
        sums = self._kept(room)
        if step.leaves or terms.present is not None:
            np.matmul(weights[self.rows], terms.values, out=room)
        for addition, values in zip(terms.additions, drawn, strict=True):
            if addition is not None and values is not None:
                addition.add(values, weights[self.kept], sums)
        if terms.present is not None:
            self._with_gaps(step, terms.present, sums, drawn)
        elif step.branches:
            self._add_branches(step, sums, drawn)
        back(step.method, sums)
        if step.after is not None:
            sums[...] = step.after(sums)
        return sums

    def _add_branches(self, step: Step, sums: Floats, drawn: list[Floats | None]) -> None:
        """Add share x `there` of every branch, none of them missing."""
        rooms = self._rooms(len(step.branches))
        for node, room in zip(step.branches, rooms, strict=True):
            self._branch(step, node, drawn, room)
        values, shares = self._kept(rooms), self._shares(step.branches)
        there_in_place(step.method, values, bool(shares.all()))
        # Without leaves there are no sums to add to.
        total = np.einsum("db,bdu->du", shares, values, out=None if step.leaves else sums)
        if step.leaves:
            sums += total

    def _with_gaps(
        self, step: Step, present: Floats, sums: Floats, drawn: list[Floats | None]
    ) -> None:
        """Make sums the weighted mean of `there` where leaves or branches may be missing."""
        weights = self.tables[step.node]
        counts = (weights > 0).astype(np.float64)
        total, known = self._product(weights, present), self._product(counts, present)
        applies = counts[self.kept].sum(axis=1, keepdims=True)
        for node in step.branches:
            value, share = self._branch(step, node, drawn), self._shares([node])
            there_is = ~np.isnan(value)
            applies += share > 0
            known += there_is & (share > 0)
            total += share * there_is
            sums += share * np.where(there_is, there(step.method, value), 0.0)
        unknown = (total == 0) | (known / np.maximum(applies, 1.0) < step.threshold)
        if self.scorer.missing == "propagate":
            unknown |= known < applies
        np.divide(sums, np.where(unknown, np.nan, total), out=sums)

    def _branch(
        self, step: Step, node: int, drawn: list[Floats | None], room: Floats | None = None
    ) -> Floats:
        value = self.result(self.scorer.steps[node], drawn, room)
        if step.method != "arithmetic" and node in self.scorer.unsure:
            self.wrong |= ((value < 0) & (self._shares([node]) > 0)).any(axis=1)
        return value

    def _product(self, weights: Floats, values: Floats) -> Floats:
        return self._kept(np.matmul(weights[self.rows], values))

    def _rooms(self, count: int) -> Floats:
        return np.empty((count, self.rows.stop - self.rows.start, WIDTH))

    def _kept(self, lines: Floats) -> Floats:
        return lines[..., : self.wrong.size, : self.width]

    def _shares(self, nodes: Sequence[int]) -> Floats:
        return self.tables[_SHARES][self.kept, list(nodes)]
