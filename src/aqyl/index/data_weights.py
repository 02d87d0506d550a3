"""Weights read off the data: by entropy, by CRITIC, from principal components.

They say what tells the units apart, not what matters. Columns are units x indicators, on one scale
with high as good; weights sum to 1.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, floats, problem
from aqyl.index.components import principal_components
from aqyl.index.correlation import correlations
from aqyl.index.normalise import min_max
from aqyl.index.parameters import Parameter, check, declare
from aqyl.index.rotation import varimax
from aqyl.problems import raise_if

PcaRule = Literal["first", "explained"]

_ROUNDING = 1e-12  # what rounding leaves of 1 - r between columns that repeat each other

_RULE = Parameter("rule", "choice", choices=get_args(PcaRule))
_KEPT = Parameter("components", "whole", low=1, optional=True)


def entropy_weights(x: npt.ArrayLike) -> Floats:
    """The less evenly a column's total is spread over the units, the more it weighs.

    p = x / sum(x), e = -sum(p ln p) / ln n (0 ln 0 = 0), weight = (1 - e) / sum(1 - e). n counts
    the values present; gaps are left out. A column of equal values weighs nothing.
    Source: C. E. Shannon, Bell System Technical Journal 27 (1948); M. Zeleny, Multiple Criteria
    Decision Making, McGraw-Hill (1982), as in C.-L. Hwang and K. Yoon (1981).
    Raises InputError for negative values, and where no column tells units apart.

    >>> entropy_weights([[1, 1, 5], [1, 2, 5], [1, 3, 5]])
    array([0., 1., 0.])
    """
    values = _table(x)
    if (values < 0).any():
        least = float(np.nanmin(values))
        count = int((values < 0).sum())
        raise_if([problem("mean_negative", method="entropy", count=count, least=least)])
    total = np.nansum(values, axis=0)
    share = values / np.where(total > 0, total, np.nan)
    terms = share * np.log(np.where(share > 0, share, 1.0))
    units = np.maximum((~np.isnan(values)).sum(axis=0), 2)
    return _shares(1 + np.nansum(terms, axis=0) / np.log(units), values)


def critic_weights(x: npt.ArrayLike) -> Floats:
    """A column weighs more the wider it spreads and the less it repeats the others.

    Each column to 0-1; weight ~ standard deviation (n - 1) * sum over the others of (1 - r), r
    Pearson's over the units that have both. A column of equal values weighs nothing and counts
    for no other; columns that all repeat each other weigh by their spread alone.
    Source: D. Diakoulaki, G. Mavrotas and L. Papayannakis, Computers & Operations Research 22
    (1995) 763-770. Raises InputError where no column tells units apart.

    >>> critic_weights([[1, 1, 9], [2, 2, 1], [3, 3, 5]]).round(3)
    array([0.25, 0.25, 0.5 ])
    """
    values = _table(x)
    scaled = min_max(values)
    count = (~np.isnan(scaled)).sum(axis=0)
    spread = np.nansum((scaled - _means(scaled)) ** 2, axis=0) / np.maximum(count - 1, 1)
    apart = 1 - correlations(values).values
    conflict = np.where(apart > _ROUNDING, apart, 0.0).sum(axis=0)
    if not conflict.any():
        conflict = np.ones_like(conflict)
    return _shares(np.sqrt(spread) * conflict, values)


def _means(scaled: Floats) -> Floats:
    count = (~np.isnan(scaled)).sum(axis=0)
    return np.asarray(np.nansum(scaled, axis=0) / np.maximum(count, 1))


@declare(_RULE, _KEPT)
def pca_weights(x: npt.ArrayLike, rule: PcaRule = "first", components: int | None = None) -> Floats:
    """Weights from the principal components of the standardised columns.

    `first`: the loadings of the first component, the sum that spreads the units widest; they must
    agree in sign. `explained`: the components kept (as many as given, otherwise those with an
    eigenvalue above 1, at least one) are rotated by varimax; a column weighs its largest squared
    loading times the share of variance of the component it belongs to.
    Source: G. Nicoletti, S. Scarpetta and O. Boylaud, OECD Economics Department Working Paper 226
    (2000); OECD/JRC Handbook (2008), step 6.
    Raises InputError as `principal_components`, for more components than there are, and for
    loadings of both signs with `first`.

    >>> pca_weights([[1, 2, 9], [2, 3, 7], [3, 5, 8], [4, 4, 9]], rule="explained").round(3)
    array([0.322, 0.322, 0.355])
    """
    raise_if(check(pca_weights, rule=rule, components=components))
    found = principal_components(x)
    if rule == "first":
        first = found.loadings[:, 0]
        least = round(float(first.min()), 4)
        raise_if([problem("mixed_signs", least=least)] if least < 0 else [])
        return _to_one(np.maximum(first, 0.0))
    kept = components or max(1, int((found.variances > 1).sum()))
    there = len(found.deviations)
    raise_if([problem("few_components", given=kept, allowed=there)] if kept > there else [])
    squares = varimax(found.loadings[:, :kept] * found.deviations[:kept]) ** 2
    # Within a component squares are brought to sum 1, and the component weighs its sum of squares:
    # the two cancel, so a column weighs its largest square.
    return _to_one(squares.max(axis=1))


def _table(x: npt.ArrayLike) -> Floats:
    values = floats(x)
    if values.ndim != 2 or not values.size:
        allowed = "(units, columns)"
        raise_if([problem("shape", name="x", given=values.shape, allowed=allowed)])
    return values


def _shares(information: Floats, values: Floats) -> Floats:
    """Brought to sum 1, nothing for columns of equal values."""
    lowest, highest = np.fmin.reduce(values, axis=0), np.fmax.reduce(values, axis=0)
    kept = np.where(lowest < highest, np.maximum(information, 0.0), 0.0)
    raise_if([] if kept.any() else [problem("no_information", columns=values.shape[1])])
    return _to_one(kept)


def _to_one(parts: Floats) -> Floats:
    return np.asarray(parts / parts.sum())
