"""What would it take: the smallest changes that bring a settlement to a level, a rank or a score.

The other settlements stay where they are. Initiatives climb their edition's ladder, only upward;
what does not apply to the settlement's group is neither raised nor asked for; an initiative is
raised only as far as all its prerequisites stand. What is raised counts as stated. Something lost,
returned, refused or unknown starts at the foot of the ladder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aqyl.assess.assessment import SAME, Assessment, aggregate
from aqyl.assess.replay import Scored, replay
from aqyl.assess.results import level_of
from aqyl.assess.whatif.exact import smallest
from aqyl.assess.whatif.goal import Goal, goal_of, row_of
from aqyl.assess.whatif.levers import Lever, levers
from aqyl.assess.whatif.plan import Least, Method, Move, Place, Plan, Terms, moves_of
from aqyl.assess.whatif.search import points_at, search
from aqyl.index import Floats
from aqyl.problems import Problem, raise_if
from aqyl.standard.checks import nearest

__all__ = ["Goal", "Move", "Place", "Plan", "Terms", "what_would_it_take"]

# Efforts of one rung: whole numbers, so that the search is exact.
EFFORTS = range(1, 21)
# Scores are compared rounded to SAME digits.
_HALF = 0.5 * 10.0**-SAME
_SOMETHING = 1e-6


def what_would_it_take(
    assessment: Assessment, settlement: str, goal: str | int | float, terms: Terms | None = None
) -> Plan:
    """The least changes that reach a level (its id), a rank (an int) or a score (a float).

    Exact where the total is a sum (arithmetic means without steps after them, unknown leaves at
    their worst or no levers); otherwise searched, and `Plan.method` says so. Raises NotFoundError
    for an unknown settlement or level, InputError for a goal, effort or number out of range.
    """
    asked = terms or Terms()
    _check(assessment, asked)
    row = row_of(assessment, settlement)
    aim = goal_of(assessment, row, goal, asked.within)
    now = replay(assessment)
    values = asked.indicators
    if values is None:
        values = not assessment.edition.scoring.shares.get("initiatives", 0.0)
    case = _Case(assessment, now, row, levers(assessment, row, now, asked.effort, values))
    heights, method = case.solve(round(aim.score, SAME), asked.least)
    return case.plan(aim, asked, method, heights)


def _check(assessment: Assessment, terms: Terms) -> None:
    effort, per_year = terms.effort, terms.per_year
    leaves = set(assessment.tree.leaves)
    found = [
        Problem("whatif.leaf", values={"given": leaf, "near": ", ".join(nearest(leaf, leaves))})
        for leaf in effort
        if leaf not in leaves
    ]
    found += [
        Problem("whatif.effort", values={"leaf": leaf, "given": given, "most": EFFORTS[-1]})
        for leaf, given in effort.items()
        if type(given) is not int or given not in EFFORTS
    ]
    if per_year is not None and per_year < 1:
        found.append(Problem("whatif.per_year", values={"given": per_year}))
    raise_if(found)


@dataclass(frozen=True)
class _Case:
    """One settlement with its levers."""

    assessment: Assessment
    now: Scored
    row: int
    levers: tuple[Lever, ...]

    def solve(self, target: float, least: Least) -> tuple[Mapping[str, int] | None, Method]:
        """Heights that reach the target, and how they were found.

        A settlement of which nothing is known has no score: it has to gain something first.
        """
        base = float(np.nan_to_num(self.now.score[self.row, -1]))
        if np.isnan(self.now.total[self.row]):
            target = max(target, base + _SOMETHING)
        if self.adds_up():
            gains = {lever.leaf: self._gains(lever) for lever in self.levers}
            try:
                return smallest(self.levers, gains, target - base - _HALF, least), "exact"
            except OverflowError:
                pass
        worth = dict(zip(self.assessment.tree.leaves, self._weights(), strict=True))
        return search(self.levers, self.totals, worth, target - _HALF, least), "searched"

    def adds_up(self) -> bool:
        """Whether a leaf's gain is its own, whatever else changes."""
        edition = self.assessment.edition
        general = edition.scoring.aggregation
        plain = general == "arithmetic" and all(
            (d.aggregation or general) == "arithmetic" and not d.after for d in edition.domains
        )
        return plain and not any(np.isnan(lever.points) for lever in self.levers)

    def _gains(self, lever: Lever) -> dict[int, float]:
        weight = float(self._weights()[lever.column])
        scale = self.assessment.edition.scoring.scale
        return {r.height: weight * scale * (r.points - lever.points) for r in lever.rungs}

    def _weights(self) -> Floats:
        """What each leaf counts in the total, (leaves,)."""
        return self.assessment.counted[self.row, : len(self.assessment.tree.leaves)]

    def totals(self, several: Sequence[Mapping[str, int]]) -> Floats:
        """The total score at each set of heights; below every score where nothing is known."""
        points = np.repeat(self.now.point[[self.row]], len(several), axis=0)
        for place, heights in enumerate(several):
            for lever in self.levers:
                if heights[lever.leaf] > lever.height:
                    points[place, lever.column] = points_at(lever, heights)
        local = np.repeat(self.now.local[[self.row]], len(several), axis=0)
        edition = self.assessment.edition
        nodes = aggregate(edition, self.assessment.tree, points, local)
        total = nodes[:, -1] * edition.scoring.scale
        return np.where(np.isnan(total), -np.inf, total)

    def plan(
        self, goal: Goal, terms: Terms, method: Method, heights: Mapping[str, int] | None
    ) -> Plan:
        """The plan at these heights; none where the goal is out of reach."""
        still = {lever.leaf: lever.height for lever in self.levers}
        highest = {v.leaf: max((v.height, *(r.height for r in v.rungs))) for v in self.levers}
        end = dict(still if heights is None else heights)
        totals = self.totals([still, end, highest])
        most = float(np.round(totals[2], SAME))
        weights = dict(zip(self.assessment.tree.leaves, self._weights().tolist(), strict=True))
        before = self._standing(float(self.now.total[self.row]))
        raised = any(end[lever.leaf] > lever.height for lever in self.levers)
        after = self._standing(float(np.round(totals[1], SAME))) if raised else before
        return Plan(
            settlement=self.assessment.units[self.row].id,
            goal=goal,
            terms=terms,
            method=method,
            reached=heights is not None,
            most=most,
            before=before,
            after=after,
            moves=moves_of(
                self.levers, end, self._losses(end, float(totals[1])), weights, terms.per_year
            ),
        )

    def _losses(self, heights: Mapping[str, int], total: float) -> dict[str, float]:
        """What the total loses without each raised lever."""
        raised = [lever for lever in self.levers if heights[lever.leaf] > lever.height]
        without = [{**heights, lever.leaf: lever.height} for lever in raised]
        totals: list[float] = self.totals(without).tolist() if without else []
        return {v.leaf: total - t for v, t in zip(raised, totals, strict=True)}

    def _standing(self, total: float) -> Place:
        """Where the settlement stands with a total, the others as they are."""
        if np.isnan(total):
            return Place(None, None, None, None)
        scores = self.now.total.copy()
        scores[self.row] = total
        ranks = self.now.ranks(scores)[self.row]
        return Place(total, level_of(self.assessment, total), int(ranks[0]), int(ranks[1]))
