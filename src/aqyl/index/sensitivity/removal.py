"""What leaving out one element does: an indicator, a pillar, any node of the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from aqyl.index.arrays import Floats, problem
from aqyl.index.hierarchy import Hierarchy
from aqyl.index.uncertainty.replay import replay
from aqyl.index.uncertainty.result import Failure
from aqyl.index.uncertainty.settings import single
from aqyl.index.uncertainty.study import Study
from aqyl.problems import Problem, raise_if


@dataclass(frozen=True, slots=True, eq=False)
class Removal:
    """Scores and ranks (units, nodes) without each of `nodes`, beside the nominal ones (units,).

    shift: the mean over the units of |rank without - nominal rank|, by node. failed: the nodes
    without which nothing can be scored, by reason; their columns are NaN.
    """

    nodes: tuple[str, ...]
    nominal_scores: Floats
    nominal_ranks: Floats
    scores: Floats
    ranks: Floats
    shift: Floats
    failed: tuple[Failure, ...]


def remove_each(study: Study, nodes: int | Sequence[str] = 1) -> Removal:
    """The nominal index of a study without each node in turn, its weight left to its siblings.

    nodes: a level of the hierarchy (1: the leaves) or ids. Where all children of a node are gone it
    is gone too. Source: COINr, remove_elements.
    Raises InputError for a level that is not there, the root, and unknown ids.

    >>> from aqyl.index.uncertainty.settings import Setting
    >>> tree = Hierarchy.from_parents({"a": "top", "b": "top", "top": None})
    >>> remove_each(Study(tree, Setting([[1.0, 4.0], [3.0, 3.0]]))).ranks.tolist()
    [[1.0, 2.0], [2.0, 1.0]]
    """
    tree = study.hierarchy
    chosen = _chosen(tree, nodes)
    weights = np.tile(study.drawn_weights.nominal, (len(chosen) + 1, 1))
    for line, node in enumerate(chosen, start=1):
        weights[line, tree.position(node)] = 0.0
    nominal = replace(study, built=single(study.nominal))
    done = replay(nominal, {}, weights)
    shift = np.abs(done.ranks[:, 1:] - done.ranks[:, :1])
    known = ~np.isnan(shift)
    total = np.where(known, shift, 0.0).sum(axis=0)
    count = known.sum(axis=0)
    return Removal(
        nodes=chosen,
        nominal_scores=done.scores[:, 0],
        nominal_ranks=done.ranks[:, 0],
        scores=done.scores[:, 1:],
        ranks=done.ranks[:, 1:],
        shift=total / np.where(count > 0, count, np.nan),
        failed=done.failed,
    )


def _chosen(tree: Hierarchy, nodes: int | Sequence[str]) -> tuple[str, ...]:
    if isinstance(nodes, int):
        found = [
            node
            for node, level in zip(tree.nodes[:-1], tree.levels, strict=False)
            if level == nodes
        ]
        depth = tree.levels[-1]
        raise_if([] if found else [problem("level_unknown", given=nodes, depth=depth)])
        return tuple(found)
    problems: list[Problem] = tree.unknown("nodes", nodes)
    problems += [problem("tree_root", given=node) for node in nodes if node == tree.root]
    raise_if(problems)
    return tuple(nodes)
