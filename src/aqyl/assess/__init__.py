"""edition x register x answers x values -> scores, levels, ranks, bounds, trails, audit."""

from aqyl.assess.assessment import Assessment, assess
from aqyl.assess.periods import check_period, latest_period, years_in
from aqyl.assess.results import facts_table, ranks_table, reports_table, scores_table
from aqyl.assess.units import ALL, AssessedUnit

__all__ = [
    "ALL",
    "AssessedUnit",
    "Assessment",
    "assess",
    "check_period",
    "facts_table",
    "latest_period",
    "ranks_table",
    "reports_table",
    "scores_table",
    "years_in",
]
