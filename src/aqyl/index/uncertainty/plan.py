"""How a setting's tree is reduced to matrix products before anything is drawn.

A mean whose child is a mean of the same method, with nothing missing below and nothing done to it
after, is one mean over the leaves of both: the weights multiply. What cannot be joined so becomes a
step of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from aqyl.index.aggregation import After
from aqyl.index.arrays import Bools, Floats
from aqyl.index.hierarchy import Hierarchy
from aqyl.index.means import Mean, combiner
from aqyl.index.rules import Rule

# The means that are sums of their children, each changed by itself.
FORMS: tuple[Mean, ...] = ("arithmetic", "geometric", "harmonic")

# Stands for the logarithm or the reciprocal of zero: a weight of zero times it stays zero.
HUGE = 1e300
_NEVER = 1e200


@dataclass(frozen=True, slots=True)
class Step:
    """One weighted mean: over leaves, each with the nodes whose shares multiply to its weight, and
    over branches, nodes that have steps of their own. open: it may meet something missing.
    threshold: the share of its children that must be there.
    """

    node: int
    method: Mean
    leaves: tuple[int, ...]
    paths: tuple[tuple[int, ...], ...]
    branches: tuple[int, ...]
    open: bool
    threshold: float
    after: Callable[[Floats], Floats] | None

    def joins(self, method: Mean) -> bool:
        """Whether the step can be taken into its parent's, whose mean is `method`."""
        return self.method == method and not (self.open or self.branches or self.after)

    def weights(self, shares: Floats) -> Floats:
        """The weight of each leaf from the shares among siblings: (n, nodes) -> (n, leaves)."""
        own = np.ones((len(shares), len(self.leaves)))
        for depth in range(max(map(len, self.paths), default=0)):
            columns = [at for at, path in enumerate(self.paths) if depth < len(path)]
            own[:, columns] *= shares[:, [self.paths[at][depth] for at in columns]]
        return own


def form(rule: Rule) -> Mean | None:
    """The mean of a rule where it is one of FORMS."""
    return next((name for name in FORMS if rule.combiner is combiner(name)), None)


def steps(
    hierarchy: Hierarchy, rules: Mapping[int, Rule], after: After, gaps: Bools
) -> dict[int, Step]:
    """The steps of a tree by their nodes, children before parents. gaps: leaves missing anywhere.

    >>> from aqyl.index.rules import rules
    >>> tree = Hierarchy.from_parents({"a": "x", "b": "x", "c": "top", "x": "top", "top": None})
    >>> rule_of = rules(tree, "arithmetic", 0.0, "propagate")
    >>> only, = steps(tree, rule_of, {}, np.zeros(3, dtype=np.bool_)).values()
    >>> [tree.nodes[leaf] for leaf in only.leaves]
    ['c', 'a', 'b']
    """
    made: dict[int, Step] = {}
    for node in hierarchy.inner:
        made[node] = _step(hierarchy, rules[node], after, gaps, node, made)
    needed = [len(hierarchy.nodes) - 1]
    for node in needed:
        needed.extend(made[node].branches)
    return {node: made[node] for node in sorted(needed)}


def _step(
    hierarchy: Hierarchy,
    rule: Rule,
    after: After,
    gaps: Bools,
    node: int,
    made: Mapping[int, Step],
) -> Step:
    name, own = hierarchy.nodes[node], form(rule) or "arithmetic"
    below = [made[child] for child in hierarchy.children[node] if child in made]
    gap = bool(gaps[list(hierarchy.leaves_below[node])].any())
    gap = gap or any(step.open or step.after for step in below)
    # A threshold counts children, so they must stay apart.
    joined = {step.node: step for step in below if not (gap and rule.threshold) and step.joins(own)}
    leaves: list[int] = []
    paths: list[tuple[int, ...]] = []
    for child in hierarchy.children[node]:
        if child not in made:
            leaves.append(child)
            paths.append((child,))
        elif child in joined:
            leaves.extend(joined[child].leaves)
            paths.extend((child, *path) for path in joined[child].paths)
    branches = tuple(step.node for step in below if step.node not in joined)
    return Step(
        node, own, tuple(leaves), tuple(paths), branches, gap, rule.threshold, after.get(name)
    )


def there(method: Mean, x: Floats) -> Floats:
    """What the mean is taken of: x itself, log x or 1/x, zero as good as infinite.

    Called where numpy's warnings are off.
    """
    if method == "geometric":
        return np.maximum(np.log(x), -HUGE)
    if method == "harmonic":
        return np.minimum(np.reciprocal(x + 0.0), HUGE)
    return x


def there_in_place(method: Mean, x: Floats, counting: bool) -> Floats:
    """The same over x itself. counting: no weight is zero, so infinity can stay what it is."""
    if method == "geometric":
        np.log(x, out=x)
        return x if counting else np.maximum(x, -HUGE, out=x)
    return x if method == "arithmetic" else np.minimum(np.reciprocal(x, out=x), HUGE, out=x)


def back(method: Mean, x: Floats) -> Floats:
    """The mean from the weighted mean of `there`, in place."""
    if method == "geometric":
        return np.exp(x, out=x)
    if method == "harmonic":
        infinite = x > _NEVER
        np.reciprocal(np.maximum(x, 1.0 / _NEVER, out=x), out=x)
        x[infinite] = 0.0
    return x


def shares_among_siblings(hierarchy: Hierarchy, weights: Floats) -> tuple[Floats, Bools]:
    """Weights (n, nodes) brought to sum one under each node, and which of the n cannot be used.

    A node nothing below which applies gets no share; where nothing applies at all, or a weight is
    missing, negative or infinite, the set cannot be used: its shares are equal ones.
    """
    usable = np.isfinite(weights) & (weights >= 0)
    wrong = np.asarray(~usable[:, :-1].all(axis=1))
    share = np.where(wrong[:, np.newaxis], 1.0, weights)
    share[:, -1] = 1.0
    for node in hierarchy.inner:
        children = list(hierarchy.children[node])
        total = share[:, children].sum(axis=1)
        share[:, node] *= total > 0
        share[:, children] /= np.where(total > 0, total, 1.0)[:, np.newaxis]
    return share, wrong | (share[:, -1] == 0)
