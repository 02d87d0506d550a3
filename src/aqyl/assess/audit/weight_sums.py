"""Weights as the edition writes them: sums that are off, weights of zero."""

from __future__ import annotations

import math
from collections.abc import Iterator

from aqyl.assess.audit.context import Context
from aqyl.assess.audit.finding import Finding, finding
from aqyl.assess.audit.wording import listed, number, phrase
from aqyl.assess.tree import TOTAL
from aqyl.standard.models import Domain, Indicator, Initiative

Kind = str
Node = Domain | Initiative | Indicator


def weights_sum(context: Context) -> Iterator[Finding]:
    """Sibling weights that look like shares (of 1 or of 100) and do not sum to the whole."""
    for (node, kind), weights in _siblings(context).items():
        total, whole = math.fsum(weights), _whole(weights)
        if whole and abs(total - whole) > 1e-6 * whole:
            values = {
                "node": context.title(node),
                "kind": phrase(f"word.{kind}"),
                "sum": number(total),
                "whole": number(whole),
            }
            yield finding("weights_sum", "warning", "likely", values, node)


def _siblings(context: Context) -> dict[tuple[str, Kind], list[float]]:
    """Weights written side by side, by parent and by what they weigh."""
    edition = context.edition
    found: dict[tuple[str, Kind], list[float]] = {}
    for domain in edition.domains:
        found.setdefault((domain.parent, "domains"), []).append(domain.weight)
    for initiative in edition.initiatives:
        found.setdefault((initiative.domain, "initiatives"), []).append(initiative.weight)
    for indicator in edition.indicators:
        found.setdefault((indicator.domain, "indicators"), []).append(indicator.weight)
    return found | {(TOTAL, "shares"): list(edition.scoring.shares.values())}


def _whole(weights: list[float]) -> float:
    """What the weights seem meant to sum to: 1, 100, or 0 for nothing in particular."""
    total, most = math.fsum(weights), max(weights, default=0.0)
    if len(weights) > 1 and most < 1 and 0.5 <= total <= 1.5:
        return 1.0
    return 100.0 if 5 <= most <= 100 and 90 <= total <= 110 else 0.0


def weight_zero(context: Context) -> Iterator[Finding]:
    """Parts of the tree that the edition gives a weight of zero: they never enter the score."""
    edition = context.edition
    nodes: tuple[Node, ...] = (*edition.domains, *edition.initiatives, *edition.indicators)
    idle = [
        node.id
        for node in nodes
        if node.weight == 0
        and node.id in context.assessment.tree.nodes
        and context.weight(node.id) == 0
    ]
    if idle:
        values = {"count": len(idle), "nodes": listed(context.title(node) for node in idle)}
        node = idle[0] if len(idle) == 1 else ""
        yield finding("weight_zero", "note", "certain", values, node)
