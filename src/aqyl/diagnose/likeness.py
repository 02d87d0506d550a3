"""How like each other settlements are: by group, by population, by profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from aqyl.assess import Assessment
from aqyl.index import Floats


def likeness(assessment: Assessment, population: Mapping[str, int]) -> Floats:
    """How like every two settlements are, (units, units): 1 alike, 0 nothing in common.

    The mean of what is known of: the same group (1 or 0); the smaller population over the larger;
    1 less the mean difference of the scores of domains of which both know something, as a share of
    the scale. population: persons, by settlement.
    """
    people = np.array([population.get(unit.id, np.nan) for unit in assessment.units], dtype=float)
    parts = np.stack(
        [
            same_group([unit.group for unit in assessment.units]),
            same_size(people),
            same_profile(_domain_scores(assessment)),
        ]
    )
    known = ~np.isnan(parts)
    mean: Floats = np.where(known, parts, 0.0).sum(axis=0) / known.sum(axis=0)
    return np.clip(mean, 0.0, 1.0)


def _domain_scores(assessment: Assessment) -> Floats:
    """Domain scores as shares of the scale, (units, domains); NaN where nothing is known."""
    columns = [n for n, kind in enumerate(assessment.tree.kinds) if kind == "domain"]
    return assessment.score[:, columns] / assessment.edition.scoring.scale


def same_group(groups: Sequence[str]) -> Floats:
    """1 where two settlements are of one group, else 0.

    >>> same_group(["oblast", "district"])
    array([[1., 0.],
           [0., 1.]])
    """
    names = np.array(groups)
    return np.asarray(names[:, None] == names, dtype=np.float64)


def same_size(people: Floats) -> Floats:
    """The smaller population over the larger; NaN where one is unknown.

    >>> same_size(np.array([50_000.0, 200_000.0]))
    array([[1.  , 0.25],
           [0.25, 1.  ]])
    """
    return np.minimum(people[:, None], people) / np.maximum(people[:, None], people)


def same_profile(scores: Floats) -> Floats:
    """1 less the mean difference of scores (units, domains) of which both are known; NaN without.

    >>> same_profile(np.array([[0.5, 0.2], [0.7, np.nan]]))
    array([[1. , 0.8],
           [0.8, 1. ]])
    """
    known = ~np.isnan(scores)
    apart = np.abs(scores[:, None, :] - scores[None, :, :])
    both = (known[:, None, :] & known[None, :, :]).sum(axis=2)
    total = np.nansum(apart, axis=2)
    similar: Floats = 1.0 - np.divide(total, both, out=np.full(both.shape, np.nan), where=both > 0)
    return similar
