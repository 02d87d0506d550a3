"""edition x register x tables -> an Assessment: every score with its bounds, ranks, levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl import index
from aqyl.assess.answers import put_answers, put_evidence, replaced
from aqyl.assess.evidence import ReportUse, answers_from_evidence
from aqyl.assess.facts import BASES, Facts
from aqyl.assess.periods import latest_period
from aqyl.assess.references import check_references
from aqyl.assess.steps import apply_steps, steps_of, worst_and_best
from aqyl.assess.tree import (
    Tree,
    build_tree,
    known_weights,
    pooled_weights,
    weights_for,
    weights_in_total,
)
from aqyl.assess.units import AssessedUnit, assessed_units
from aqyl.assess.values import put_values, targets_of
from aqyl.index import Floats
from aqyl.problems import InputError, Problem, raise_if
from aqyl.register import Register
from aqyl.standard.models import Edition
from aqyl.tables import Table

Bools = npt.NDArray[np.bool_]
# Scores nearer than this are the same score: it is far below what any input is measured to.
SAME = 10


@dataclass(frozen=True)
class Assessment:
    """The result. Matrices are (units, nodes) on the edition's scale, columns as `tree.nodes`.

    score is NaN where nothing is known of a leaf or of any leaf below a node, and where a node does
    not apply; what counts for it in its parent is then its low. weight: what a
    node weighs in the total of that unit, unknown leaves included. counted: the same where only
    what entered the score counts (equal to weight unless missing leaves are left out).
    shares: for each of verified, reported, claimed, the share of a node's weight resting on it.
    """

    edition: Edition
    period: str
    units: tuple[AssessedUnit, ...]
    tree: Tree
    facts: Facts
    score: Floats
    low: Floats
    high: Floats
    weight: Floats
    counted: Floats
    shares: Mapping[str, Floats]
    reports: tuple[ReportUse, ...]

    @property
    def coverage(self) -> Floats:
        """The share of each node's weight of which anything is known, (units, nodes)."""
        return np.clip(sum(self.shares[basis] for basis in BASES), 0.0, 1.0)

    def column(self, matrix: Floats, node: str) -> Floats:
        """One node's column of a matrix, (units,)."""
        return matrix[:, self.tree.hierarchy.position(node)]


def assess(
    edition: Edition,
    tables: Mapping[str, Table],
    register: Register | None = None,
    period: str | None = None,
) -> Assessment:
    """Assess all units of an edition from the input tables, for a year (default: the latest).

    tables: any of `evidence`, `answers`, `values`, `targets`. Raises InputError with every unknown
    id, status and date, by row.
    """
    problems = check_references(edition, tables, register)
    raise_if(problems)
    year = period or latest_period(tables)
    units = assessed_units(edition, register, tables)
    if not units:
        raise InputError([Problem("assess.no_units", values={"edition": edition.id})])
    tree = build_tree(edition)
    facts, reports = _gather(edition, tables, year, units, tree)
    return _score(edition, year, units, tree, facts, reports)


def _gather(
    edition: Edition,
    tables: Mapping[str, Table],
    period: str,
    units: Sequence[AssessedUnit],
    tree: Tree,
) -> tuple[Facts, tuple[ReportUse, ...]]:
    ids = [unit.id for unit in units]
    facts = Facts.blank(ids, tree.leaves)
    reports: list[ReportUse] = []
    problems: list[Problem] = []
    if "evidence" in tables:
        evidence = tables["evidence"]
        try:
            answers, reports = answers_from_evidence(edition, evidence, period, set(ids))
            put_evidence(edition, answers, evidence, facts)
        except InputError as error:
            problems += error.problems
    if "answers" in tables:
        problems += put_answers(edition, tables["answers"], period, facts)
        reports = replaced(reports, tables["answers"], period)
    if "values" in tables:
        groups, targets = [unit.group for unit in units], targets_of(tables)
        problems += put_values(edition, tables["values"], period, facts, groups, targets)
    raise_if(problems)
    return facts, tuple(reports)


def _score(
    edition: Edition,
    period: str,
    units: tuple[AssessedUnit, ...],
    tree: Tree,
    facts: Facts,
    reports: tuple[ReportUse, ...],
) -> Assessment:
    by_group = {unit.group: weights_for(edition, tree, unit.group) for unit in units}
    local = np.array([by_group[unit.group] for unit in units])
    pooled, known = edition.scoring.pooling == "leaves", ~np.isnan(facts.score)
    weight = weights_in_total(tree, local, pooled)
    counting = pooled_weights if pooled else known_weights
    left_out = edition.scoring.missing == "left_out"
    worst, best = _ends(edition, tree, facts)
    point = facts.score if left_out else np.where(known, facts.score, worst)
    low = np.where(np.isnan(facts.low), worst, facts.low)
    high = np.where(np.isnan(facts.high), best, facts.high)
    score, low, high = (
        np.where(weight > 0, aggregate(edition, tree, leaves, local), np.nan)
        * edition.scoring.scale
        for leaves in (point, low, high)
    )
    score[~_anything_known(tree, known, weight)] = np.nan
    if left_out:  # What is left out may have better or worse ends than what is known.
        low, high = np.fmin(low, score), np.fmax(high, score)
    return Assessment(
        edition=edition,
        period=period,
        units=units,
        tree=tree,
        facts=facts,
        score=score,
        low=low,
        high=high,
        weight=weight,
        counted=counting(tree, local, known) if left_out else weight,
        shares=_shares(tree, facts, weight),
        reports=reports,
    )


def aggregate(edition: Edition, tree: Tree, leaves: Floats, local: Floats) -> Floats:
    """Leaf scores 0-1 (units, leaves) up the tree, (units, nodes), before the edition's scale.

    local: weights among siblings, (units, nodes). Missing leaves are left out of their mean.
    """
    after = {
        domain.id: lambda x, steps=domain.after: apply_steps(x, steps)
        for domain in edition.domains
        if domain.after
    }
    if edition.scoring.pooling == "leaves":
        weights = local[:, : len(tree.leaves)]
        return index.pool_leaves(
            tree.hierarchy,
            leaves,
            weights=weights,
            method=edition.scoring.aggregation,
            after=after,
        )
    method = {
        domain.id: domain.aggregation or edition.scoring.aggregation for domain in edition.domains
    }
    method["total"] = edition.scoring.aggregation
    return index.aggregate(
        tree.hierarchy, leaves, weights=local, method=method, missing="renormalise", after=after
    )


def _ends(edition: Edition, tree: Tree, facts: Facts) -> tuple[Floats, Floats]:
    """The worst and the best score of each leaf, (leaves,) each."""
    indicators = {indicator.id: indicator for indicator in edition.indicators}
    ends = [
        worst_and_best(steps_of(edition, indicators[leaf]), facts.score[:, column])
        if leaf in indicators
        else (0.0, 1.0)
        for column, leaf in enumerate(tree.leaves)
    ]
    pairs = np.array(ends)
    return pairs[:, 0], pairs[:, 1]


def _anything_known(tree: Tree, known: Bools, weight: Floats) -> Bools:
    """Which nodes have a known leaf that applies to the unit, (units, nodes)."""
    counts = known & (weight[:, : len(tree.leaves)] > 0)
    below = [counts[:, list(leaves)].any(axis=1) for leaves in tree.hierarchy.leaves_below]
    return np.column_stack(below)


def _shares(tree: Tree, facts: Facts, weight: Floats) -> dict[str, Floats]:
    result = {}
    leaves = weight[:, : len(tree.leaves)]
    for basis in BASES:
        resting = leaves * (facts.basis(basis) & ~np.isnan(facts.score))
        total = np.zeros_like(weight)
        for node, below in enumerate(tree.hierarchy.leaves_below):
            total[:, node] = resting[:, list(below)].sum(axis=1)
        result[basis] = np.divide(total, weight, out=np.zeros_like(total), where=weight > 0)
    return result
