"""Logarithms and powers of a column moved to where its own range begins.

Each keeps the order of the values and draws long tails in. Arrays are units, or units x indicators;
draws or years may stand before. A missing value (NaN) stays missing; where all values of a column
are equal, log_ct, log_ct_plus and log_gii are 0/0 and give NaN.
Sources: the COIN Tool of the JRC and the R package COINr (CT); Global Innovation Index, annex on
outliers (GII); G. E. P. Box and D. R. Cox, "An analysis of transformations", Journal of the Royal
Statistical Society B 26 (1964) 211-252.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats, ends, floats, problem, unit_axis
from aqyl.index.moments import moments
from aqyl.index.parameters import Parameter, check, declare
from aqyl.problems import raise_if

POWER = Parameter("power", "scalar", low=-5, high=5, optional=True)
SHIFT = Parameter("shift", "switch")

# What the least value is moved from zero, as a share of the range.
_MARGIN = 0.01

_GOLDEN = (np.sqrt(5) - 1) / 2
_STEPS = 40

# Squares of this stay finite.
_HUGE = 1e150


def log_ct(x: npt.ArrayLike) -> Floats:
    """ln(x - min + 0.01 (max - min)).

    >>> log_ct([0, 1, 100]).round(3)
    array([0.   , 0.693, 4.615])
    """
    values = floats(x)
    low, high = ends(values)
    return _log(values - low + _MARGIN * (high - low))


def log_ct_orig(x: npt.ArrayLike) -> Floats:
    """ln(x - min + 1), the COIN Tool's first form; it depends on the unit of x.

    >>> log_ct_orig([0, 1, 100]).round(3)
    array([0.   , 0.693, 4.615])
    """
    values = floats(x)
    return np.log1p(values - ends(values)[0])


def log_ct_plus(x: npt.ArrayLike) -> Floats:
    """log_ct, turned round for a column of negative skewness: -ln(max - x + 0.01 (max - min)).

    >>> log_ct_plus([0, 99, 100]).round(3)
    array([-4.615, -0.693, -0.   ])
    """
    values = floats(x)
    low, high = ends(values)
    margin = _MARGIN * (high - low)
    long_below = ~(np.expand_dims(moments(values).skewness, unit_axis(values)) > 0)
    inner = np.where(long_below, high + margin - values, values - low + margin)
    return np.where(long_below, -1.0, 1.0) * _log(inner)


def log_gii(x: npt.ArrayLike) -> Floats:
    """ln((max - 1)(x - min) / (max - min) + 1): 0 for the least value, ln(max) for the greatest.

    Raises InputError where the greatest value of a column is not above zero.

    >>> log_gii([0, 50, 100]).round(3)
    array([0.   , 3.922, 4.605])
    """
    values = floats(x)
    low, high = ends(values)
    if (high <= 0).any():
        least = float(high[high <= 0].min())
        raise_if([problem("log_domain", count=int((high <= 0).sum()), least=least)])
    return np.log1p((high - 1) * ((values - low) / _width(low, high)))


@declare(POWER, SHIFT)
def box_cox(x: npt.ArrayLike, power: float | None = None, shift: bool = True) -> Floats:
    """(x^power - 1) / power, ln(x) for a power of zero; with `shift` of x - min + 1.

    Where no power is given, each column gets the one of maximum likelihood between -5 and 5.
    Raises InputError for a power outside that range and, without `shift`, for values not above 0.

    >>> box_cox([1, 2, 5], power=0.5)
    array([0.        , 0.82842712, 2.47213595])
    """
    raise_if(check(box_cox, power=power, shift=shift))
    values = floats(x)
    if shift:
        values = values - ends(values)[0] + 1.0
    elif (outside := values <= 0).any():
        least = float(values[outside].min())
        raise_if([problem("log_domain", count=int(outside.sum()), least=least)])
    logs = np.log(values)
    return _power(logs, _likeliest(logs) if power is None else np.full((), power))


def _power(logs: Floats, power: Floats) -> Floats:
    """(exp(power x logs) - 1) / power, and its limit at a power of zero."""
    with np.errstate(over="ignore"):
        bent = np.expm1(power * logs) / np.where(power == 0, 1.0, power)
    return np.where(power == 0, logs, bent)


def _likeliest(logs: Floats) -> Floats:
    """The power of maximum likelihood, by golden section over all columns at once.

    With the values divided by their geometric mean it is the one of least variance.
    """
    present = ~np.isnan(logs)
    centred = logs - _mean(logs, present)
    low, high = (np.full_like(ends(logs)[0], end) for end in (POWER.low, POWER.high))
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_left, at_right = (_spread(centred, present, power) for power in (left, right))
    for _ in range(_STEPS):
        leftwards = at_left <= at_right
        low, high = np.where(leftwards, low, left), np.where(leftwards, right, high)
        step = _GOLDEN * (high - low)
        left, right = np.where(leftwards, high - step, right), np.where(leftwards, left, low + step)
        fresh = _spread(centred, present, np.where(leftwards, left, right))
        at_left, at_right = (
            np.where(leftwards, fresh, at_right),
            np.where(leftwards, at_left, fresh),
        )
    return np.asarray((low + high) / 2)


def _spread(centred: Floats, present: Bools, power: Floats) -> Floats:
    bent = np.clip(_power(centred, power), -_HUGE, _HUGE)
    return _mean((bent - _mean(bent, present)) ** 2, present)


def _mean(values: Floats, present: Bools) -> Floats:
    axis = unit_axis(values)
    total = np.where(present, values, 0.0).sum(axis=axis, keepdims=True)
    return np.asarray(total / np.maximum(present.sum(axis=axis, keepdims=True), 1))


def _width(low: Floats, high: Floats) -> Floats:
    return np.where(low < high, high - low, np.nan)


def _log(positive: Floats) -> Floats:
    return np.log(np.where(positive > 0, positive, np.nan))
