"""Composite-index mathematics: numpy arrays in, numpy arrays out; knows no city.

float64 throughout; missing = NaN everywhere. A wrong parameter raises `aqyl.problems.InputError`.
"""

from aqyl.index.aggregation import aggregate, effective_weights, pool_leaves
from aqyl.index.arrays import Floats
from aqyl.index.hierarchy import Hierarchy
from aqyl.index.impute import nearest_neighbours
from aqyl.index.means import Mean, Missing, arithmetic_mean, geometric_mean, harmonic_mean, mean
from aqyl.index.normalise import min_max, percentile_rank, rank_score, z_score
from aqyl.index.ranks import Ties, rank, rank_interval
from aqyl.index.statistics import Correlation, kendall, spearman
from aqyl.index.targets import Direction, bands, goalposts, share_of_target
from aqyl.index.transforms import invert, log, piecewise, saturating, scale, sqrt
from aqyl.index.weights import AhpMethod, Priorities, ahp, equal_weights, given_weights

__all__ = [
    "AhpMethod",
    "Correlation",
    "Direction",
    "Floats",
    "Hierarchy",
    "Mean",
    "Missing",
    "Priorities",
    "Ties",
    "aggregate",
    "ahp",
    "arithmetic_mean",
    "bands",
    "effective_weights",
    "equal_weights",
    "geometric_mean",
    "given_weights",
    "goalposts",
    "harmonic_mean",
    "invert",
    "kendall",
    "log",
    "mean",
    "min_max",
    "nearest_neighbours",
    "percentile_rank",
    "piecewise",
    "pool_leaves",
    "rank",
    "rank_interval",
    "rank_score",
    "saturating",
    "scale",
    "share_of_target",
    "spearman",
    "sqrt",
    "z_score",
]
