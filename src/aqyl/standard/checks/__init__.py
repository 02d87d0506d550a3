"""Checks of an edition as a whole: ids, references, circles, weights, bands, goalposts."""

from __future__ import annotations

from aqyl.problems import Problem
from aqyl.standard.checks.context import LISTS, TOTAL, Check, Context, entries, nearest
from aqyl.standard.checks.graph import circles, no_circles, stages
from aqyl.standard.checks.planning import planning
from aqyl.standard.checks.procedure import procedure, transitions
from aqyl.standard.checks.references import ids_once, references, themes
from aqyl.standard.checks.rules import (
    dates,
    form,
    listed_units,
    obligations,
    standings,
    statuses,
)
from aqyl.standard.checks.values import bands, goalposts, possible_values, step_places
from aqyl.standard.checks.verification import review, risks
from aqyl.standard.checks.weights import given_weights, node_weights
from aqyl.standard.models import Edition
from aqyl.standard.yaml_source import Located

__all__ = ["LISTS", "TOTAL", "check", "circles", "entries", "nearest"]

# Each check with the fields it needs whole: it is passed over where one of them is wrong, for it
# would then report what is not so.
_TREE = ("domains", "initiatives", "indicators", "scoring")
_CHECKS: tuple[tuple[Check, tuple[str, ...]], ...] = (
    (ids_once, ()),
    (references, ()),
    (no_circles, ()),
    (stages, ()),
    (node_weights, _TREE),
    (given_weights, (*_TREE, "variants")),
    (bands, ()),
    (step_places, ()),
    (goalposts, ("groups", "scoring")),
    (possible_values, ()),
    (themes, ()),
    (statuses, ()),
    (form, ("statuses",)),
    (obligations, ("scoring",)),
    (standings, ("scoring",)),
    (listed_units, ("units",)),
    (dates, ("in_force",)),
    (transitions, ("states",)),
    (procedure, ("states", "transitions")),
    (risks, ()),
    (review, ()),
    (planning, ("groups", "statuses", "planning")),
)


def check(edition: Edition, data: Located) -> list[Problem]:
    """Everything that is wrong with an edition as a whole.

    `data` is the mapping it was built from; it gives the problems their lines. The edition may
    lack what is wrong with its fields (see `validation.validate`).
    """
    context = Context(edition, data)
    return [
        problem
        for one, needs in _CHECKS
        if all(context.whole(field) for field in needs)
        for problem in one(context)
    ]
