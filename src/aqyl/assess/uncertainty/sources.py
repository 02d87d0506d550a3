"""Where uncertainty comes from in an assessment, and the rules an edition gives for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

import numpy as np

from aqyl.assess.assessment import Assessment
from aqyl.assess.case import Case
from aqyl.assess.replay import FILLED, Bools, Leaves
from aqyl.problems import InputError, Problem, raise_if
from aqyl.standard.models import Edition, UncertaintyRules

Source = Literal["unknown", "claims", "weights", "aggregation", "normalisation", "neighbours"]
SOURCES: tuple[Source, ...] = get_args(Source)


def rules_of(edition: Edition) -> UncertaintyRules:
    """The edition's rules. Raises InputError where it gives none."""
    if edition.scoring.uncertainty is None:
        raise InputError([Problem("uncertainty.no_rules", values={"edition": edition.id})])
    return edition.scoring.uncertainty


def open_cells(leaves: Leaves, applies: Bools) -> Bools:
    """Cells that can lie anywhere between two bounds and weigh anything, (units, leaves).

    What is unknown, what reports disagree on, and filled blanks that the edition marks.
    """
    unknown = np.isnan(leaves.score)
    return np.asarray(applies & (unknown | (leaves.low < leaves.high)))


def claimed_cells(assessment: Assessment, applies: Bools) -> Bools:
    """Cells that rest on a claim nobody has verified and weigh anything, (units, leaves)."""
    facts = assessment.facts
    return np.asarray(applies & facts.basis("claimed") & ~np.isnan(facts.score))


def sources_there(case: Case, rules: UncertaintyRules) -> tuple[Source, ...]:
    """The sources that can move a score of an assessment by these rules."""
    claimed = claimed_cells(case.assessment, case.applies)
    there: Mapping[Source, bool] = {
        "unknown": bool((open_cells(case.leaves, case.applies) & ~claimed).any()),
        "claims": bool(claimed.any()),
        "weights": rules.weights > 0,
        "aggregation": bool(rules.aggregations),
        "normalisation": bool(rules.normalisations),
        "neighbours": bool(rules.neighbours) and bool((case.cells.state == FILLED).any()),
    }
    return tuple(source for source in SOURCES if there[source])


def chosen_sources(asked: Iterable[str], there: Iterable[Source]) -> tuple[Source, ...]:
    """The sources asked for, all there are when none is, in the order of SOURCES.

    Raises InputError for an unknown one and for one that cannot move a score here.
    """
    wanted, possible = list(asked), tuple(there)
    found = [
        Problem(
            f"uncertainty.source_{'absent' if name in SOURCES else 'unknown'}",
            values={"given": name, "allowed": ", ".join(possible) or "–"},
        )
        for name in wanted
        if name not in possible
    ]
    if not possible:
        found.append(Problem("uncertainty.nothing"))
    raise_if(found)
    return tuple(source for source in possible if not wanted or source in wanted)
