"""The edition's tree as a hierarchy of `aqyl.index`, with each group's weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aqyl import index
from aqyl.index import Floats, Hierarchy
from aqyl.standard.models import Edition, Indicator, Initiative, NodeWeights

TOTAL = "total"


@dataclass(frozen=True)
class Tree:
    """Nodes, leaves first and `total` last; `kinds` names each: initiative, indicator, ..."""

    hierarchy: Hierarchy
    kinds: tuple[str, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """The ids in column order."""
        return self.hierarchy.nodes

    @property
    def leaves(self) -> tuple[str, ...]:
        """The ids of initiatives and indicators in column order."""
        return self.hierarchy.leaves


def build_tree(edition: Edition) -> Tree:
    """The hierarchy total -> domains -> initiatives and indicators that carry weight."""
    shares = edition.scoring.shares
    initiatives = edition.initiatives if shares.get("initiatives", 0.0) > 0 else ()
    indicators = edition.indicators if shares.get("indicators", 0.0) > 0 else ()
    kinds = {leaf.id: "initiative" for leaf in initiatives}
    kinds |= {leaf.id: "indicator" for leaf in indicators}
    kinds |= {domain.id: "domain" for domain in edition.domains} | {TOTAL: "total"}
    parents: dict[str, str | None] = {leaf.id: leaf.domain for leaf in initiatives}
    parents |= {leaf.id: leaf.domain for leaf in indicators}
    parents |= {domain.id: domain.parent for domain in edition.domains}
    parents[TOTAL] = None
    hierarchy = Hierarchy.from_parents(parents)
    return Tree(hierarchy, tuple(kinds[node] for node in hierarchy.nodes))


def weights_for(edition: Edition, tree: Tree, group: str) -> Floats:
    """The weight of each node among its siblings for a group, (nodes,); 0 does not apply.

    Under a domain the edition's shares split the weight between initiatives and indicators; where
    one kind has none, the other takes all. Weights given for a node replace these, but what does
    not apply to a group weighs nothing there.
    """
    weights = {domain.id: domain.weight for domain in edition.domains}
    own = {i.id: i.weight * _obligation(edition, i, group) for i in edition.initiatives}
    own |= {i.id: i.weight for i in edition.indicators}
    for domain in [TOTAL, *(d.id for d in edition.domains)]:
        weights |= _split(edition, tree, domain, own)
    for given in edition.scoring.weights:
        weights |= _given(given, weights)
    weights |= {i.id: 0.0 for i in edition.initiatives if _obligation(edition, i, group) == 0}
    return tree.hierarchy.arrange({n: weights[n] for n in tree.nodes if n != TOTAL})


def _obligation(edition: Edition, initiative: Initiative, group: str) -> float:
    """What an initiative's obligation makes of its weight; 0 where it does not apply."""
    obligations = edition.scoring.obligations
    if not obligations or group not in initiative.groups:
        return 1.0
    return obligations[initiative.groups[group]]


def _split(edition: Edition, tree: Tree, domain: str, own: Mapping[str, float]) -> dict[str, float]:
    """Weights of a domain's leaves: each kind's share, split by the leaves' own weights."""
    shares = edition.scoring.shares
    kinds: list[tuple[float, Sequence[Initiative | Indicator]]] = [
        (shares.get("initiatives", 0.0), [i for i in edition.initiatives if i.domain == domain]),
        (shares.get("indicators", 0.0), [i for i in edition.indicators if i.domain == domain]),
    ]
    there = set(tree.leaves)
    inside = [(share, [leaf.id for leaf in leaves if leaf.id in there]) for share, leaves in kinds]
    if edition.scoring.pooling == "leaves":
        return {leaf: own[leaf] for _, leaves in inside for leaf in leaves}
    result = {}
    for share, leaves in inside:
        total = sum(own[leaf] for leaf in leaves)
        for leaf in leaves:
            result[leaf] = share * own[leaf] / total if total else 0.0
    return result


def _given(given: NodeWeights, weights: Mapping[str, float]) -> dict[str, float]:
    if given.method == "equal":
        return dict.fromkeys(given.order, 1.0)
    if given.method == "ahp":
        found = index.ahp(given.upper, method="eigenvector").weights
        return dict(zip(given.order, map(float, found), strict=True))
    return {node: weights[node] for node in given.order}


def known_weights(tree: Tree, weights: Floats, known: np.ndarray) -> Floats:
    """Each node's weight in the total where only known leaves count, (units, nodes).

    weights: (units, nodes) among siblings; known: (units, leaves) booleans. Leaves sum to 1 for
    a unit with anything known.
    """
    applied = weights.copy()
    applied[:, : len(tree.leaves)] *= known
    return _down(tree, applied)


def weights_in_total(tree: Tree, weights: Floats, pooled: bool) -> Floats:
    """What each node weighs in the total, (units, nodes); unknown leaves included."""
    return _pooled(tree, weights) if pooled else _down(tree, weights)


def _down(tree: Tree, weights: Floats) -> Floats:
    """Shares of the total; a node below which nothing weighs leaves its weight to its siblings."""
    applied, result = weights.copy(), np.zeros_like(weights)
    for node in tree.hierarchy.inner:
        children = list(tree.hierarchy.children[node])
        applied[:, node] *= applied[:, children].sum(axis=1) > 0
    result[:, -1] = 1.0
    for node in reversed(tree.hierarchy.inner):
        children = list(tree.hierarchy.children[node])
        own = applied[:, children]
        total = own.sum(axis=1, keepdims=True)
        share = np.divide(own, total, out=np.zeros_like(own), where=total > 0)
        result[:, children] = share * result[:, [node]]
    return result


def pooled_weights(tree: Tree, weights: Floats, known: np.ndarray) -> Floats:
    """As `known_weights` where every node pools the leaves below it."""
    applied = weights.copy()
    applied[:, : len(tree.leaves)] *= known
    return _pooled(tree, applied)


def _pooled(tree: Tree, weights: Floats) -> Floats:
    result = np.zeros_like(weights)
    leaves = weights[:, : len(tree.leaves)]
    total = leaves.sum(axis=1, keepdims=True)
    share = np.divide(leaves, total, out=np.zeros_like(leaves), where=total > 0)
    for node, below in enumerate(tree.hierarchy.leaves_below):
        result[:, node] = share[:, list(below)].sum(axis=1)
    return result
