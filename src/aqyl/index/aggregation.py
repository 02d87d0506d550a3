"""Aggregation up a hierarchy: leaves to nodes, step by step or straight from the leaves.

Leaves are (..., leaves) and weights (nodes,) or (..., nodes), columns in the hierarchy's order;
what stands before (units, draws x units) broadcasts. The root's weight is not looked at.
A weight of zero means "does not apply": the child does not count there. A node nothing below which
applies to a unit does not apply to it either; it scores NaN and does not count in its parent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats, fit, floats, join, problem
from aqyl.index.combiners import Missing
from aqyl.index.hierarchy import Hierarchy
from aqyl.index.means import missing_words, weight_problems
from aqyl.index.rules import Methods, Thresholds, rules
from aqyl.problems import Problem, raise_if

After = Mapping[str, Callable[[Floats], Floats]]


def aggregate(
    hierarchy: Hierarchy,
    leaves: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    *,
    method: Methods = "arithmetic",
    missing: Missing = "propagate",
    threshold: Thresholds = 0.0,
    after: After | None = None,
) -> Floats:
    """Every node as the weighted mean of its children: (..., leaves) -> (..., nodes).

    method: one for all, a list with one for each level from the second up, or one for each inner
    node by id; each the name of a mean, a combiner such as `Median()`, or a function. threshold,
    given likewise: the share of a node's children (those that apply) a unit must have to be scored
    there. after: by the id of an inner node, what is done to its column before its parent takes
    it. Equal weights where none are given.
    Raises InputError for shapes that do not fit, unknown ids or words, thresholds outside 0-1, and
    weights that are missing, negative or sum to zero (under a node, or at the top for a unit).

    >>> tree = Hierarchy.from_parents({"a": "x", "b": "x", "c": "top", "x": "top", "top": None})
    >>> aggregate(tree, [[0.0, 1.0, 1.0]], tree.arrange({"a": 1, "b": 1, "c": 3, "x": 1}))
    array([[0.   , 1.   , 1.   , 0.5  , 0.875]])
    """
    later = after or {}
    raise_if(_words(hierarchy, missing, later))
    rule_of = rules(hierarchy, method, threshold, missing)
    values, share = _leaf_values(hierarchy, leaves), applied_weights(hierarchy, weights)
    scores = _blank(hierarchy, values, share)
    by_node, weight = np.moveaxis(scores, -1, 0), np.moveaxis(share, -1, 0)
    for node in hierarchy.inner:
        children = list(hierarchy.children[node])
        column = rule_of[node].column(by_node[children], weight[children])
        by_node[node] = _finish(hierarchy, later, node, column)
    return scores


def pool_leaves(
    hierarchy: Hierarchy,
    leaves: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    *,
    method: Methods = "arithmetic",
    missing: Missing = "renormalise",
    threshold: Thresholds = 0.0,
    after: After | None = None,
) -> Floats:
    """Every node as the weighted mean of all leaves below it, whatever stands between.

    weights: (leaves,) or (..., leaves). threshold: the share of those leaves. after: what is done
    to a node's own column; its parents do not see it. Otherwise as `aggregate`.
    """
    later = after or {}
    raise_if(_words(hierarchy, missing, later))
    rule_of = rules(hierarchy, method, threshold, missing)
    values = _leaf_values(hierarchy, leaves)
    share = _leaf_weights(hierarchy, weights)
    scores = _blank(hierarchy, values, share)
    by_leaf, weight = np.moveaxis(values, -1, 0), np.moveaxis(share, -1, 0)
    for node in hierarchy.inner:
        below = list(hierarchy.leaves_below[node])
        column = rule_of[node].column(by_leaf[below], weight[below])
        scores[..., node] = _finish(hierarchy, later, node, column)
    return scores


def effective_weights(hierarchy: Hierarchy, weights: npt.ArrayLike | None = None) -> Floats:
    """What each node weighs at the top: its share among its siblings times its parent's.

    weights (nodes,) or (..., nodes) -> the same shape; the root weighs 1 and the leaves sum to 1.
    Exact for arithmetic means without missing values or `after`. Raises as `aggregate`.
    """
    share = applied_weights(hierarchy, weights)
    effective = np.ones_like(share)
    for node in reversed(hierarchy.inner):
        children = list(hierarchy.children[node])
        own = np.take(share, children, axis=-1)
        total = own.sum(axis=-1, keepdims=True)
        part = own / np.where(total > 0, total, 1.0)
        effective[..., children] = part * effective[..., node, np.newaxis]
    return effective


def applied_weights(hierarchy: Hierarchy, weights: npt.ArrayLike | None) -> Floats:
    """Checked weights of all nodes, zero for a node where nothing below it applies."""
    share = _copied(weights, len(hierarchy.nodes))
    share[..., -1] = 1.0
    found = weight_problems(share)
    empty = []
    for node in hierarchy.inner:
        applies = (np.take(share, hierarchy.children[node], axis=-1) > 0).any(axis=-1)
        share[..., node] *= applies
        if not applies.any():
            empty.append(hierarchy.nodes[node])
    # With one set of weights for all, a node without weight is a slip; by unit it may be meant.
    if empty and (share.ndim == 1 or hierarchy.root in empty):
        found.append(problem("node_weights_zero", nodes=join(empty)))
    else:
        found += _nothing_applies(np.asarray(share[..., -1] == 0))
    raise_if(found)
    return share


def _nothing_applies(units: Bools) -> list[Problem]:
    if not units.any():
        return []
    first = int(np.argwhere(units)[0, -1]) + 1
    return [problem("unit_weights_zero", count=int(units.sum()), first=first)]


def _leaf_values(hierarchy: Hierarchy, leaves: npt.ArrayLike) -> Floats:
    values = floats(leaves, "leaves")
    count = len(hierarchy.leaves)
    if values.ndim == 0 or values.shape[-1] != count:
        raise_if([problem("shape", name="leaves", given=values.shape, allowed=f"(…, {count})")])
    return values


def _leaf_weights(hierarchy: Hierarchy, weights: npt.ArrayLike | None) -> Floats:
    share = _copied(weights, len(hierarchy.leaves))
    found = weight_problems(share)
    empty = [
        hierarchy.nodes[node]
        for node in hierarchy.inner
        if not (np.take(share, hierarchy.leaves_below[node], axis=-1) > 0).any()
    ]
    if empty and (share.ndim == 1 or hierarchy.root in empty):
        found.append(problem("node_weights_zero", nodes=join(empty)))
    elif share.ndim > 1:
        found += _nothing_applies(np.asarray(~(share > 0).any(axis=-1)))
    raise_if(found)
    return share


def _copied(weights: npt.ArrayLike | None, count: int) -> Floats:
    given = floats(1.0 if weights is None else weights, "weights")
    return np.array(fit(given, (*given.shape[:-1], count), "weights"))


def _blank(hierarchy: Hierarchy, values: Floats, share: Floats) -> Floats:
    """Room for all scores, the leaves already in place."""
    try:
        before = np.broadcast_shapes(values.shape[:-1], share.shape[:-1])
    except ValueError:
        allowed = (*values.shape[:-1], share.shape[-1])
        raise_if([problem("shape", name="weights", given=share.shape, allowed=allowed)])
        raise
    scores = np.empty((*before, len(hierarchy.nodes)))
    scores[..., : values.shape[-1]] = values
    return scores


def _finish(hierarchy: Hierarchy, after: After, node: int, column: Floats) -> Floats:
    name = hierarchy.nodes[node]
    return after[name](column) if name in after else column


def _words(hierarchy: Hierarchy, missing: Missing, after: After) -> list[Problem]:
    inner = [hierarchy.nodes[node] for node in hierarchy.inner]
    found = missing_words(missing)
    return found + [problem("tree_unknown", name="after", given=n) for n in after if n not in inner]
