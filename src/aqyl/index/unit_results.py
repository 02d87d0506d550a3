"""Results: scores with ranks, overall and within groups, and how one unit stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, floats, problem, unit_axis
from aqyl.index.hierarchy import Hierarchy
from aqyl.index.parameters import Parameter
from aqyl.index.ranks import TIES, Ties, rank
from aqyl.problems import Problem, raise_if

_COUNT = Parameter("count", "whole", low=1)
_DISCARD = Parameter("discard_lowest", "switch")


@dataclass(frozen=True, slots=True)
class NodeResult:
    """How a unit stands at one node; rank is 1 for the highest of `of` units that have a score.

    group_rank and group_of are the same within the unit's group, NaN and 0 without groups.
    """

    node: str
    level: int
    score: float
    rank: float
    of: int
    group_rank: float
    group_of: int


@dataclass(frozen=True, eq=False)
class Results:
    """Scores of all nodes (units x nodes), with or without a group for each unit.

    Ranks are worked out when first asked for.
    """

    hierarchy: Hierarchy
    scores: Floats
    groups: tuple[object, ...] | None = None
    ties: Ties = "min"

    @cached_property
    def ranks(self) -> Floats:
        """Units x nodes: 1 for the highest score at each node."""
        return rank(self.scores, self.ties)

    @cached_property
    def group_ranks(self) -> Floats:
        """Ranks among the units of the same group; NaN without groups."""
        if self.groups is None:
            return np.full_like(self.scores, np.nan)
        return group_rank(self.scores, self.groups, self.ties)

    @cached_property
    def of(self) -> Floats:
        """How many units have a score at each node."""
        counts: Floats = (~np.isnan(self.scores)).sum(axis=0).astype(np.float64)
        return counts

    @cached_property
    def group_of(self) -> Floats:
        """Units x nodes: how many units of the unit's group have a score; 0 without groups."""
        counts = np.zeros_like(self.scores)
        for members in _members(self.groups or ()):
            counts[members] = (~np.isnan(self.scores[members])).sum(axis=0)
        return counts

    @property
    def order(self) -> npt.NDArray[np.intp]:
        """Unit positions, the highest total first; equals as given, units without a total last."""
        return np.argsort(-self.scores[:, -1], kind="stable")

    @property
    def from_the_top(self) -> tuple[int, ...]:
        """Node positions from the root down to the leaves, within a level as in the hierarchy."""
        levels = self.hierarchy.levels
        return tuple(sorted(range(len(levels)), key=lambda node: -levels[node]))

    def summary(self, unit: int) -> tuple[NodeResult, ...]:
        """How one unit stands at every node, from the root down. unit: its position."""
        raise_if(_unknown_unit(unit, len(self.scores)))
        return tuple(self._at(unit, node) for node in self.from_the_top)

    def strengths(
        self, unit: int, count: int = 5, discard_lowest: bool = True
    ) -> tuple[NodeResult, ...]:
        """The leaves where a unit ranks best, best first; equal ranks in the order of leaves.

        discard_lowest: leave out leaves where no unit scores lower. So a leaf that tells no units
        apart is nobody's strength.
        """
        kept = self._ranked_leaves(unit, count, discard_lowest)
        return tuple(self._at(unit, leaf) for leaf in kept[:count])

    def weaknesses(
        self, unit: int, count: int = 5, discard_lowest: bool = False
    ) -> tuple[NodeResult, ...]:
        """The leaves where a unit ranks worst, worst first; of equal ranks the later leaf first.

        A leaf where no unit scores higher is no weakness. discard_lowest: leave out those where no
        unit scores lower, as COINr does by default.
        """
        kept = self._ranked_leaves(unit, count, discard_lowest)
        behind = [leaf for leaf in reversed(kept) if self.ranks[unit, leaf] > 1]
        return tuple(self._at(unit, leaf) for leaf in behind[:count])

    def _ranked_leaves(self, unit: int, count: int, discard_lowest: bool) -> list[int]:
        found = _unknown_unit(unit, len(self.scores)) + _COUNT.check(count)
        raise_if([*found, *_DISCARD.check(discard_lowest)])
        leaves = range(len(self.hierarchy.leaves))
        lowest = np.fmax.reduce(self.ranks, axis=0)
        own = self.ranks[unit]
        kept = [n for n in leaves if not np.isnan(own[n])]
        kept = [n for n in kept if not (discard_lowest and own[n] == lowest[n])]
        return sorted(kept, key=lambda n: own[n])

    def _at(self, unit: int, node: int) -> NodeResult:
        return NodeResult(
            self.hierarchy.nodes[node],
            self.hierarchy.levels[node],
            float(self.scores[unit, node]),
            float(self.ranks[unit, node]),
            int(self.of[node]),
            float(self.group_ranks[unit, node]),
            int(self.group_of[unit, node]),
        )


def results(
    hierarchy: Hierarchy,
    scores: npt.ArrayLike,
    groups: Sequence[object] | None = None,
    ties: Ties = "min",
) -> Results:
    """Scores of all nodes (units x nodes, as `aggregate` gives them) with their ranks.

    groups: a label for each unit. Leaves are ranked by the values given, so high must be good.
    Raises InputError for shapes that do not fit and an unknown `ties`.

    >>> tree = Hierarchy.from_parents({"a": "top", "b": "top", "top": None})
    >>> table = results(tree, [[1, 5, 3], [3, 5, 4]], groups=["city", "city"])
    >>> table.ranks[:, -1], [best.node for best in table.strengths(1)]
    (array([2., 1.]), ['a'])
    """
    values = floats(scores, "scores")
    nodes, labels = len(hierarchy.nodes), None if groups is None else tuple(groups)
    found = TIES.check(ties)
    if values.ndim != 2 or values.shape[1] != nodes:
        allowed = f"(units, {nodes})"
        found.append(problem("shape", name="scores", given=values.shape, allowed=allowed))
    elif labels is not None and len(labels) != len(values):
        sizes = {"given": (len(labels),), "allowed": (len(values),)}
        found.append(problem("shape", name="groups", **sizes))
    raise_if(found)
    return Results(hierarchy, values, labels, ties)


def group_rank(
    scores: npt.ArrayLike, groups: Sequence[object], ties: Ties = "min", descending: bool = True
) -> Floats:
    """`rank` among the units of the same group. groups: a label for each unit.

    >>> group_rank([5, 7, 9, 8], ["town", "city", "city", "town"])
    array([2., 2., 1., 1.])
    """
    values = floats(scores, "scores")
    axis = unit_axis(values)
    if values.ndim == 0 or len(groups) != values.shape[axis]:
        allowed = (values.shape or (1,))[axis:][:1]
        raise_if([problem("shape", name="groups", given=(len(groups),), allowed=allowed)])
    lines = np.moveaxis(values, axis, 0)
    ranks = np.empty_like(lines)
    for members in _members(groups):
        group = np.moveaxis(lines[members], 0, axis)
        ranks[members] = np.moveaxis(rank(group, ties, descending), axis, 0)
    return np.asarray(np.moveaxis(ranks, 0, axis), order="C")


def _members(groups: Sequence[object]) -> Iterable[list[int]]:
    """The positions of the units of each group."""
    members: dict[object, list[int]] = {}
    for unit, group in enumerate(groups):
        members.setdefault(group, []).append(unit)
    return members.values()


def _unknown_unit(unit: int, count: int) -> list[Problem]:
    if 0 <= unit < count:
        return []
    return [problem("place", name="unit", given=unit, last=count - 1)]
