"""Correlations between columns: matrices of three kinds with p-values, and what stands out.

Pairs of units with a gap are left out pair by pair of columns. A correlation that cannot be told
(fewer than two pairs, or a column of equal values) is NaN.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, floats, problem
from aqyl.index.concordance import concordance
from aqyl.index.hierarchy import Hierarchy
from aqyl.index.parameters import Parameter, check, declare
from aqyl.index.ranks import rank
from aqyl.index.significance import correlation_p, kendall_p
from aqyl.problems import raise_if

CorrelationKind = Literal["pearson", "spearman", "kendall"]
Side = Literal["above", "below", "beyond"]

_KIND = Parameter("kind", "choice", choices=get_args(CorrelationKind))
_SIDE = Parameter("side", "choice", choices=get_args(Side))
_THRESHOLD = Parameter("threshold", "scalar", low=-1, high=1)
_LEVEL = Parameter("level", "scalar", low=0, high=1)


@dataclass(frozen=True, slots=True)
class Flag:
    """A correlation that stands out, and the columns it is between."""

    row: int
    column: int
    value: float


@dataclass(frozen=True, slots=True, eq=False)
class Correlations:
    """values, p_values and pairs (how many units each rests on), each rows x columns.

    of_itself: rows and columns are the same table, so each pair stands in it twice.
    """

    values: Floats
    p_values: Floats
    pairs: Floats
    of_itself: bool

    def significant(self, level: float = 0.05) -> Floats:
        """The correlations whose p-value is at most `level`; NaN elsewhere."""
        raise_if(_LEVEL.check(level))
        with np.errstate(invalid="ignore"):
            return np.where(self.p_values <= level, self.values, np.nan)

    def flagged(
        self, threshold: float, side: Side = "above", groups: Sequence[object] | None = None
    ) -> tuple[Flag, ...]:
        """The pairs of columns above a threshold, below it, or beyond it (in size, either sign).

        groups: a label for each column; then only pairs of one group. A pair is told once, a
        column with itself never.
        """
        raise_if([*_THRESHOLD.check(threshold), *_SIDE.check(side)])
        with np.errstate(invalid="ignore"):
            if side == "below":
                found = self.values < threshold
            else:
                found = (self.values if side == "above" else abs(self.values)) > threshold
        if self.of_itself:
            found &= np.triu(np.ones_like(found), 1)
        if groups is not None:
            found &= self._same(groups)
        return tuple(Flag(int(i), int(j), float(self.values[i, j])) for i, j in np.argwhere(found))

    def _same(self, groups: Sequence[object]) -> npt.NDArray[np.bool_]:
        allowed = self.values.shape[1]
        if len(groups) != allowed or not self.of_itself:
            raise_if([problem("shape", name="groups", given=(len(groups),), allowed=(allowed,))])
        return np.array([[one == other for other in groups] for one in groups], dtype=np.bool_)


@declare(_KIND)
def correlations(
    x: npt.ArrayLike, y: npt.ArrayLike | None = None, kind: CorrelationKind = "pearson"
) -> Correlations:
    """The correlation of each column of x with each of y (with each of x where y is not given).

    x, y: units x columns of the same units, such as indicators and their denominators. p-values
    are two-sided: Student's t for `pearson` and `spearman`, the normal distribution with ties
    corrected for `kendall` (tau-b).
    Raises InputError for arrays that are not 2-D or differ in units, and for an unknown kind.

    >>> found = correlations([[1, 2], [2, 1], [3, 4], [4, 3]], kind="kendall")
    >>> found.values[0, 1].round(4), found.p_values[0, 1].round(4)
    (np.float64(0.3333), np.float64(0.4969))
    """
    raise_if(check(correlations, kind=kind))
    one = _table(x, "x")
    other = one if y is None else _table(y, "y")
    if len(one) != len(other):
        allowed = (len(one), other.shape[1])
        raise_if([problem("shape", name="y", given=other.shape, allowed=allowed)])
    pairs: Floats = (~np.isnan(one)).T.astype(np.float64) @ (~np.isnan(other)).astype(np.float64)
    if kind == "kendall":
        values, p_values = _by_pairs(one, other, y is None)
    else:
        values = _by_products(one, other, kind)
        p_values = correlation_p(values, pairs)
    if y is None:
        values = np.triu(values) + np.triu(values, 1).T
        own = np.where(np.isnan(np.diag(values)), np.nan, 1.0)
        np.fill_diagonal(values, own)
        np.fill_diagonal(p_values, own - 1)
    return Correlations(values, p_values, pairs, y is None)


def ancestor_correlations(
    hierarchy: Hierarchy, scores: npt.ArrayLike, kind: CorrelationKind = "pearson"
) -> Correlations:
    """The correlation of each node with each of its ancestors; NaN between all others.

    scores: units x nodes. A node that barely moves with its parent, or against it, hardly counts
    there, whatever its weight. Rows and columns are nodes in the hierarchy's order.
    """
    values = _table(scores, "scores")
    count = len(hierarchy.nodes)
    if values.shape[1] != count:
        allowed = (len(values), count)
        raise_if([problem("shape", name="scores", given=values.shape, allowed=allowed)])
    parts = [np.full((count, count), np.nan) for _ in range(3)]
    for node, below in _descendants(hierarchy).items():
        found = correlations(values[:, below], values[:, [node]], kind)
        for part, column in zip(parts, (found.values, found.p_values, found.pairs), strict=True):
            part[below, node] = column[:, 0]
    return Correlations(parts[0], parts[1], parts[2], of_itself=False)


def _descendants(hierarchy: Hierarchy) -> dict[int, list[int]]:
    """All nodes below each inner node."""
    below: dict[int, list[int]] = {}
    for node in hierarchy.inner:
        children = hierarchy.children[node]
        below[node] = sorted({*children, *(n for c in children for n in below.get(c, ()))})
    return below


def _table(x: npt.ArrayLike, name: str) -> Floats:
    values = floats(x, name)
    if values.ndim != 2:
        allowed = "(units, columns)"
        raise_if([problem("shape", name=name, given=values.shape, allowed=allowed)])
    return values


def _by_products(one: Floats, other: Floats, kind: CorrelationKind) -> Floats:
    """Complete columns all at once; a pair with gaps by itself, as its means are its own."""
    values = _directions(one, kind).T @ _directions(other, kind)
    gaps = [set(np.argwhere(np.isnan(table))[:, 1].tolist()) for table in (one, other)]
    for i, j in np.ndindex(values.shape):
        if i not in gaps[0] and j not in gaps[1]:
            continue
        both = ~(np.isnan(one[:, i]) | np.isnan(other[:, j]))
        pair = (_directions(table[both, k : k + 1], kind) for table, k in ((one, i), (other, j)))
        values[i, j] = (next(pair).T @ next(pair))[0, 0]
    # Rounding keeps full agreement from being exactly 1.
    return np.clip(np.round(values, 15), -1.0, 1.0)


def _directions(columns: Floats, kind: CorrelationKind) -> Floats:
    """Each column (or its ranks) from its mean, to length 1; NaN where it has no direction."""
    if not len(columns):
        return np.full((1, columns.shape[1]), np.nan)
    apart = np.ptp(columns, axis=0) > 0
    values = rank(columns, ties="average") if kind == "spearman" else columns
    distance = values - values.mean(axis=0)
    largest = np.abs(distance).max(axis=0)
    distance = distance / np.where(apart, largest, np.nan)
    result: Floats = distance / np.sqrt((distance**2).sum(axis=0))
    return result


def _by_pairs(one: Floats, other: Floats, of_itself: bool) -> tuple[Floats, Floats]:
    values = np.full((one.shape[1], other.shape[1]), np.nan)
    p_values = values.copy()
    for i, j in np.ndindex(values.shape):
        if of_itself and j < i:
            values[i, j], p_values[i, j] = values[j, i], p_values[j, i]
            continue
        both = ~(np.isnan(one[:, i]) | np.isnan(other[:, j]))
        counts = concordance(one[both, i], other[both, j])
        values[i, j] = round(counts.tau_b, 15)
        p_values[i, j] = kendall_p(counts.score, counts.ties, counts.size)
    return values, p_values
