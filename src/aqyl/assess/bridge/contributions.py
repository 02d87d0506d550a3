"""Which leaves and nodes a change came from: the difference of two scored assessments, named.

At a node that is a weighted mean, a change splits exactly into what its children's scores bring,
w̄ Δs, and what their weights bring, Δw (s̄ - m̄), bars being means of the two sides and m the node
(L. J. Bennet, 1920; with weights measured against the mean a child gains from more weight only
when it scores above it). What a child's score brings is handed down to where it came from; what
its weight brings stays with the child. Geometric and harmonic means are split in logarithms and
reciprocals and brought back to scale. What goes through steps after the mean, such as bands, is
credited to those that pushed the mean the way it went, in proportion. What is left, a rule of the
node itself, is the node's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aqyl.assess.bridge.mixture import Mixed
from aqyl.assess.replay import Ints, Scored
from aqyl.assess.tree import TOTAL
from aqyl.index import Floats
from aqyl.standard.models import Edition, Mean

_LEAST = 1e-12


@dataclass(frozen=True)
class _Form:
    """back(weighted mean of there(x)); `steep` is the derivative of `there`."""

    there: Callable[[Floats], Floats]
    back: Callable[[Floats], Floats]
    steep: Callable[[Floats], Floats]


def _above(x: Floats) -> Floats:
    return np.maximum(x, _LEAST)


_FORMS: Mapping[Mean, _Form] = {
    "arithmetic": _Form(np.positive, np.positive, np.ones_like),
    "geometric": _Form(lambda x: np.log(_above(x)), np.exp, lambda x: 1.0 / _above(x)),
    "harmonic": _Form(
        lambda x: 1.0 / _above(x), lambda x: 1.0 / _above(x), lambda x: -1.0 / _above(x) ** 2
    ),
}


@dataclass(frozen=True)
class _Side:
    """One of the two, for the units both have: children, scores and weights by node id."""

    scored: Scored
    rows: Ints
    methods: Mapping[str, Mean]
    after: Mapping[str, object]
    pooled: bool

    @classmethod
    def of(cls, mixed: Mixed) -> _Side:
        edition = mixed.scored.edition
        after = {domain.id: domain.after for domain in edition.domains}
        pooled = edition.scoring.pooling == "leaves"
        return cls(mixed.scored, mixed.rows, _methods(edition, pooled), after, pooled)

    def children(self, node: str) -> tuple[str, ...]:
        hierarchy = self.scored.tree.hierarchy
        if node in hierarchy.leaves or node not in hierarchy.nodes:
            return ()
        below = hierarchy.leaves_below if self.pooled else hierarchy.children
        return tuple(hierarchy.nodes[n] for n in below[hierarchy.position(node)])

    def score(self, node: str) -> Floats:
        column = self.scored.tree.hierarchy.position(node)
        found: Floats = self.scored.score[self.rows, column]
        return found

    def weights(self, children: Sequence[str], own: Sequence[str]) -> Floats:
        """(units, children), what counts of them, summing to 1; 0 for those of the other side."""
        hierarchy = self.scored.tree.hierarchy
        result = np.zeros((len(self.rows), len(children)))
        for place, child in enumerate(children):
            if child in own:
                weight = self.scored.local[self.rows, hierarchy.position(child)]
                result[:, place] = np.where(np.isnan(self.score(child)), 0.0, weight)
        total = result.sum(axis=1, keepdims=True)
        share: Floats = np.divide(result, total, out=np.zeros_like(result), where=total > 0)
        return share


def _methods(edition: Edition, pooled: bool) -> dict[str, Mean]:
    general = edition.scoring.aggregation
    own = {d.id: general if pooled else d.aggregation or general for d in edition.domains}
    return {**own, TOTAL: general}


def named(
    one: Mixed, other: Mixed, change: Floats, nodes: Sequence[str], names: Sequence[str]
) -> Floats:
    """What each of `names` brings to the change of each of `nodes`, (nodes, units, names).

    change: (units, nodes), the difference of scores; what is brought to a node sums to it.
    """
    split = _Split(_Side.of(one), _Side.of(other), names)
    result = np.zeros((len(nodes), change.shape[0], len(names)))
    for place, node in enumerate(nodes):
        result[place] = split.brought(node, change[:, place])
    return result


class _Split:
    def __init__(self, one: _Side, other: _Side, names: Sequence[str]) -> None:
        self.sides = one, other
        self.place = {name: place for place, name in enumerate(names)}
        self.known: dict[str, Floats] = {}

    def brought(self, node: str, change: Floats) -> Floats:
        """(units, names) summing to `change`; what nobody below brought is the node's own."""
        if node not in self.known:
            self.known[node] = self._below(node)
        found = self.known[node].copy()
        found[:, self.place[node]] += change - found.sum(axis=1)
        return found

    def _below(self, node: str) -> Floats:
        own = [side.children(node) for side in self.sides]
        children = tuple(dict.fromkeys((*own[0], *own[1])))
        found = np.zeros((len(self.sides[0].rows), len(self.place)))
        if not children:
            return found
        weights = [side.weights(children, mine) for side, mine in zip(self.sides, own, strict=True)]
        scores = self._scores(children, own, weights)
        method = self._method(node)
        terms = _Terms(weights, scores, _FORMS[method])
        shared = set(own[0]) & set(own[1])
        for place, child in enumerate(children):
            found[:, self.place[child]] += terms.of_weight[:, place]
            change = scores[1][:, place] - scores[0][:, place]
            inside = self._of_child(child, change, child in shared)
            found += terms.per_score[:, [place]] * inside
        if any(side.after.get(node) for side in self.sides):
            return _pushed(found, terms.change, self._change(node))
        return found

    def _scores(
        self,
        children: Sequence[str],
        own: Sequence[Sequence[str]],
        weights: Sequence[Floats],
    ) -> list[Floats]:
        """Scores of the children; what does not count on one side is as on the other."""
        found = []
        for side, mine, weight in zip(self.sides, own, weights, strict=True):
            columns = [
                side.score(child) if child in mine else np.full(len(side.rows), np.nan)
                for child in children
            ]
            found.append(np.where(weight > 0, np.stack(columns, axis=1), np.nan))
        one, other = found
        filled = np.where(np.isnan(one), other, one), np.where(np.isnan(other), one, other)
        return [np.nan_to_num(scores) for scores in filled]

    def _of_child(self, child: str, change: Floats, shared: bool) -> Floats:
        if shared:
            return self.brought(child, change)
        found = np.zeros((len(change), len(self.place)))
        found[:, self.place[child]] = change
        return found

    def _method(self, node: str) -> Mean:
        """How the node is made; where the two sides part, plainly: the rest is the node's own."""
        methods = {side.methods.get(node, "arithmetic") for side in self.sides}
        return methods.pop() if len(methods) == 1 else "arithmetic"

    def _change(self, node: str) -> Floats:
        if any(node not in side.methods or not side.children(node) for side in self.sides):
            return np.zeros(len(self.sides[0].rows))
        return np.nan_to_num(self.sides[1].score(node) - self.sides[0].score(node))


class _Terms:
    """A mean's change: what each child's weight brings, and what a point of its score brings.

    Both are 0 for a unit of which one side has nothing that counts.
    """

    def __init__(self, weights: Sequence[Floats], scores: Sequence[Floats], form: _Form) -> None:
        forms = [form.there(score) for score in scores]
        sums = [(w * f).sum(axis=1) for w, f in zip(weights, forms, strict=True)]
        means = [form.back(total) for total in sums]
        self.change = means[1] - means[0]
        slope = _ratio(self.change, sums[1] - sums[0], 1.0 / form.steep(means[0]))
        slope *= (weights[0].sum(axis=1) > 0) & (weights[1].sum(axis=1) > 0)
        slope = slope[:, np.newaxis]
        middle = (sums[0] + sums[1])[:, np.newaxis] / 2
        between = (forms[0] + forms[1]) / 2 - middle
        self.of_weight = slope * (weights[1] - weights[0]) * between
        steep = _ratio(forms[1] - forms[0], scores[1] - scores[0], form.steep(scores[0]))
        self.per_score = slope * (weights[0] + weights[1]) / 2 * steep


def _ratio(top: Floats, bottom: Floats, limit: Floats) -> Floats:
    """top / bottom, and the limit where both vanish: changes that cancel out still have names."""
    flat = np.abs(bottom) <= _LEAST
    return np.where(flat, limit, top / np.where(flat, 1.0, bottom))


def _pushed(found: Floats, way: Floats, change: Floats) -> Floats:
    """A change credited to those that pushed the way the mean went, in proportion."""
    push = np.maximum(found * np.sign(way)[:, np.newaxis], 0.0)
    total = push.sum(axis=1, keepdims=True)
    share: Floats = np.divide(push, total, out=np.zeros_like(push), where=total > 0)
    return share * change[:, np.newaxis]
