"""Matching records of any kind: words, vectors, what two texts share, a learned judgement."""

from aqyl.diagnose.duplicates.matching.boosted import Boosted, fit_boosted
from aqyl.diagnose.duplicates.matching.compare import Compared, compare
from aqyl.diagnose.duplicates.matching.intervals import Interval, f1_interval, wilson
from aqyl.diagnose.duplicates.matching.link import link
from aqyl.diagnose.duplicates.matching.records import Pairs, Records

__all__ = [
    "Boosted",
    "Compared",
    "Interval",
    "Pairs",
    "Records",
    "compare",
    "f1_interval",
    "fit_boosted",
    "link",
    "wilson",
]
