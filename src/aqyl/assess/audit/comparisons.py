"""Pairwise comparisons (AHP) that contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aqyl import index
from aqyl.assess.audit.context import Context
from aqyl.assess.audit.finding import Finding, finding
from aqyl.assess.audit.wording import Said, fixed, listed, with_value
from aqyl.index import Priorities
from aqyl.standard.models import NodeWeights

# Saaty's rule for the consistency ratio.
ACCEPTED = 0.1


@dataclass(frozen=True, slots=True)
class _Matrix:
    where: Said
    node: str
    priorities: Priorities

    @property
    def ratio(self) -> Said:
        return fixed(self.priorities.consistency_ratio, 3)


def ahp_inconsistent(context: Context) -> Iterator[Finding]:
    """A comparison matrix, of the edition or of a variant, with a consistency ratio above 0.10."""
    for matrix in _matrices(context):
        if matrix.priorities.consistency_ratio > ACCEPTED:
            values = {"node": matrix.where, "ratio": matrix.ratio, "limit": fixed(ACCEPTED, 2)}
            yield finding("ahp_inconsistent", "warning", "certain", values, matrix.node)


def ahp_ratios(context: Context) -> Iterator[Finding]:
    """The ratios of the matrices that are consistent enough."""
    good = [m for m in _matrices(context) if not m.priorities.consistency_ratio > ACCEPTED]
    if good:
        items = listed(with_value(matrix.where, matrix.ratio) for matrix in good)
        values = {"count": len(good), "nodes": items, "limit": fixed(ACCEPTED, 2)}
        yield finding("ahp_ratios", "note", "certain", values)


def _matrices(context: Context) -> Iterator[_Matrix]:
    edition = context.edition
    sets: list[tuple[str, tuple[NodeWeights, ...]]] = [("", edition.scoring.weights)]
    sets += [(variant.id, variant.weights) for variant in edition.variants]
    for variant, weights in sets:
        for given in weights:
            if given.method == "ahp":
                title = context.title(given.node)
                where = {k: f"{variant}: {v}" if variant else v for k, v in title.items()}
                yield _Matrix(where, given.node, index.ahp(given.upper))
