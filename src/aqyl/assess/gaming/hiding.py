"""Hiding what is weak: the rule for missing values against a unit that keeps silent."""

from __future__ import annotations

import math

import numpy as np

from aqyl.assess.audit.wording import points
from aqyl.assess.case import Case, hide
from aqyl.assess.gaming.finding import Finding, by_unit, finding
from aqyl.assess.replay import KNOWN, Leaves, is_relative
from aqyl.assess.steps import steps_of
from aqyl.index import Floats

# The second figure hides this share of what a unit has reported, at least one.
TENTH = 0.1


def hiding(case: Case) -> Finding | None:
    """Gains by hiding one value or answer, and a tenth of them, those that help most.

    What a unit hides becomes unknown: it counts as the edition counts unknown leaves, and is filled
    where the edition fills blanks. None where no unit has two known leaves.
    """
    one, tenth, high = (np.full(len(case.rows), np.nan) for _ in range(3))
    for row in case.rows.values():
        known = np.flatnonzero((case.cells.state[row] == KNOWN) & case.applies[row])
        if len(known) > 1:
            steps = math.ceil(TENTH * len(known))
            one[row], tenth[row], high[row] = _Hider(case, row).gains(known.tolist(), steps)
    gains = by_unit(case.rows, one)
    if not gains:
        return None
    more, scale = by_unit(case.rows, tenth), case.scored.edition.scoring.scale
    numbers = {
        "tenth_worst": max(more.values()),
        "tenth_median": float(np.median(list(more.values()))),
        "high_worst": float(np.nanmax(high)),
    }
    values = {name: points(number, scale) for name, number in numbers.items()}
    return finding("hiding", case.scored, case.titles, gains)(numbers, values)


class _Hider:
    """One unit that hides leaf after leaf."""

    def __init__(self, case: Case, row: int) -> None:
        self.case, self.row = case, row
        edition = case.assessment.edition
        self.alone = edition.scoring.imputation is None and not any(
            is_relative(steps_of(edition, indicator)) for indicator in edition.indicators
        )

    def gains(self, known: list[int], steps: int) -> tuple[float, float, float]:
        """By hiding one, by hiding `steps` of them, and of the high bound by hiding the one."""
        hidden: list[int] = []
        gains: list[float] = []
        for _ in range(steps):
            left = [leaf for leaf in known if leaf not in hidden]
            found = self._totals([[*hidden, leaf] for leaf in left])
            best = int(np.argmax(found))
            hidden.append(left[best])
            gains.append(float(found[best] - self.case.scored.score[self.row, -1]))
        return gains[0], gains[-1], self._high(hidden[0])

    def _totals(self, several: list[list[int]]) -> Floats:
        """The unit's total with each list of leaves hidden."""
        points = np.repeat(self.case.scored.point[[self.row]], len(several), axis=0)
        for place, leaves in enumerate(several):
            if self.alone:
                points[place, leaves] = self.case.unknown[leaves]
            else:
                points[place] = self.case.counted(self._hidden(leaves).score)[self.row]
        return self.case.totals(points, np.repeat(self._local, len(several), axis=0))

    def _high(self, leaf: int) -> float:
        """What the high bound gains by hiding a leaf."""
        leaves = self.case.leaves if self.alone else self._hidden([leaf])
        high = np.where(np.isnan(leaves.high), leaves.best, leaves.high)[[self.row]]
        if self.alone:
            high[0, leaf] = leaves.best[leaf]
        total = float(self.case.totals(high, self._local)[0])
        return total - float(self.case.scored.high[self.row, -1])

    @property
    def _local(self) -> Floats:
        return self.case.scored.local[[self.row]]

    def _hidden(self, leaves: list[int]) -> Leaves:
        """The leaf scores of all units when this one hides some."""
        cells = self.case.cells
        for leaf in leaves:
            cells = hide(cells, self.row, leaf)
        return self.case.score(cells)
