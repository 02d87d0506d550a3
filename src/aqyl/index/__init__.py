"""Composite-index mathematics: numpy arrays in, numpy arrays out; knows no city.

float64 throughout; missing = NaN everywhere. A wrong parameter raises `aqyl.problems.InputError`.
"""

from aqyl.index.aggregation import aggregate, effective_weights, pool_leaves
from aqyl.index.arrays import Floats
from aqyl.index.available import Availability, availability, node_availability
from aqyl.index.column_imputation import impute_mean, impute_median
from aqyl.index.combiners import Combiner, Missing
from aqyl.index.components import PrincipalComponents, principal_components
from aqyl.index.correlation import (
    CorrelationKind,
    Correlations,
    Flag,
    Side,
    ancestor_correlations,
    correlations,
)
from aqyl.index.data_weights import PcaRule, critic_weights, entropy_weights, pca_weights
from aqyl.index.denomination import denominate
from aqyl.index.description import Description, describe
from aqyl.index.distances import (
    distance_to_max,
    distance_to_reference,
    distance_to_target,
    fraction_of_max,
    scaled,
)
from aqyl.index.doubt import BenefitOfTheDoubt, benefit_of_the_doubt
from aqyl.index.hierarchy import Hierarchy
from aqyl.index.impute import nearest_neighbours
from aqyl.index.influence import CorrelationWeights, correlation_weights
from aqyl.index.logs import box_cox, log_ct, log_ct_orig, log_ct_plus, log_gii
from aqyl.index.means import Aggregator, Mean, arithmetic_mean, geometric_mean, harmonic_mean, mean
from aqyl.index.medians import Median, median
from aqyl.index.moments import kurtosis, outlying, skewness
from aqyl.index.mpi import MazziottaPareto, Penalty, ampi_scale, mazziotta_pareto, mpi_scale
from aqyl.index.multiple_imputation import DrawMethod, Imputations, impute_multiple
from aqyl.index.normalisation import normalise_table
from aqyl.index.normalise import borda, min_max, percentile_rank, rank_score, z_score
from aqyl.index.pairwise import Copeland, copeland, dominance, outranking
from aqyl.index.panel_imputation import PanelMethod, impute_panel
from aqyl.index.panels import YearScale, over_years
from aqyl.index.parameters import Parameter
from aqyl.index.power import Power, power_mean
from aqyl.index.ranks import Ties, rank, rank_interval
from aqyl.index.reliability import cronbach_alpha
from aqyl.index.row_imputation import RowCentre, impute_rows
from aqyl.index.rubin import Pooled, pool
from aqyl.index.screening import Screening, ScreenRule, screen
from aqyl.index.sensitivity.analysis import Aim, Sensitivity, sensitivity_analysis
from aqyl.index.sensitivity.bootstrap import Estimate
from aqyl.index.sensitivity.design import sobol_points
from aqyl.index.sensitivity.elasticity import weight_elasticity
from aqyl.index.sensitivity.removal import Removal, remove_each
from aqyl.index.sensitivity.sobol import Bootstrap, Sobol, sobol, sobol_indices
from aqyl.index.statistics import Correlation, kendall, spearman
from aqyl.index.targets import Direction, bands, goalposts, share_of_target
from aqyl.index.transforms import asinh, invert, log, piecewise, saturating, scale, sqrt
from aqyl.index.treated import Applied, Attempt, Trail, Treated, TreatedPoints
from aqyl.index.treatment import Curve, Treatment, Winsorising, treat
from aqyl.index.trends import compound_growth, percent_change
from aqyl.index.uncertainty.analysis import uncertainty_analysis
from aqyl.index.uncertainty.machine import Work
from aqyl.index.uncertainty.replay import Replay, replay
from aqyl.index.uncertainty.result import Failure, Precedence, Uncertainty
from aqyl.index.uncertainty.settings import Alternatives, Between, Claims, Setting
from aqyl.index.uncertainty.spread import Spread
from aqyl.index.uncertainty.study import Study
from aqyl.index.uncertainty.weight_sets import dirichlet_weights, listed_weights, noisy_weights
from aqyl.index.unit_results import NodeResult, Results, group_rank, results
from aqyl.index.weights import AhpMethod, Priorities, ahp, equal_weights, given_weights
from aqyl.index.winsorising import Winsorised, winsorise

__all__ = [
    "Aggregator",
    "AhpMethod",
    "Aim",
    "Alternatives",
    "Applied",
    "Attempt",
    "Availability",
    "BenefitOfTheDoubt",
    "Between",
    "Bootstrap",
    "Claims",
    "Combiner",
    "Copeland",
    "Correlation",
    "CorrelationKind",
    "CorrelationWeights",
    "Correlations",
    "Curve",
    "Description",
    "Direction",
    "DrawMethod",
    "Estimate",
    "Failure",
    "Flag",
    "Floats",
    "Hierarchy",
    "Imputations",
    "MazziottaPareto",
    "Mean",
    "Median",
    "Missing",
    "NodeResult",
    "PanelMethod",
    "Parameter",
    "PcaRule",
    "Penalty",
    "Pooled",
    "Power",
    "Precedence",
    "PrincipalComponents",
    "Priorities",
    "Removal",
    "Replay",
    "Results",
    "RowCentre",
    "ScreenRule",
    "Screening",
    "Sensitivity",
    "Setting",
    "Side",
    "Sobol",
    "Spread",
    "Study",
    "Ties",
    "Trail",
    "Treated",
    "TreatedPoints",
    "Treatment",
    "Uncertainty",
    "Winsorised",
    "Winsorising",
    "Work",
    "YearScale",
    "aggregate",
    "ahp",
    "ampi_scale",
    "ancestor_correlations",
    "arithmetic_mean",
    "asinh",
    "availability",
    "bands",
    "benefit_of_the_doubt",
    "borda",
    "box_cox",
    "compound_growth",
    "copeland",
    "correlation_weights",
    "correlations",
    "critic_weights",
    "cronbach_alpha",
    "denominate",
    "describe",
    "dirichlet_weights",
    "distance_to_max",
    "distance_to_reference",
    "distance_to_target",
    "dominance",
    "effective_weights",
    "entropy_weights",
    "equal_weights",
    "fraction_of_max",
    "geometric_mean",
    "given_weights",
    "goalposts",
    "group_rank",
    "harmonic_mean",
    "impute_mean",
    "impute_median",
    "impute_multiple",
    "impute_panel",
    "impute_rows",
    "invert",
    "kendall",
    "kurtosis",
    "listed_weights",
    "log",
    "log_ct",
    "log_ct_orig",
    "log_ct_plus",
    "log_gii",
    "mazziotta_pareto",
    "mean",
    "median",
    "min_max",
    "mpi_scale",
    "nearest_neighbours",
    "node_availability",
    "noisy_weights",
    "normalise_table",
    "outlying",
    "outranking",
    "over_years",
    "pca_weights",
    "percent_change",
    "percentile_rank",
    "piecewise",
    "pool",
    "pool_leaves",
    "power_mean",
    "principal_components",
    "rank",
    "rank_interval",
    "rank_score",
    "remove_each",
    "replay",
    "results",
    "saturating",
    "scale",
    "scaled",
    "screen",
    "sensitivity_analysis",
    "share_of_target",
    "skewness",
    "sobol",
    "sobol_indices",
    "sobol_points",
    "spearman",
    "sqrt",
    "treat",
    "uncertainty_analysis",
    "weight_elasticity",
    "winsorise",
    "z_score",
]
