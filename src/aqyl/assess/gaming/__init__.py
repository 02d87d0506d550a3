"""How a standard can be gamed, and by how much: tests of an edition on an assessment made by it.

    hiding      keep the weakest values to oneself          scoring.missing, scoring.imputation
    claiming    claim without proof                         scoring.standings
    splitting   count one thing as several                  scoring.pooling, weights
    floor       do nothing                                  the points of the lowest band
    ceiling     stop where more earns nothing               caps of the steps
    borders     be put in another group                     goalposts and obligations by group

Each is what a unit's total score gains while no city gets better; `Finding.part` words it.
"""

from __future__ import annotations

from aqyl.assess.assessment import Assessment
from aqyl.assess.case import Case
from aqyl.assess.gaming.borders import borders
from aqyl.assess.gaming.claiming import claiming
from aqyl.assess.gaming.ends import ceiling, floor
from aqyl.assess.gaming.finding import Finding
from aqyl.assess.gaming.hiding import hiding
from aqyl.assess.gaming.splitting import splitting

__all__ = ["TESTS", "Finding", "gaming"]

TESTS = {
    "hiding": hiding,
    "claiming": claiming,
    "splitting": splitting,
    "floor": floor,
    "ceiling": ceiling,
    "borders": borders,
}


def gaming(assessment: Assessment) -> tuple[Finding, ...]:
    """All tests that apply to the edition and data of an assessment, in the order of TESTS."""
    case = Case(assessment)
    found = [test(case) for test in TESTS.values()]
    return tuple(one for one in found if one is not None)
