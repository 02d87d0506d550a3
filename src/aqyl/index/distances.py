"""Normalisation by distance: how far from the worst towards the best, a reference or a target.

More is better in each: turn an indicator round (times -1) beforehand where less is. Arrays are
units, or units x indicators (each column by itself); draws may stand before. A missing value (NaN)
stays missing; so does a column whose scale has no length.
Sources: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5; the R package COINr
for the forms of the formulas.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, column_shape, ends, fit, floats, problem, unit_axis
from aqyl.index.parameters import Parameter, check, declare, places_within
from aqyl.problems import raise_if

CAP = Parameter("cap", "switch")


def distance_to_max(x: npt.ArrayLike) -> Floats:
    """1 - (max - x) / (max - min): the best unit 1, the worst 0. The same as `min_max` to 0-1.

    >>> distance_to_max([2, 4, 6])
    array([0. , 0.5, 1. ])
    """
    values = floats(x)
    low, high = ends(values)
    return np.asarray(1.0 - (high - values) / _length(low, high))


@declare(CAP)
def distance_to_target(x: npt.ArrayLike, target: npt.ArrayLike, cap: bool = False) -> Floats:
    """(x - min) / (target - min): the target 1, the worst unit 0; with `cap` nothing above 1.

    target: a number or one for each column, NaN for a column without (its scores are missing).
    Where the target is no better than the worst unit the scale has no length: with `cap` every unit
    has reached it and scores 1, without it the scores are missing.
    Raises InputError where the targets do not fit.

    >>> distance_to_target([0, 5, 20], target=10)
    array([0. , 0.5, 2. ])
    """
    raise_if(check(distance_to_target, cap=cap))
    values = floats(x)
    wanted = fit(target, column_shape(values), "target")
    low = ends(values)[0]
    scores = (values - low) / _length(low, wanted)
    if not cap:
        return np.asarray(scores)
    return np.where(wanted <= low, np.where(np.isnan(values), np.nan, 1.0), np.minimum(scores, 1.0))


@declare(CAP)
def distance_to_reference(x: npt.ArrayLike, reference: int, cap: bool = False) -> Floats:
    """(x - min) / (reference - min): `distance_to_target`, the target a unit's own values.

    reference: the position of that unit. A column in which it has no value has no scores.
    Raises InputError for a unit that is not there.

    >>> distance_to_reference([0, 5, 20], reference=1)
    array([0., 1., 4.])
    """
    values = floats(x)
    units = values.shape[unit_axis(values)] if values.ndim else 0
    raise_if(
        [*check(distance_to_reference, cap=cap), *places_within("reference", [reference], units)]
    )
    target = np.take(values, [reference], axis=unit_axis(values))
    return distance_to_target(values, target, cap)


def fraction_of_max(x: npt.ArrayLike) -> Floats:
    """x / max: the best unit 1. In a column without a value above zero it is max / x.

    So an indicator turned round (times -1) scores least value / value: the best unit 1, one twice
    as bad 1/2. The R package COINr divides by the maximum there too, which gives the worst unit
    the highest score. A value equal to the maximum scores 1, also where both are zero.

    >>> fraction_of_max([5, 10])
    array([0.5, 1. ])
    >>> fraction_of_max([-5, -10])
    array([1. , 0.5])
    """
    values = floats(x)
    high = ends(values)[1]
    above, below = np.where(high > 0, values, high), np.where(high > 0, high, values)
    best = values == high
    return np.where(best, 1.0, above / np.where(best, 1.0, below))


def scaled(
    x: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike, factor: npt.ArrayLike = 1.0
) -> Floats:
    """(x - low) / (high - low) x factor, by given ends; nothing is cut, and low may exceed high.

    low, high, factor: a number or one for each column. Raises InputError where low equals high.

    >>> scaled([0, 15], low=10, high=20, factor=100)
    array([-100.,   50.])
    """
    values = floats(x)
    shape = column_shape(values)
    zero, one, times = (
        fit(low, shape, "low"),
        fit(high, shape, "high"),
        fit(factor, shape, "factor"),
    )
    if (equal := zero == one).any():
        raise_if([problem("goalposts_equal", count=int(equal.sum()), given=float(zero[equal][0]))])
    return np.asarray((values - zero) / (one - zero) * times)


def _length(low: Floats, high: Floats) -> Floats:
    return np.where(high > low, high - low, np.nan)
