"""Verdicts of persons from a table, and what they teach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from aqyl.diagnose.duplicates.model import Weights
from aqyl.diagnose.duplicates.projects import Projects
from aqyl.diagnose.duplicates.tune import Key, Tuned, features_of, tune
from aqyl.diagnose.duplicates.verdicts import Verdict
from aqyl.problems import Problem, raise_if
from aqyl.register import Register
from aqyl.standard import Edition
from aqyl.tables import Table


def read_verdicts(table: Table, projects: Projects) -> dict[Key, Verdict]:
    """(first, second) -> verdict, the ids in the order of the register.

    Raises InputError for an id that is not among the projects, a project set beside itself, and
    two verdicts on one pair that differ.
    """
    order = {name: at for at, name in enumerate(projects.id)}
    problems: list[Problem] = []
    found: dict[Key, Verdict] = {}
    for index, row in enumerate(table):
        first, second = str(row["first"]), str(row["second"])
        verdict = cast(Verdict, row["verdict"])
        place = table.place(index, "first")
        unknown = [one for one in (first, second) if one not in order]
        if unknown:
            values = {"given": ", ".join(unknown)}
            problems.append(Problem("duplicates.verdict_of_unknown", place, values))
            continue
        if first == second:
            problems.append(Problem("duplicates.verdict_of_itself", place, {"given": first}))
            continue
        key = (first, second) if order[first] < order[second] else (second, first)
        if found.setdefault(key, verdict) != verdict:
            values = {"given": ", ".join(key), "first": found[key], "second": verdict}
            problems.append(Problem("duplicates.verdicts_differ", place, values))
    raise_if(problems)
    return found


def tune_by(
    projects: Projects,
    edition: Edition,
    register: Register,
    verdicts: Mapping[Key, Verdict],
    weights: Weights | None = None,
    sample: str = "",
) -> Tuned:
    """Learn from persons' verdicts on pairs of these projects (see `tune`)."""
    x = features_of(projects, edition, register, list(verdicts))
    return tune(x, list(verdicts.values()), sample, weights)
