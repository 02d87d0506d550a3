"""Elasticities: by what share a score changes when a weight changes by one per cent."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aqyl.index.aggregation import aggregate, applied_weights
from aqyl.index.arrays import Floats, choice, floats
from aqyl.index.combiners import Missing
from aqyl.index.hierarchy import Hierarchy
from aqyl.index.means import Mean
from aqyl.index.rules import Methods, rules
from aqyl.index.uncertainty.plan import FORMS, form
from aqyl.problems import raise_if


def weight_elasticity(
    hierarchy: Hierarchy,
    leaves: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    *,
    method: Methods = "arithmetic",
    missing: Missing = "propagate",
) -> Floats:
    """d ln S / d ln w of each unit's top score S by each node's weight w: (units, nodes), exact.

    A mean m with x_m = h(sum(w g(x)) / sum(w)), h the inverse of g, moves by
    w_i dx_m / dw_i = s_i (g(x_i) - g(x_m)) / g'(x_m), s_i the share of w_i among what counts; a
    step above, dx_p / dx_m = s_m g'(x_m) / g'(x_p). Elasticities of siblings sum to zero. NaN where
    the score is missing or zero, or a geometric or harmonic mean on the way is zero; 0 for the root
    and for what does not count.
    leaves: (units, leaves); weights: (nodes,) or (units, nodes); method: means, as in `aggregate`.
    Raises InputError as `aggregate`, and for a method that is not one of the three means.

    >>> tree = Hierarchy.from_parents({"a": "top", "b": "top", "top": None})
    >>> weight_elasticity(tree, [[1.0, 3.0]])
    array([[-0.25,  0.25,  0.  ]])
    """
    rule_of = rules(hierarchy, method, 0.0, missing)
    for rule in rule_of.values():
        raise_if(choice("method", form(rule) or type(rule.combiner).__name__, FORMS))
    values = np.atleast_2d(floats(leaves, "leaves"))
    scores = aggregate(hierarchy, values, weights, method=method, missing=missing)
    share = np.broadcast_to(applied_weights(hierarchy, weights), scores.shape)
    slope = np.zeros(scores.shape)
    slope[:, -1] = 1.0
    elasticity = np.zeros(scores.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        for node in reversed(hierarchy.inner):
            children = list(hierarchy.children[node])
            own = form(rule_of[node]) or "arithmetic"
            part = np.where(np.isnan(scores[:, children]), 0.0, share[:, children])
            part = part / part.sum(axis=1, keepdims=True)
            moved, passed = _moves(own, scores[:, children], scores[:, [node]])
            below = slope[:, [node]]
            elasticity[:, children] = np.where(part > 0, part * moved * below, 0.0)
            slope[:, children] = np.where(part > 0, part * passed * below, 0.0)
        elasticity /= scores[:, -1:]
    elasticity[~np.isfinite(elasticity)] = np.nan
    return elasticity


def _moves(method: Mean, x: Floats, mean: Floats) -> tuple[Floats, Floats]:
    """(g(x) - g(mean)) / g'(mean), and g'(x) / g'(mean)."""
    if method == "geometric":
        return (np.log(x) - np.log(mean)) * mean, mean / x
    if method == "harmonic":
        return (mean - mean * mean / x), np.square(mean / x)
    return x - mean, np.ones(x.shape)
