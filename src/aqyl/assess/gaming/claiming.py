"""Claiming without proof: what a mere claim earns in the score and in its bounds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from aqyl.assess.answers import standing_rule
from aqyl.assess.audit.wording import points
from aqyl.assess.case import Case
from aqyl.assess.gaming.finding import NOTHING, Finding, by_unit, finding
from aqyl.index import Floats


def claiming(case: Case) -> Finding:
    """Gains by claiming everything at its best, and the one thing that pays most.

    What is claimed replaces whatever is known below its best; nothing else moves: values that are
    normalised over the units are taken to reach the best without moving the others.
    """
    edition, scale = case.assessment.edition, case.assessment.edition.scoring.scale
    rule = standing_rule(edition, "claimed")
    worst, best = case.leaves.worst, case.leaves.best
    earns = {"stated": best, "best": best, "worst": worst, "unknown": np.full_like(best, np.nan)}
    below = case.applies & ~(case.leaves.score >= best - NOTHING)
    score = np.where(below, earns[rule.score], case.leaves.score)
    low = np.where(below, earns[rule.low], case.leaves.low)
    high = np.where(below, earns[rule.high], case.leaves.high)
    claimed = case.nodes(replace(case.leaves, score=score, low=low, high=high))
    base = case.scored
    gains = by_unit(case.rows, claimed.score[:, -1] - np.nan_to_num(base.score[:, -1]))
    one = _one(case, below, case.counted(score))
    numbers = {
        "one_worst": float(one.max()),
        "one_median": float(np.median(one)),
        "low_worst": float((claimed.low - base.low)[:, -1].max()),
    }
    values = {name: points(number, scale) for name, number in numbers.items()}
    return finding("claiming", base, case.titles, gains)(numbers, values)


def _one(case: Case, below: np.ndarray, claimed: Floats) -> Floats:
    """The most that one claim gains each unit, (units,)."""
    start = np.nan_to_num(case.scored.score[:, -1])
    best = np.zeros_like(start)
    for leaf in range(below.shape[1]):
        points_of = case.scored.point.copy()
        points_of[:, leaf] = np.where(below[:, leaf], claimed[:, leaf], points_of[:, leaf])
        best = np.fmax(best, case.totals(points_of) - start)
    return best
