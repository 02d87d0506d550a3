"""The registry: every check by its name, in the order in which findings of one severity stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from aqyl.assess.audit import (
    blanks,
    bounds,
    comparisons,
    copies,
    directions,
    distributions,
    evidence,
    measures,
    parts,
    published,
    ratios,
    sizes,
    sources,
    units_dropped,
    weight_sums,
    weights,
    zeros,
)
from aqyl.assess.audit.context import Context
from aqyl.assess.audit.finding import Finding

Check = Callable[[Context], Iterator[Finding]]

_ALL: tuple[Check, ...] = (
    directions.double_inversion,
    directions.direction_reversed,
    directions.direction_mixed,
    units_dropped.unit_left_out,
    units_dropped.unit_not_assessed,
    units_dropped.unit_not_published,
    units_dropped.unit_without_data,
    units_dropped.values_passed_over,
    units_dropped.values_without_number,
    units_dropped.answers_passed_over,
    units_dropped.known_without_weight,
    blanks.blank_unmarked,
    blanks.blanks_marked,
    sizes.size_as_merit,
    sizes.size_as_fault,
    sizes.moves_with_size,
    parts.part_above_whole,
    parts.parts_not_summing,
    parts.above_total,
    bounds.above_maximum,
    bounds.below_minimum,
    bounds.sentinel_number,
    ratios.value_not_ratio,
    ratios.power_of_ten,
    measures.unit_differs,
    measures.units_mixed,
    measures.sentinel_text,
    copies.copied_count,
    zeros.zero_without_source,
    zeros.full_without_source,
    zeros.none_without_evidence,
    weight_sums.weights_sum,
    weight_sums.weight_zero,
    weights.weights_effective,
    comparisons.ahp_inconsistent,
    comparisons.ahp_ratios,
    distributions.ceiling,
    distributions.floor,
    distributions.constant,
    distributions.outliers,
    published.published_reproduced,
    published.published_differs,
    published.published_ranks,
    published.published_only,
    evidence.weight_unknown,
    evidence.claims_weight,
    evidence.reports_contradict,
    evidence.reports_unmatched,
    evidence.reports_undated,
    sources.source_kinds,
)

CHECKS: Mapping[str, Check] = MappingProxyType({check.__name__: check for check in _ALL})
