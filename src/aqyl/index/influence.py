"""Weights chosen so that each part's correlation with the whole comes out as wished.

A weight is not the influence it buys: what spreads widely or moves with the others counts more.
Sources: P. Paruolo, M. Saisana and A. Saltelli, "Ratings and rankings: voodoo or science?", Journal
of the Royal Statistical Society A 176 (2013) 609-634; W. Becker et al., "Weights and importance in
composite indicators: closing the gap", Ecological Indicators 80 (2017) 12-22.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.aggregation import applied_weights, effective_weights
from aqyl.index.arrays import Floats, floats, join, problem
from aqyl.index.components import complete_units
from aqyl.index.hierarchy import Hierarchy
from aqyl.index.least_squares import constrained, constrained_from_zero
from aqyl.index.means import weight_problems
from aqyl.index.parameters import Parameter, check, declare
from aqyl.problems import raise_if

_LEVEL = Parameter("level", "whole", low=1)
_NEGATIVE = Parameter("negative", "switch")


@dataclass(frozen=True, slots=True, eq=False)
class CorrelationWeights:
    """What was found for the nodes of one level.

    weights: of all nodes, those of the level replaced; nodes: the positions of the level; wished
    and obtained: their correlations with the top, brought to sum 1; objective: the mean squared
    difference of the two, zero where the wish can be met.
    """

    weights: Floats
    nodes: tuple[int, ...]
    wished: Floats
    obtained: Floats
    objective: float


@declare(_LEVEL, _NEGATIVE)
def correlation_weights(
    hierarchy: Hierarchy,
    scores: npt.ArrayLike,
    level: int,
    target: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    negative: bool = False,
) -> CorrelationWeights:
    """Weights of a level whose nodes correlate with the top in the proportions of `target`.

    scores: units x nodes, as `aggregate` gives them; above the level means are arithmetic. target:
    a number for each node of the level, equal where not given. weights: of all nodes; those above
    the level are kept. negative: whether weights below zero may be used. Units with a gap are left
    out. Within each parent the weights found sum to 1.

    With v the effective weights and S the covariances, the correlations go as (S v)_j / s_j. Held
    to sum 1, the squared distance from the wish is a convex problem in v with linear conditions
    (each parent keeps its own effective weight), so the best weights are found, not searched for.
    Raises InputError where the level is no cut through the tree, a column is constant, a target is
    negative or all zero, and as `aggregate` for weights.

    >>> from aqyl.index import aggregate
    >>> tree = Hierarchy.from_parents({"a": "top", "b": "top", "top": None})
    >>> x = [[0, 9], [1, 2], [2, 5], [3, 9]]
    >>> found = correlation_weights(tree, aggregate(tree, x), level=1)
    >>> found.weights.round(3), found.obtained.round(3)
    (array([0.725, 0.275, 1.   ]), array([0.5, 0.5]))
    """
    raise_if(check(correlation_weights, level=level, negative=negative))
    groups = _groups(hierarchy, level)
    nodes = [node for members in groups.values() for node in members]
    wished = _wished(target, nodes)
    held = effective_weights(hierarchy, weights)
    unheld = [hierarchy.nodes[parent] for parent in groups if not held[parent] > 0]
    raise_if([problem("node_weights_zero", nodes=join(unheld))] if unheld else [])
    influence = _Influence.of(_columns(hierarchy, scores)[:, nodes], groups, held)
    found = influence.solve(wished, negative)
    share = applied_weights(hierarchy, weights)
    share[nodes] = influence.within_parents(found)
    obtained = influence.correlated @ found
    order = np.argsort(nodes)
    return CorrelationWeights(
        share,
        tuple(sorted(nodes)),
        wished[order],
        obtained[order],
        float(((wished - obtained) ** 2).mean()),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Influence:
    """The nodes of the level by what moves the top: u = effective weight x standard deviation.

    The correlations with the top are then R u, but for one factor, which the first condition sets.
    """

    correlated: Floats
    deviations: Floats
    parts: tuple[slice, ...]  # the nodes of each parent
    held: Floats  # the effective weight of each parent

    @classmethod
    def of(cls, columns: Floats, groups: dict[int, list[int]], held: Floats) -> _Influence:
        table = complete_units(columns)
        ends = np.cumsum([len(members) for members in groups.values()]).tolist()
        parts = tuple(slice(a, b) for a, b in zip([0, *ends], ends, strict=False))
        deviations = table.std(axis=0, ddof=1)
        correlated = np.asarray(np.corrcoef(table, rowvar=False))
        return cls(correlated, deviations, parts, held[list(groups)])

    def solve(self, wished: Floats, negative: bool) -> Floats:
        """The u that come nearest to the wish, its correlations of sum 1."""
        total = self.correlated.sum(axis=0)
        sums = np.array([self._sum_over(part) for part in self.parts]) / self.held[:, np.newaxis]
        conditions = np.vstack([total, sums[1:] - sums[:1]])
        values = np.eye(len(conditions))[0]
        if negative:
            found = constrained(self.correlated, wished, conditions, values)
            self._refuse(float(sums[0] @ found))
            return found
        start = self._start(total)
        self._refuse(float(total @ start))
        start /= total @ start
        return constrained_from_zero(self.correlated, wished, conditions, values, start)

    def within_parents(self, found: Floats) -> Floats:
        """Weights of sum 1 under each parent."""
        effective = found / self.deviations
        return np.concatenate([effective[part] / effective[part].sum() for part in self.parts])

    def _sum_over(self, part: slice) -> Floats:
        row = np.zeros_like(self.deviations)
        row[part] = 1 / self.deviations[part]
        return row

    def _start(self, total: Floats) -> Floats:
        """All of each parent's weight on the node that moves the top most."""
        start = np.zeros_like(total)
        for part, held in zip(self.parts, self.held, strict=True):
            best = part.start + int((total * self.deviations)[part].argmax())
            start[best] = held * self.deviations[best]
        return start

    def _refuse(self, moves: float) -> None:
        """The top cannot move with its parts taken together."""
        raise_if([] if moves > 0 else [problem("against")])


def _groups(hierarchy: Hierarchy, level: int) -> dict[int, list[int]]:
    """The nodes of a level by parent; the level must hold all children of each parent it has."""
    groups: dict[int, list[int]] = {}
    whole = True
    for parent in hierarchy.inner:
        children = hierarchy.children[parent]
        of_level = [child for child in children if hierarchy.levels[child] == level]
        if of_level:
            groups[parent] = of_level
            whole &= len(of_level) == len(children)
    below = [leaf for nodes in groups.values() for n in nodes for leaf in hierarchy.leaves_below[n]]
    if not whole or sorted(below) != list(range(len(hierarchy.leaves))):
        raise_if([problem("level_cut", given=level, allowed=hierarchy.levels[-1] - 1)])
    return groups


def _wished(target: npt.ArrayLike | None, nodes: list[int]) -> Floats:
    """The wish in the order of `nodes`, of sum 1; `target` is in node order."""
    given = np.ones(len(nodes)) if target is None else floats(target, "target")
    if given.shape != (len(nodes),):
        raise_if([problem("shape", name="target", given=given.shape, allowed=(len(nodes),))])
    found = weight_problems(given)
    if not found and not given.any():
        found.append(problem("weights_zero", count=1, total=1))
    raise_if(found)
    result: Floats = given[np.argsort(np.argsort(nodes))] / given.sum()
    return result


def _columns(hierarchy: Hierarchy, scores: npt.ArrayLike) -> Floats:
    values = floats(scores, "scores")
    count = len(hierarchy.nodes)
    if values.ndim != 2 or values.shape[1] != count:
        allowed = f"(units, {count})"
        raise_if([problem("shape", name="scores", given=values.shape, allowed=allowed)])
    return values
