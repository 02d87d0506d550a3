"""Outranking: units compared pair by pair, criterion by criterion; no matrix of all pairs is kept.

Unit a outranks b when the criteria on which a is ahead weigh more than those on which it is behind;
a criterion on which they are level, or which one of them lacks, speaks for neither.
Sources: A. H. Copeland, "A reasonable social welfare function", University of Michigan (1951);
G. Munda and M. Nardo, "Noncompensatory/nonlinear composite indicators for ranking countries",
Applied Economics 41 (2009) 1513-1523.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, floats, problem
from aqyl.index.combiners import Children, Missing
from aqyl.index.duels import Duels
from aqyl.index.means import mean, weight_problems
from aqyl.problems import raise_if


@dataclass(frozen=True, slots=True)
class Copeland:
    """Copeland's score as a method of `mean` and `aggregate`; see `copeland`."""

    def combine(self, values: Floats, weights: Floats, missing: Missing) -> Floats:
        """The units stand on the last axis. Raises InputError for weights that differ by unit."""
        children = Children.of(values, weights, missing)
        shape = children.unknown.shape or (1,)
        if 0 in shape:
            return np.empty(shape)
        columns, unknown = (
            children.values.reshape(len(values), *shape),
            children.unknown.reshape(shape),
        )
        own = np.stack([np.broadcast_to(child, shape) for child in weights])
        raise_if([problem("weights_by_unit")] if (own != own[..., :1]).any() else [])
        net = np.full(shape, np.nan)
        for line in np.ndindex(shape[:-1]):
            known = ~unknown[line]
            of_line = (slice(None), *line)
            duels = Duels(columns[of_line][:, known], own[(*of_line, 0)])
            net[line][known] = duels.wins_less_losses()
        return net.reshape(children.unknown.shape)


def copeland(
    x: npt.ArrayLike, weights: npt.ArrayLike | None = None, missing: Missing = "propagate"
) -> Floats:
    """How many units a unit outranks, less how many outrank it.

    x: units x criteria, high is good; weights: one for each criterion. `renormalise`: a unit with
    gaps is compared on what both have; `propagate`: it gets NaN and takes no part. Weights that
    part two sides by less than their rounding (1e-12 of their sum) do not decide a pair. Only the
    order within each criterion counts. O(units^2 x criteria) time, O(units) memory.
    Raises InputError for weights that are missing, negative, zero, or differ by unit.

    >>> copeland([[3, 3, 1], [2, 2, 2], [1, 1, 3]])
    array([ 2.,  0., -2.])
    """
    return mean(x, weights, Copeland(), missing)


def outranking(
    x: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    units: npt.ArrayLike | None = None,
) -> Floats:
    """The share of the weights for each of some units against every unit: chosen x units.

    What counts for neither is shared in halves; a unit against itself is 0. units: positions of
    the units wanted; all of them (a matrix of all pairs) when not given.
    Raises InputError for x that is not units x criteria, weights that are missing, negative or
    zero, and positions that are not there.

    >>> outranking([[3, 1], [2, 2], [2, 0]], weights=[3, 1], units=[1])
    array([[0.25 , 0.   , 0.625]])
    """
    values = _table(x)
    own = _weights(weights, values.shape[1])
    chosen = np.arange(len(values)) if units is None else np.asarray(units, dtype=np.int64)
    outside = chosen[(chosen < 0) | (chosen >= len(values))]
    last = len(values) - 1
    raise_if([problem("place", name="units", given=int(unit), last=last) for unit in outside])
    share = np.zeros((len(chosen), len(values)))
    for column, weight in zip(values.T, own / own.sum(), strict=True):
        ahead, behind = column[chosen, None] > column, column[chosen, None] < column
        share += weight * (1 + ahead - 1.0 * behind) / 2
    share[np.arange(len(chosen)), chosen] = 0.0
    return share


def dominance(x: npt.ArrayLike) -> tuple[Floats, Floats]:
    """How many units each unit is ahead of on every criterion, and how many are so ahead of it.

    x: units x criteria; a unit with a gap neither dominates nor is dominated. No weights can turn
    such a pair round. Raises InputError for x that is not units x criteria.

    >>> dominance([[3, 3], [2, 2], [1, 4]])
    (array([1., 0., 0.]), array([0., 1., 0.]))
    """
    values = _table(x)
    over, under = np.zeros(len(values)), np.zeros(len(values))
    columns = list(values.T.copy())
    for unit, row in enumerate(values):
        behind = np.flatnonzero(columns[0] < row[0])
        for own, column in zip(row[1:], columns[1:], strict=True):
            behind = behind[column[behind] < own]
        over[unit] = len(behind)
        under[behind] += 1
    return over, under


def _table(x: npt.ArrayLike) -> Floats:
    values = floats(x)
    if values.ndim != 2 or not values.shape[1]:
        allowed = "(units, criteria)"
        raise_if([problem("shape", name="x", given=values.shape, allowed=allowed)])
    return values


def _weights(weights: npt.ArrayLike | None, count: int) -> Floats:
    own = np.ones(count) if weights is None else floats(weights, "weights")
    found = weight_problems(own)
    if own.shape != (count,):
        found.append(problem("shape", name="weights", given=own.shape, allowed=(count,)))
    if not found and not own.any():
        found.append(problem("weights_zero", count=1, total=1))
    raise_if(found)
    return own
