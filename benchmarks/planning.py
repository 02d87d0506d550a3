"""The optimiser: one settlement and the country, against the targets of time, gap and memory.

Budgets are made up for load: the same a head of cost scale in every year.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from aqyl.assess import Assessment, assess
from aqyl.plan.ask import Ask
from aqyl.plan.candidates import make_problem
from aqyl.plan.money import Money
from aqyl.plan.optimise import Problem, optimise
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.tables import read_data
from benchmarks.figure import Figure

ONE, FIRST, YEARS = "391010000", 2027, 5
# A year's money of an oblast centre, thousand tenge.
LOCAL, REPUBLICAN = 700_000, 350_000


def problem(assessment: Assessment, settlement: str | None = None) -> Problem:
    """The problem of one settlement or of all."""
    scale = {g.id: g.scale.costs if g.scale is not None else 1.0 for g in assessment.edition.groups}
    budgets = {
        (unit.id, FIRST + n): {
            "local": round(LOCAL * scale[unit.group]),
            "republican": round(REPUBLICAN * scale[unit.group]),
        }
        for unit in assessment.units
        if settlement in (None, unit.id)
        for n in range(YEARS)
    }
    return make_problem(assessment, Money(FIRST, budgets), Ask())


def measure(_: Path) -> Iterator[Figure]:
    """Time and proven gap of both, and the memory of the whole run."""
    data = read_data(Path(str(files("aqyl"))) / "data" / "kz-public")
    assessment = assess(load_edition("kz-2026"), data, load_register())
    for name, settlement, targets in (
        ("one settlement", ONE, (5.0, 0.5)),
        ("100 settlements", None, (120.0, 1.0)),
    ):
        asked = problem(assessment, settlement)
        begun = time.perf_counter()
        answer = optimise(asked).answer
        took = time.perf_counter() - begun
        yield Figure(f"plan of {name}: time", took, "s", targets[0], "the aim")
        yield Figure(f"plan of {name}: gap", 100 * answer.gap, "%", targets[1], "CP-SAT's bound")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    yield Figure("plan of 100 settlements: memory", peak, "GiB", 4.0, "peak of the process")
