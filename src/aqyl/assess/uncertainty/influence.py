"""Which uncertain choice moves an assessment, and what each domain and weight does to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

import numpy as np

from aqyl import index
from aqyl.assess.assessment import Assessment
from aqyl.assess.uncertainty.analysis import groups_of
from aqyl.assess.uncertainty.sources import Source, chosen_sources
from aqyl.assess.uncertainty.study import Draft
from aqyl.assess.units import ALL
from aqyl.assess.whatif.goal import row_of
from aqyl.index import Floats, Study
from aqyl.problems import Problem, raise_if

# What `aqyl.index` calls otherwise.
_SOURCES = {"between": "unknown"}


@dataclass(frozen=True)
class Influence:
    """The units of a group, and what moves them.

    sources: the factors of `sobol`, in its order. removal: without each node right under the total.
    elasticity: by how many per cent each unit's score changes when a node's weight grows by one,
    (units, nodes); None where steps follow a mean.
    """

    assessment: Assessment
    group: str
    units: tuple[str, ...]
    sources: tuple[Source, ...]
    sobol: index.Sensitivity
    removal: index.Removal
    nodes: tuple[str, ...]
    elasticity: Floats | None


def sensitivity(
    draft: Draft,
    sources: Iterable[str] = (),
    *,
    base: int = 1024,
    group: str = ALL,
    settlement: str | None = None,
    second: bool = False,
    work: index.Work | None = None,
) -> Influence:
    """Sobol indices of the named sources (all there are where none is named), by group.

    What is explained is the mean shift of ranks in the group, or with a settlement its own rank.
    Elements are removed, and weights changed, in the assessment as it stands.
    Raises InputError for unknown sources and groups; NotFoundError for an unknown settlement.
    """
    assessment = draft.assessment
    own = chosen_sources(sources, draft.sources)
    rows = _rows(assessment, group)
    aim = index.Aim()
    if settlement is not None:
        row = row_of(assessment, settlement)
        raise_if([] if row in rows else [_elsewhere(settlement, group)])
        aim = index.Aim("rank", [rows.index(row)])
    study = draft.study(own, rows)
    found = index.sensitivity_analysis(study, base, draft.rules.seed, aim, second=second, work=work)
    top = [node for node, parent in study.hierarchy.parents if parent == study.hierarchy.root]
    return Influence(
        assessment=assessment,
        group=group,
        units=tuple(assessment.units[row].id for row in rows),
        sources=tuple(cast(Source, _SOURCES.get(name, name)) for name in found.factors),
        sobol=found,
        removal=index.remove_each(study, top),
        nodes=study.hierarchy.nodes,
        elasticity=_elasticity(study),
    )


def _rows(assessment: Assessment, group: str) -> tuple[int, ...]:
    groups = groups_of(assessment)
    values = {"given": group, "allowed": ", ".join(groups)}
    raise_if([] if group in groups else [Problem("uncertainty.group_unknown", values=values)])
    return groups[group]


def _elsewhere(settlement: str, group: str) -> Problem:
    return Problem("uncertainty.elsewhere", values={"given": settlement, "group": group})


def _elasticity(study: Study) -> Floats | None:
    nominal = study.nominal
    if nominal.after or study.by_unit is None:
        return None
    return index.weight_elasticity(
        study.hierarchy,
        nominal.leaves,
        np.asarray(study.by_unit),
        method=nominal.method,
        missing=nominal.missing,
    )
