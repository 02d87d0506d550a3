"""Stated weights against effective ones.

The effective share of a node is its squared correlation with the total, the linear form of the
Pearson correlation ratio: P. Paruolo, M. Saisana and A. Saltelli, "Ratings and rankings: voodoo or
science?", Journal of the Royal Statistical Society A 176 (2013) 609-634.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from aqyl.assess.audit.context import ENOUGH, Context
from aqyl.assess.audit.finding import Finding, finding
from aqyl.assess.audit.wording import listed, percent, phrase
from aqyl.assess.tree import TOTAL
from aqyl.index import Floats

# A share this many times, and this much, away from the stated one is worth a note.
_TIMES, _AWAY = 3.0, 0.1
# How many of the units must have a score before a node is looked at.
_MOST = 0.8


def weights_effective(context: Context) -> Iterator[Finding]:
    """Parts of the total whose share in its spread is far from their stated weight."""
    hierarchy = context.assessment.tree.hierarchy
    tops = [hierarchy.nodes[n] for n in hierarchy.children[hierarchy.position(TOTAL)]]
    levels = [tops, list(hierarchy.leaves)]
    for nodes in levels if set(tops) != set(hierarchy.leaves) else levels[:1]:
        far = [(n, w, e) for n, w, e in _shares(context, nodes) if _far(w, e)]
        if far:
            said = [
                phrase(
                    "weights_effective.item",
                    node=context.title(node),
                    stated=percent(stated),
                    effective=percent(effective),
                )
                for node, stated, effective in far
            ]
            values = {"count": len(far), "nodes": listed(said)}
            first = far[0][0] if len(far) == 1 else TOTAL
            yield finding("weights_effective", "note", "possible", values, first)


def _shares(context: Context, nodes: Sequence[str]) -> list[tuple[str, float, float]]:
    """(node, stated share, effective share) of the nodes with enough scores to tell."""
    total = context.scores(TOTAL)
    if np.unique(total[~np.isnan(total)]).size < ENOUGH:
        return []
    found = []
    for node in nodes:
        scores, weight = context.scores(node), context.weight(node)
        both = ~np.isnan(scores) & ~np.isnan(total)
        if weight and both.sum() >= max(ENOUGH, _MOST * len(total)):
            found.append((node, weight, _squared(scores[both], total[both])))
    stated, effective = sum(w for _, w, _ in found), sum(e for _, _, e in found)
    if not effective:
        return []
    return [(node, w / stated, e / effective) for node, w, e in found]


def _squared(x: Floats, y: Floats) -> float:
    """The squared Pearson correlation; 0 where either has no spread."""
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return 0.0
    return float(np.corrcoef(x, y)[0, 1] ** 2)


def _far(stated: float, effective: float) -> bool:
    ratio = effective / stated
    return abs(effective - stated) >= _AWAY and not 1 / _TIMES < ratio < _TIMES
