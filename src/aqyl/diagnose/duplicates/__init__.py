"""Spending that may be duplicated: pairs of projects, the reasons, the money at stake.

A pair goes to a person for a verdict: the same thing paid twice, parts or stages of one thing, the
same need in several places, or different after all. Verdicts tune the weights.
"""

from aqyl.diagnose.duplicates.bins import Bin, is_bin
from aqyl.diagnose.duplicates.export import PAIRS, PROBLEMS, pairs_table, problems_table
from aqyl.diagnose.duplicates.find import Found, Money, Pair, find_duplicates
from aqyl.diagnose.duplicates.judged import read_verdicts, tune_by
from aqyl.diagnose.duplicates.model import Weights, shipped_weights
from aqyl.diagnose.duplicates.projects import Projects
from aqyl.diagnose.duplicates.reasons import Reason
from aqyl.diagnose.duplicates.rows import Read, read_projects
from aqyl.diagnose.duplicates.tune import Quality, Tuned, tune
from aqyl.diagnose.duplicates.verdicts import VERDICTS, Verdict

__all__ = [
    "PAIRS",
    "PROBLEMS",
    "VERDICTS",
    "Bin",
    "Found",
    "Money",
    "Pair",
    "Projects",
    "Quality",
    "Read",
    "Reason",
    "Tuned",
    "Verdict",
    "Weights",
    "find_duplicates",
    "is_bin",
    "pairs_table",
    "problems_table",
    "read_projects",
    "read_verdicts",
    "shipped_weights",
    "tune",
    "tune_by",
]
