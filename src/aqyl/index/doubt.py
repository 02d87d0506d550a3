"""Benefit of the doubt: each unit is judged by the weights that suit it best.

Source: L. Cherchye, W. Moesen, N. Rogge and T. Van Puyenbroeck, "An introduction to 'benefit of the
doubt' composite indicators", Social Indicators Research 82 (2007) 111-145.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats, fit, floats, problem
from aqyl.index.optional import need
from aqyl.index.parameters import Parameter, check, declare
from aqyl.problems import Problem, raise_if

_LOW = Parameter("low", low=0, high=1)
_HIGH = Parameter("high", low=0, high=1)

_OVER = 1e-9  # how far a unit may stand above 1 before it is called in as a rival
_CALLED = 3  # rivals called in at a time
_ROUNDING = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class BenefitOfTheDoubt:
    """scores: units, at most 1; weights: units x indicators, one best choice of several.

    shares: units x indicators, what each indicator brings of the unit's score; NaN where the score
    is zero.
    """

    scores: Floats
    weights: Floats
    shares: Floats


@declare(_LOW, _HIGH)
def benefit_of_the_doubt(
    x: npt.ArrayLike, low: npt.ArrayLike = 0.0, high: npt.ArrayLike = 1.0
) -> BenefitOfTheDoubt:
    """max sum(w x_c) with w >= 0 and sum(w x_i) <= 1 for every unit i: a linear programme a unit.

    x: units x indicators, high is good. low, high: the least and greatest share an indicator may
    bring of a unit's score, for all or one for each; without them a unit may live on one indicator
    alone. A unit with zero where a share is asked for scores zero. A unit with a gap gets NaN and
    is no one's rival. Scores do not change with the unit of measurement of an indicator.
    Each programme holds only the rivals that bind so far; those its answer lifts above 1 are
    called in until none is. What is best for one unit is tried on all. Needs scipy.
    Raises InputError for negative values, shares outside 0-1 or that cannot sum to 1, and where
    scipy is not installed.

    >>> benefit_of_the_doubt([[4, 1], [1, 4], [2, 2], [1, 1]]).scores.round(3)
    array([1. , 1. , 0.8, 0.4])
    """
    raise_if(check(benefit_of_the_doubt, low=low, high=high))
    values = floats(x)
    raise_if(_table_problems(values))
    least, most = (fit(v, values.shape[1:], n) for v, n in ((low, "low"), (high, "high")))
    raise_if(_share_problems(least, most))
    known = ~np.isnan(values).any(axis=1)
    largest = values[known].max(axis=0, initial=0.0)
    scale = np.where(largest > 0, largest, np.nan)
    used = largest > 0
    weights = np.full(values.shape, np.nan)
    solver = _Programmes(values[np.ix_(known, used)] / scale[used], least[used], most[used])
    found = np.zeros((int(known.sum()), len(used)))
    found[:, used] = solver.solve() / scale[used]
    weights[known] = found
    parts = weights * values
    scores = np.minimum(parts.sum(axis=1), 1.0)
    shares = parts / np.where(scores > 0, scores, np.nan)[:, np.newaxis]
    return BenefitOfTheDoubt(scores, weights, shares)


class _Programmes:
    """One linear programme for each unit, over the rivals found to bind."""

    def __init__(self, values: Floats, least: Floats, most: Floats) -> None:
        self.values = values
        self.least = least
        self.most = most
        self.bound = bool((least > 0).any() or (most < 1).any())
        self.linprog = need("scipy.optimize", "benefit_of_the_doubt").linprog
        self.rivals: list[int] = []

    def solve(self) -> Floats:
        """Each unit's best weights; one unit at exactly 1 in every programme that scores."""
        units, columns = self.values.shape
        weights = np.full((units, columns), np.nan)
        if not units or not columns:
            return weights
        self.rivals = np.unique(self.values.argmax(axis=0)).tolist()
        for unit in range(units):
            if np.isnan(weights[unit, 0]):
                weights[unit] = found = self._of(unit)
                weights[self._also_best_for(found)] = found
        return weights

    def _also_best_for(self, found: Floats) -> Bools:
        """The units for which these weights are best too, by the signs of the dual values.

        Without rules on shares the conditions are the same for all. Where as many of them are met
        exactly as there are indicators, a unit that is a sum of them with no negative part cannot
        do better.
        """
        columns = len(found)
        none = np.zeros(len(self.values), dtype=np.bool_)
        if self.bound:
            return none
        tight = self.values[self.rivals]
        tight = tight[tight @ found > 1 - _ROUNDING]
        met = np.vstack([tight, -np.eye(columns)[found < _ROUNDING]])
        if len(met) != columns or np.linalg.matrix_rank(met) < columns:
            return none
        duals = np.linalg.solve(met.T, self.values.T)
        return np.asarray((duals > -_ROUNDING).all(axis=0))

    def _of(self, unit: int) -> Floats:
        own = self.values[unit]
        rules = self._share_rules(own)
        while True:
            rows = np.vstack([self.values[self.rivals], rules])
            limits = np.repeat((1.0, 0.0), (len(self.rivals), len(rules)))
            found: Floats = self.linprog(-own, A_ub=rows, b_ub=limits, method="highs-ds").x
            heights = self.values @ found
            called = [int(u) for u in np.argsort(-heights)[:_CALLED] if heights[u] > 1 + _OVER]
            called = [unit for unit in called if unit not in self.rivals]
            if not called:
                # The solver's tolerance is taken out: the highest unit stands at 1.
                return found / heights.max() if heights.max() > 0 else found
            self.rivals += called

    def _share_rules(self, own: Floats) -> Floats:
        """Rows r with r w <= 0: no share below the least, none above the most."""
        each = np.diag(own)
        below = (self.least[:, np.newaxis] * own - each)[self.least > 0]
        above = (each - self.most[:, np.newaxis] * own)[self.most < 1]
        return np.vstack([below, above])


def _table_problems(values: Floats) -> list[Problem]:
    if values.ndim != 2 or not values.shape[1]:
        allowed = "(units, indicators)"
        return [problem("shape", name="x", given=values.shape, allowed=allowed)]
    negative = values < 0
    if not negative.any():
        return []
    values_given = {"count": int(negative.sum()), "least": float(values[negative].min())}
    return [problem("mean_negative", method="benefit of the doubt", **values_given)]


def _share_problems(least: Floats, most: Floats) -> list[Problem]:
    if (least <= most).all() and least.sum() <= 1 + _OVER and most.sum() >= 1 - _OVER:
        return []
    return [problem("share_bounds", low=round(least.sum(), 6), high=round(most.sum(), 6))]
