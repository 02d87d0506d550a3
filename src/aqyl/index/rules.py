"""The rule of each node: how its children are brought together, and how many it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from aqyl.index.arrays import Floats, join, problem
from aqyl.index.combiners import Combiner, Missing
from aqyl.index.hierarchy import Hierarchy
from aqyl.index.means import Aggregator, combiner, method_problems
from aqyl.index.parameters import Parameter
from aqyl.problems import Problem, raise_if

Methods = Aggregator | Sequence[Aggregator] | Mapping[str, Aggregator]
Thresholds = float | Sequence[float] | Mapping[str, float]

THRESHOLD = Parameter("threshold", "scalar", low=0, high=1)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is done at one node."""

    combiner: Combiner
    threshold: float
    missing: Missing

    def column(self, values: Floats, weights: Floats) -> Floats:
        """The node's column from its children's, which stand on the first axis."""
        column = self.combiner.combine(values, weights, self.missing)
        if self.threshold == 0:
            return column
        return np.where(_share_present(values, weights) < self.threshold, np.nan, column)


def rules(
    hierarchy: Hierarchy, method: Methods, threshold: Thresholds, missing: Missing
) -> dict[int, Rule]:
    """The rule of each inner node by its position; raises all problems found together."""
    found: list[Problem] = []
    methods = _by_node(hierarchy, "method", method, found)
    shares = _by_node(hierarchy, "threshold", threshold, found)
    for each in _distinct(methods.values()):
        found += method_problems(each)
    for share in _distinct(shares.values()):
        found += THRESHOLD.check(share)
    raise_if(found)
    return {node: Rule(combiner(methods[node]), shares[node], missing) for node in hierarchy.inner}


def _by_node(
    hierarchy: Hierarchy,
    name: str,
    given: object,
    found: list[Problem],
) -> dict[int, Any]:
    """What holds at each inner node; empty when that cannot be told."""
    if isinstance(given, Mapping):
        return _from_mapping(hierarchy, name, given, found)
    if isinstance(given, list | tuple):
        levels = hierarchy.levels[-1] - 1
        if len(given) != levels:
            found.append(problem("level_count", name=name, given=len(given), allowed=levels))
            return {}
        return {node: given[hierarchy.levels[node] - 2] for node in hierarchy.inner}
    return dict.fromkeys(hierarchy.inner, given)


def _from_mapping(
    hierarchy: Hierarchy, name: str, given: Mapping[str, Any], found: list[Problem]
) -> dict[int, Any]:
    inner = {hierarchy.nodes[node]: node for node in hierarchy.inner}
    found += [problem("tree_unknown", name=name, given=n) for n in given if n not in inner]
    if left_out := [node for node in inner if node not in given]:
        found.append(problem("tree_left_out", missing=join(left_out)))
    return {inner[node]: value for node, value in given.items() if node in inner}


def _distinct(values: Iterable[T]) -> list[T]:
    """Each value once, so that a problem of all nodes is told once."""
    kept: list[T] = []
    for value in values:
        if not any(value is other or value == other for other in kept):
            kept.append(value)
    return kept


def _share_present(values: Floats, weights: Floats) -> Floats:
    """The share of the children that apply which are there."""
    shape = np.broadcast_shapes(values.shape[1:], weights.shape[1:])
    applies, present = np.zeros(shape), np.zeros(shape)
    for child, weight in zip(values, weights, strict=True):
        applies += weight > 0
        present += (weight > 0) & ~np.isnan(child)
    return present / np.maximum(applies, 1)
