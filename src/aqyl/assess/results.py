"""An assessment as the tidy tables `scores`, `ranks`, `facts` and `reports`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from aqyl import index
from aqyl.assess.assessment import SAME, Assessment
from aqyl.assess.facts import Fact
from aqyl.assess.units import ALL
from aqyl.index import Floats
from aqyl.tables import Row, Table

FACTS = (
    "settlement", "node", "basis", "given", "given_low", "given_high", "value", "period",
    "role", "file", "line", "sha256", "source", "status", "on", "what",
)  # fmt: skip
REPORTS = ("line", "settlement", "theme", "initiative", "use", "reason")


def scores_table(assessment: Assessment) -> list[Row]:
    """One row a unit and node that applies to it, in unit and tree order."""
    return list(_scores(assessment))


def _scores(a: Assessment) -> Iterator[Row]:
    coverage = a.coverage
    order = reading_order(a)
    for u, unit in enumerate(a.units):
        for n in order:
            if a.weight[u, n] <= 0:
                continue
            yield {
                "edition": a.edition.id,
                "period": a.period,
                "settlement": unit.id,
                "group": unit.group,
                "node": a.tree.nodes[n],
                "kind": a.tree.kinds[n],
                "score": _number(a.score[u, n]),
                "low": _number(a.low[u, n]),
                "high": _number(a.high[u, n]),
                "weight": _number(a.weight[u, n]),
                "coverage": _number(coverage[u, n]),
                **{basis: _number(share[u, n]) for basis, share in a.shares.items()},
            }


def reading_order(a: Assessment) -> list[int]:
    """Node columns as one reads a tree: total, then each domain with what it holds."""
    hierarchy = a.tree.hierarchy
    order: list[int] = []

    def visit(node: int) -> None:
        order.append(node)
        for child in hierarchy.children[node]:
            visit(child)

    visit(len(hierarchy.nodes) - 1)
    return order


def ranks_table(assessment: Assessment) -> list[Row]:
    """Ranks by the total score over all units and within each group, by group and rank."""
    rows: list[Row] = []
    groups = sorted({unit.group for unit in assessment.units} - {ALL})
    names = [group.id for group in assessment.edition.groups if group.id in groups]
    for group in [ALL, *names]:
        members = [u for u, unit in enumerate(assessment.units) if group in (ALL, unit.group)]
        rows += sorted(_ranks(assessment, group, members), key=_place)
    return rows


def _place(row: Row) -> tuple[bool, float, str]:
    rank = row["rank"]
    return rank is None, float(rank or 0), str(row["settlement"])


def _ranks(a: Assessment, group: str, members: Sequence[int]) -> Iterator[Row]:
    total = a.tree.hierarchy.position("total")
    score, low, high = (np.round(m[list(members), total], SAME) for m in (a.score, a.low, a.high))
    ranks = index.rank(score)
    best, worst = index.rank_interval(low, high)
    for row, u in enumerate(members):
        yield {
            "edition": a.edition.id,
            "period": a.period,
            "group": group,
            "settlement": a.units[u].id,
            "score": _number(a.score[u, total]),
            "rank": _number(ranks[row]),
            "rank_low": _number(best[row]),
            "rank_high": _number(worst[row]),
            **{
                name: level_of(a, value)
                for name, value in (
                    ("level", score[row]), ("level_low", low[row]), ("level_high", high[row])
                )
            },
        }  # fmt: skip


def level_of(a: Assessment, score: float) -> str | None:
    """The id of the level a score falls in; None without levels or without a score."""
    if np.isnan(score):
        return None
    reached = [level.id for level in a.edition.levels if level.lower <= score]
    return reached[-1] if reached else None


def facts_table(assessment: Assessment) -> list[Row]:
    """What each known leaf rests on: one row an origin, the deciding one first."""
    return [row for fact in assessment.facts for row in _fact_rows(fact)]


def _fact_rows(fact: Fact) -> Iterator[Row]:
    head: Row = {
        "settlement": fact.settlement,
        "node": fact.node,
        "basis": fact.basis,
        "given": fact.given or None,
        "given_low": fact.given_low or None,
        "given_high": fact.given_high or None,
        "value": fact.value,
        "period": fact.period or None,
    }
    if not fact.origins:
        yield head
    for origin in fact.origins:
        yield head | {
            "role": origin.role,
            "file": origin.file,
            "line": origin.line,
            "sha256": origin.digest,
            "source": origin.source or None,
            "status": origin.status or None,
            "on": origin.on or None,
            "what": origin.what or None,
        }


def reports_table(assessment: Assessment, evidence: Table) -> list[Row]:
    """What became of every report, in the order of the evidence table."""
    return [
        {
            "line": evidence.line(use.index),
            "settlement": use.settlement,
            "theme": use.theme,
            "initiative": use.initiative or None,
            "use": use.use,
            "reason": use.reason or None,
        }
        for use in assessment.reports
    ]


def _number(value: Floats | float) -> float | None:
    number = float(value)
    return None if np.isnan(number) else number
