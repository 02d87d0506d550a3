"""What an assessment knows of each leaf, as arrays that can be changed and scored again.

The bridge, the plans and the gaming tests all ask "what would the score be if": they change these
arrays, the edition or the groups, and score them by the same rules as `assess`. Blanks are not
filled anew: a filled blank keeps the value that it was filled with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import get_args

import numpy as np
import numpy.typing as npt

from aqyl.assess.answers import standing_rule
from aqyl.assess.assessment import SAME, Assessment, aggregate
from aqyl.assess.facts import Fact, positions
from aqyl.assess.steps import apply_steps, steps_of, worst_and_best
from aqyl.assess.tree import Tree, weights_for, weights_in_total
from aqyl.assess.values import IMPUTED
from aqyl.index import Floats, rank
from aqyl.problems import InputError
from aqyl.standard import steps as words
from aqyl.standard.models import Edition, Indicator
from aqyl.standard.procedure import Standing
from aqyl.standard.steps import Step

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

BLANK, KNOWN, FILLED = 0, 1, 2
STANDINGS: tuple[Standing, ...] = get_args(Standing)
_TAKEN = {"stated": 0, "worst": 1, "best": 2, "unknown": 3}


@dataclass(frozen=True)
class Cells:
    """What is known of each leaf of each unit.

    Arrays are (units, leaves), `status` and `scored` (units, leaves, 3). state: BLANK, KNOWN or
    FILLED (an estimate in place of a blank); value: NaN where there is none; status: places in
    `statuses` of the status given and of the lowest and highest that reports speak of; standing: a
    place in STANDINGS; marked: whether a filled blank is open between worst and best; scored: the
    score 0-1 with low and high as first assessed, for leaves that cannot be scored again.
    """

    units: tuple[str, ...]
    leaves: tuple[str, ...]
    statuses: tuple[str, ...]
    state: Ints
    value: Floats
    status: Ints
    standing: Ints
    marked: Bools
    scored: Floats

    @classmethod
    def blank(cls, units: Sequence[str], leaves: Sequence[str], statuses: Sequence[str]) -> Cells:
        """Nothing known of anything."""
        shape = len(units), len(leaves)
        return cls(
            tuple(units),
            tuple(leaves),
            tuple(statuses),
            np.zeros(shape, dtype=np.int64),
            np.full(shape, np.nan),
            np.zeros((*shape, 3), dtype=np.int64),
            np.zeros(shape, dtype=np.int64),
            np.zeros(shape, dtype=np.bool_),
            np.full((*shape, 3), np.nan),
        )

    def copy(self) -> Cells:
        """The same in arrays of its own."""
        return replace(
            self,
            state=self.state.copy(),
            value=self.value.copy(),
            status=self.status.copy(),
            standing=self.standing.copy(),
            marked=self.marked.copy(),
            scored=self.scored.copy(),
        )


def cells_of(
    assessment: Assessment,
    units: Sequence[str] | None = None,
    leaves: Sequence[str] | None = None,
    statuses: Sequence[str] | None = None,
) -> Cells:
    """An assessment's facts as Cells, over its own units, leaves and statuses or those given."""
    facts = assessment.facts
    cells = Cells.blank(
        facts.units if units is None else units,
        facts.leaves if leaves is None else leaves,
        [s.id for s in assessment.edition.statuses] if statuses is None else statuses,
    )
    places = positions(cells.units), positions(cells.leaves), positions(cells.statuses)
    rule = assessment.edition.scoring.imputation
    for (u, n), fact in facts.known.items():
        cell = places[0][fact.settlement], places[1][fact.node]
        _put(cells, cell, fact, places[2], rule is not None and rule.marked)
        cells.scored[cell] = facts.score[u, n], facts.low[u, n], facts.high[u, n]
    return cells


def _put(
    cells: Cells, cell: tuple[int, int], fact: Fact, statuses: Mapping[str, int], marked: bool
) -> None:
    filled = fact.basis == IMPUTED
    cells.state[cell] = FILLED if filled else KNOWN
    cells.marked[cell] = filled and marked
    if fact.value is not None:
        cells.value[cell] = fact.value
    if fact.given:
        cells.status[cell] = [statuses[s] for s in (fact.given, fact.given_low, fact.given_high)]
    if not filled:
        cells.standing[cell] = STANDINGS.index(fact.basis)


def frozen_leaves(edition: Edition) -> frozenset[str]:
    """The leaves that are scored against targets, which an assessment does not keep."""
    return frozenset(
        indicator.id
        for indicator in edition.indicators
        if any(isinstance(step, words.ShareOfTarget) for step in steps_of(edition, indicator))
    )


def is_relative(steps: Sequence[Step]) -> bool:
    """Whether a value's score depends on the values of the other units."""
    return any(
        isinstance(step, words.ZScore | words.Rank | words.PercentileRank)
        or (isinstance(step, words.MinMax) and (step.low is None or step.high is None))
        for step in steps
    )


@dataclass(frozen=True)
class Leaves:
    """Leaf scores 0-1 with their bounds, (units, leaves), unknown NaN; the ends are (leaves,)."""

    score: Floats
    low: Floats
    high: Floats
    worst: Floats
    best: Floats


def score_leaves(
    edition: Edition, leaves: Sequence[str], cells: Cells, groups: Sequence[str]
) -> Leaves:
    """The scores that cells earn under an edition, for the leaves named, in their order.

    Values are normalised over all units of `cells`. Values that the steps cannot take earn no
    score, nor do those whose standing does not count as stated.
    """
    column_of = positions(cells.leaves)
    points = np.array([_points(edition).get(s, np.nan) for s in cells.statuses] or [np.nan])
    indicators = {indicator.id: indicator for indicator in edition.indicators}
    frozen = frozen_leaves(edition)
    found = []
    for leaf in leaves:
        own = _Column(edition, cells, column_of[leaf])
        if leaf not in indicators:
            found.append((*own.bounded(points[own.status], (0.0, 1.0)), (0.0, 1.0)))
            continue
        steps = steps_of(edition, indicators[leaf])
        if leaf in frozen:
            bounds = own.scored
        else:
            scores = own.through(steps, indicators[leaf], groups)
            bounds = own.bounded(np.stack([scores] * 3, axis=-1), worst_and_best(steps, scores))
        found.append((*bounds, worst_and_best(steps, bounds[0])))
    score, low, high = (np.stack([one[n] for one in found], axis=1) for n in range(3))
    ends = np.array([one[3] for one in found])
    return Leaves(score, low, high, ends[:, 0], ends[:, 1])


_Bounds = tuple[Floats, Floats, Floats]


class _Column:
    """The cells of one leaf."""

    def __init__(self, edition: Edition, cells: Cells, column: int) -> None:
        self.state, self.value = cells.state[:, column], cells.value[:, column]
        self.status, self.marked = cells.status[:, column], cells.marked[:, column]
        rules = [standing_rule(edition, name) for name in STANDINGS]
        self.taken = {
            name: np.array([_TAKEN[getattr(r, name)] for r in rules])[cells.standing[:, column]]
            for name in ("score", "low", "high")
        }
        kept = np.where((self.state == BLANK)[:, np.newaxis], np.nan, cells.scored[:, column])
        self.scored: _Bounds = (kept[:, 0], kept[:, 1], kept[:, 2])

    def through(self, steps: Sequence[Step], indicator: Indicator, groups: Sequence[str]) -> Floats:
        """The values through the steps, (units,)."""
        stated = (self.state == KNOWN) & (self.taken["score"] == _TAKEN["stated"])
        x = np.where(stated | (self.state == FILLED), self.value, np.nan)
        try:
            return apply_steps(x, steps, indicator, groups)
        except InputError:
            return np.full_like(x, np.nan)

    def bounded(self, stated: Floats, ends: tuple[float, float]) -> _Bounds:
        """Score, low and high, (units,) each, of what is stated as (units, 3)."""
        worst, best, nan = (np.full(self.state.shape, end) for end in (*ends, np.nan))
        known, filled = self.state == KNOWN, self.state == FILLED
        opened = {"score": stated[:, 0], "low": worst, "high": best}
        found = []
        for n, (name, taken) in enumerate(self.taken.items()):
            ruled = np.choose(taken, [stated[:, n], worst, best, nan])
            estimate = np.where(self.marked, opened[name], stated[:, 0])
            estimate = np.where(np.isnan(stated[:, 0]), nan, estimate)
            found.append(np.where(known, ruled, np.where(filled, estimate, nan)))
        return found[0], found[1], found[2]


def _points(edition: Edition) -> dict[str, float]:
    return {status.id: status.points for status in edition.statuses}


@dataclass(frozen=True)
class Scored:
    """Scores of all nodes on the edition's scale, (units, nodes), columns as `tree.nodes`.

    score: what counts, so that an unknown leaf is at its worst where the edition counts it so, and
    NaN where it is left out. known: whether anything is known of a node that applies. local:
    weights among siblings. point: leaf scores 0-1 as counted.
    """

    edition: Edition
    tree: Tree
    groups: tuple[str, ...]
    local: Floats
    point: Floats
    known: Bools
    score: Floats
    low: Floats
    high: Floats

    @property
    def shown(self) -> Floats:
        """The scores as an assessment gives them: NaN where nothing is known."""
        return np.where(self.known, self.score, np.nan)

    @cached_property
    def total(self) -> Floats:
        """The total score rounded as ranks and levels take it, NaN where nothing is known."""
        return np.round(self.shown[:, -1], SAME)

    def ranks(self, total: Floats | None = None) -> Floats:
        """Ranks by the total, over all units and within each unit's group, (units, 2)."""
        scores, groups = self.total if total is None else total, np.array(self.groups)
        within = np.full(scores.shape, np.nan)
        for group in set(self.groups):
            members = groups == group
            within[members] = rank(scores[members])
        return np.stack([rank(scores), within], axis=-1)


def score_nodes(
    edition: Edition, tree: Tree, leaves: Leaves, groups: Sequence[str], scale: float | None = None
) -> Scored:
    """Leaf scores up the tree, by the rules of `assess`; scale: other than the edition's."""
    by_group = {group: weights_for(edition, tree, group) for group in set(groups)}
    local = np.array([by_group[group] for group in groups])
    weight = weights_in_total(tree, local, edition.scoring.pooling == "leaves")
    known = ~np.isnan(leaves.score)
    left_out = edition.scoring.missing == "left_out"
    point = leaves.score if left_out else np.where(known, leaves.score, leaves.worst)
    low = np.where(np.isnan(leaves.low), leaves.worst, leaves.low)
    high = np.where(np.isnan(leaves.high), leaves.best, leaves.high)
    nodes = np.where(weight > 0, _up(edition, tree, np.stack([point, low, high]), local), np.nan)
    score, low, high = nodes * (edition.scoring.scale if scale is None else scale)
    if left_out:
        low, high = np.fmin(low, score), np.fmax(high, score)
    counts = known & (weight[:, : len(tree.leaves)] > 0)
    below = [counts[:, list(own)].any(axis=1) for own in tree.hierarchy.leaves_below]
    known = np.column_stack(below)
    return Scored(edition, tree, tuple(groups), local, point, known, score, low, high)


def _up(edition: Edition, tree: Tree, leaves: Floats, local: Floats) -> Floats:
    """Leaves (measures, units, leaves) up the tree; one by one where steps follow a mean."""
    if any(domain.after for domain in edition.domains):
        return np.stack([aggregate(edition, tree, one, local) for one in leaves])
    return aggregate(edition, tree, leaves, local)


def replay(assessment: Assessment, cells: Cells | None = None) -> Scored:
    """An assessment scored again from its facts, or from changed ones."""
    known = cells_of(assessment) if cells is None else cells
    groups = [unit.group for unit in assessment.units]
    leaves = score_leaves(assessment.edition, assessment.tree.leaves, known, groups)
    return score_nodes(assessment.edition, assessment.tree, leaves, groups)
