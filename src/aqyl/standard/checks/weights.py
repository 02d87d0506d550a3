"""Weights under every node sum to something; comparisons fit what they compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from aqyl.problems import Place, Problem
from aqyl.standard.checks.context import TOTAL, Context
from aqyl.standard.models import Edition, NodeWeights


def _children(edition: Edition) -> dict[str, dict[str, float]]:
    """Each node's children with their own weights; leaves whose share is zero weigh nothing."""
    shares = edition.scoring.shares
    found: dict[str, dict[str, float]] = {node: {} for node in [TOTAL, *_domains(edition)]}
    for domain in edition.domains:
        found.setdefault(domain.parent, {})[domain.id] = domain.weight
    for initiative in edition.initiatives:
        weight = initiative.weight * shares.get("initiatives", 0.0)
        found.setdefault(initiative.domain, {})[initiative.id] = weight
    for indicator in edition.indicators:
        weight = indicator.weight * shares.get("indicators", 0.0)
        found.setdefault(indicator.domain, {})[indicator.id] = weight
    return found


def _domains(edition: Edition) -> list[str]:
    return [domain.id for domain in edition.domains]


def node_weights(context: Context) -> Iterator[Problem]:
    """Every node has children whose weights do not all vanish."""
    edition = context.edition
    weighed = {w.node for w in edition.scoring.weights if w.method != "given"}
    children = _children(edition)
    for node in [TOTAL, *_domains(edition)]:
        place = context.place("domains", node)
        if not children[node]:
            yield Problem("edition.node_empty", place, {"node": node})
        elif node not in weighed and sum(children[node].values()) <= 0:
            yield Problem("edition.weights_zero", place, {"node": node})


def given_weights(context: Context) -> Iterator[Problem]:
    """Weights name a node once; equal and compared ones name each of its children once."""
    edition = context.edition
    children = _children(edition)
    sets: list[tuple[tuple[str | int, ...], tuple[NodeWeights, ...]]]
    sets = [(("scoring", "weights"), edition.scoring.weights)]
    sets += [(("variants", n, "weights"), v.weights) for n, v in enumerate(edition.variants)]
    for loc, weights in sets:
        counts = Counter(one.node for one in weights)
        for index, one in enumerate(weights):
            place = context.at(*loc, index)
            yield from _one(context, place, one, children)
            if counts[one.node] > 1:
                values = {"id": one.node, "count": counts[one.node]}
                yield Problem("edition.id_twice", place, values)


def _one(
    context: Context, place: Place, given: NodeWeights, children: dict[str, dict[str, float]]
) -> Iterator[Problem]:
    unknown = list(context.unknown(place, "node", [given.node], set(children)))
    if unknown:
        yield from unknown
        return
    below = children[given.node]
    yield from context.unknown(place, "order", given.order, set(below))
    complete = sorted(given.order) == sorted(below)
    if given.method != "given" and not complete and set(given.order) <= set(below):
        values = {"given": ", ".join(given.order) or "–", "allowed": ", ".join(below)}
        yield Problem("edition.weights_order", place, values)
    size = len(given.order)
    if given.method == "ahp" and len(given.upper) != size * (size - 1) // 2:
        values = {"given": str(len(given.upper)), "allowed": str(size * (size - 1) // 2)}
        yield Problem("edition.ahp_size", place, {**values, "size": size})
