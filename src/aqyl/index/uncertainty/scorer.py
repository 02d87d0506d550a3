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
from aqyl.index.uncertainty.tiles import Tile, padded_rows, row_parts
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

    def result(self, step: Step, drawn: list[Floats | None]) -> Floats:
        """A step's mean (draws, units), its branches first."""
        terms = self.part.terms[step.node]
        sums = self._product(self.tables[step.node], terms.values)
        for addition, values in zip(terms.additions, drawn, strict=True):
            if addition is not None and values is not None:
                addition.add(values, self.tables[step.node][self.kept], sums)
        if terms.present is None:
            for node in step.branches:
                value, share = self._branch(step, node, drawn), self._share(node)
                there_in_place(step.method, value, bool(share.all()))
                sums += np.multiply(value, share, out=value)
        else:
            sums = self._with_gaps(step, terms.present, sums, drawn)
        result = back(step.method, sums)
        return result if step.after is None else step.after(result)

    def _with_gaps(
        self, step: Step, present: Floats, sums: Floats, drawn: list[Floats | None]
    ) -> Floats:
        """The weighted mean of `there` where leaves or branches may be missing."""
        weights = self.tables[step.node]
        counts = (weights > 0).astype(np.float64)
        total, known = self._product(weights, present), self._product(counts, present)
        applies = counts[self.kept].sum(axis=1, keepdims=True)
        for node in step.branches:
            value, share = self._branch(step, node, drawn), self._share(node)
            there_is = ~np.isnan(value)
            applies += share > 0
            known += there_is & (share > 0)
            total += share * there_is
            sums += share * np.where(there_is, there(step.method, value), 0.0)
        unknown = (total == 0) | (known / np.maximum(applies, 1.0) < step.threshold)
        if self.scorer.missing == "propagate":
            unknown |= known < applies
        mean: Floats = sums / np.where(unknown, np.nan, total)
        return mean

    def _branch(self, step: Step, node: int, drawn: list[Floats | None]) -> Floats:
        value = self.result(self.scorer.steps[node], drawn)
        if step.method != "arithmetic" and node in self.scorer.unsure:
            self.wrong |= ((value < 0) & (self._share(node) > 0)).any(axis=1)
        return value

    def _product(self, weights: Floats, values: Floats) -> Floats:
        lines: Floats = np.matmul(weights[self.rows], values)
        return lines[: self.wrong.size, : self.width]

    def _share(self, node: int) -> Floats:
        return self.tables[_SHARES][self.kept, node, np.newaxis]
