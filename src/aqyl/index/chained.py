"""One run of chained equations: the inside of `impute_multiple`."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats
from aqyl.index.moments import moments

Places = npt.NDArray[np.intp]

# Keeps the normal equations solvable where predictors repeat each other (van Buuren 2018, 3.2.2).
_RIDGE = 1e-5
_LEAST = 1e-9

# Matrix products this small run on one thread, so the number of threads cannot change their sums.
_SMALL = 1 << 17

# So many values present for each predictor.
_PER_PREDICTOR = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """How blanks are drawn; see `impute_multiple`."""

    matching: bool
    cycles: int
    donors: int
    predictors: int


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """A column with blanks: its place, who lacks it, who has it, what predicts it.

    blanks: its part of all blanks. predictors: places, that of the constant 1 first.
    """

    place: int
    absent: Places
    present: Places
    blanks: slice
    predictors: Places


class Chain:
    """Data made ready for drawing: a column of ones before the indicators, all on one scale.

    units, indicators: the positions of the blanks that a draw fills, column by column.
    """

    def __init__(self, values: Floats, rules: Rules) -> None:
        absent = np.isnan(values)
        known = np.asarray(~absent.all(axis=1))
        blank = absent & known[:, np.newaxis] & ~absent.all(axis=0)
        self.indicators, self.units = np.nonzero(blank.T)
        self._rules = rules
        self._values = values[known]
        shape = moments(values)
        varies = shape.sd > 0
        self._mean, self._sd = shape.mean, np.where(varies, shape.sd, 1.0)
        scaled = np.where(varies, (self._values - self._mean) / self._sd, 0.0)
        self._start = np.column_stack([np.ones(len(scaled)), scaled])
        self._blank = blank[known]
        self._columns = self._with_blanks(varies)

    def draw(self, random: np.random.Generator) -> Floats:
        """The values of all blanks after one run."""
        data, filled = self._start.copy(), np.empty(len(self.units))
        mixed = random.permutation(len(data))
        columns = [
            replace(column, present=mixed[~self._blank[mixed, column.place]])
            for column in self._columns
        ]
        for column in columns:
            donors = random.choice(column.present, size=len(column.absent))
            data[column.absent, column.place + 1] = data[donors, column.place + 1]
            filled[column.blanks] = self._values[donors, column.place]
        for _ in range(self._rules.cycles):
            gram = _products(data, data)
            for column in columns:
                if column.predictors.size:
                    self._redraw(column, data, gram, filled, random)
        return filled

    def _redraw(
        self,
        column: _Column,
        data: Floats,
        gram: Floats,
        filled: Floats,
        random: np.random.Generator,
    ) -> None:
        place, rows = column.place + 1, data[column.absent]
        model = _Model(gram, rows, column, random)
        if self._rules.matching:
            expected = np.einsum("ij,j->i", data, model.fitted)[column.present]
            near = _nearest(expected, rows @ model.drawn, self._rules.donors, random)
            donors = column.present[near]
            new = data[donors, place]
            filled[column.blanks] = self._values[donors, column.place]
        else:
            new = rows @ model.drawn + model.sigma * random.standard_normal(len(rows))
            filled[column.blanks] = self._mean[column.place] + self._sd[column.place] * new
        old = rows[:, place]
        change = _products(rows, (new - old)[:, np.newaxis])[:, 0]
        gram[place] += change
        gram[:, place] += change
        gram[place, place] += ((new - old) ** 2).sum()
        data[column.absent, place] = new

    def _with_blanks(self, varies: Bools) -> list[_Column]:
        """Columns with blanks, those with the fewest first."""
        blank = self._blank
        counts = blank.sum(axis=0)
        ends = np.cumsum(counts)
        order = _order_of_predictors(self._start[:, 1:], varies)
        columns = []
        for place in np.argsort(counts, kind="stable")[(counts == 0).sum() :].tolist():
            absent, present = (
                np.flatnonzero(lacks) for lacks in (blank[:, place], ~blank[:, place])
            )
            most = min(self._rules.predictors, present.size // _PER_PREDICTOR)
            chosen = order[place][:most] + 1 if varies[place] else []
            blanks = slice(int(ends[place] - counts[place]), int(ends[place]))
            predictors = np.array([0, *chosen] if varies[place] else [], dtype=np.intp)
            columns.append(_Column(place, absent, present, blanks, predictors))
        return columns


class _Model:
    """A normal linear model of one column: coefficients as fitted and as drawn, and its spread.

    Coefficients stand at the places of all columns, zero where a column does not predict.
    """

    def __init__(
        self, gram: Floats, rows: Floats, column: _Column, random: np.random.Generator
    ) -> None:
        chosen, place = column.predictors, column.place + 1
        both = np.append(chosen, place)
        present = gram[np.ix_(both, both)] - _products(rows[:, both], rows[:, both])
        products, with_own, own = present[:-1, :-1], present[:-1, -1], present[-1, -1]
        ridged = products + np.diag(_RIDGE * np.abs(np.diag(products)) + _LEAST * len(gram))
        fitted = np.linalg.solve(ridged, with_own)
        left = max(own - 2 * fitted @ with_own + fitted @ products @ fitted, 0.0)
        df = max(column.present.size - chosen.size, 1)
        self.sigma = float(np.sqrt(left / random.chisquare(df)))
        root = np.linalg.cholesky(ridged)
        noise = np.linalg.solve(root.T, random.standard_normal(chosen.size))
        self.fitted, self.drawn = np.zeros(len(gram)), np.zeros(len(gram))
        self.fitted[chosen] = fitted
        self.drawn[chosen] = fitted + self.sigma * noise


def _nearest(expected: Floats, wanted: Floats, donors: int, random: np.random.Generator) -> Places:
    """For each wanted value the place of one of the `donors` nearest, drawn; ties as they stand."""
    order = np.argsort(expected, kind="stable")
    ranked, count = expected[order], min(donors, expected.size)
    places = np.searchsorted(ranked, wanted)[:, np.newaxis] + np.arange(-count, count)
    inside = (places >= 0) & (places < ranked.size)
    places = np.where(inside, places, 0)
    distance = np.where(inside, np.abs(ranked[places] - wanted[:, np.newaxis]), np.inf)
    near = np.argsort(distance, axis=1, kind="stable")
    each = np.arange(wanted.size)
    drawn = near[each, random.integers(count, size=wanted.size)]
    return np.asarray(order[places[each, drawn]])


def _products(one: Floats, other: Floats) -> Floats:
    """one' x other, a few rows at a time."""
    rows = max(1, _SMALL // (one.shape[1] * other.shape[1]))
    total: Floats = np.zeros((one.shape[1], other.shape[1]))
    for start in range(0, len(one), rows):
        total += one[start : start + rows].T @ other[start : start + rows]
    return total


def _order_of_predictors(scaled: Floats, varies: Bools) -> list[Places]:
    """For each column the places of all others that vary, the most correlated first."""
    present = (~np.isnan(scaled)).astype(np.float64)
    known = np.where(present > 0, scaled, 0.0)
    shared = _products(known**2, present)
    size = np.sqrt(shared * shared.T)
    strength = np.abs(_products(known, known)) / np.where(size > 0, size, 1.0)
    order = np.argsort(-strength, axis=1, kind="stable")
    return [row[varies[row] & (row != place)] for place, row in enumerate(order)]
