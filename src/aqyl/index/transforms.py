"""Transforms of single values: no value depends on another. Any shape in, the same shape out.

A missing value (NaN) stays missing. Infinite values raise InputError.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats, floats, problem, rising, same_length
from aqyl.index.parameters import Parameter, check, declare
from aqyl.problems import raise_if

KNEE = Parameter("knee", "scalar", low=0, inside=True)


def log(x: npt.ArrayLike) -> Floats:
    """Natural logarithm. Raises InputError where a value is zero or negative.

    >>> log([1.0, float("nan")])
    array([ 0., nan])
    """
    values = floats(x)
    _refuse(values, values <= 0, "log_domain")
    return np.log(values)


def asinh(x: npt.ArrayLike) -> Floats:
    """Inverse hyperbolic sine: nearly linear about 0, like +-ln(2|x|) far from it; any sign.

    Source: J. B. Burbidge, L. Magee and A. L. Robb, Journal of the American Statistical
    Association 83 (1988) 123-127.

    >>> asinh([0.0, float("nan")])
    array([ 0., nan])
    """
    return np.arcsinh(floats(x))


def sqrt(x: npt.ArrayLike) -> Floats:
    """Square root. Raises InputError where a value is negative."""
    values = floats(x)
    _refuse(values, values < 0, "sqrt_domain")
    return np.sqrt(values)


@declare(KNEE)
def saturating(x: npt.ArrayLike, knee: float) -> Floats:
    """A burden that rises straight to 1/2 at the knee k and from there bends towards 1.

    x / (2k) up to k, above it 1/2 + 1/2 (1 - exp(-(x - k) / k)); value and slope agree at k.
    Source: the air-pollution scale of open-data-kazakhstan/city-ranking-main (k = 50).
    Raises InputError unless the knee is a positive number.

    >>> saturating([0, 25, 50], knee=50)
    array([0.  , 0.25, 0.5 ])
    """
    raise_if(check(saturating, knee=knee))
    values = floats(x)
    beyond = np.maximum(values - knee, 0.0) / knee
    return np.where(values > knee, 0.5 - 0.5 * np.expm1(-beyond), values / (2 * knee))


def piecewise(x: npt.ArrayLike, xs: npt.ArrayLike, ys: npt.ArrayLike) -> Floats:
    """Straight lines through the points (xs, ys), flat before the first and after the last.

    Raises InputError unless xs strictly rises and ys is as long.

    >>> piecewise([-1, 5, 40], xs=[0, 10, 20], ys=[0, 1, 0.5])
    array([0. , 0.5, 0.5])
    """
    values, places, heights = floats(x), floats(xs, "xs"), floats(ys, "ys")
    raise_if([*rising("xs", places), *same_length("xs", places, "ys", heights)])
    # np.interp takes NaN for a number where there is a single point.
    return np.where(np.isnan(values), np.nan, np.interp(values, places, heights))


def scale(x: npt.ArrayLike, factor: float) -> Floats:
    """x * factor (adding 0.0 turns a negative zero into zero)."""
    return floats(x) * floats(factor, "factor") + 0.0


def invert(x: npt.ArrayLike) -> Floats:
    """1 - x: turns a score 0-1 round."""
    return 1.0 - floats(x)


def _refuse(values: Floats, outside: Bools, key: str) -> None:
    if outside.any():
        least = float(values[outside].min())
        raise_if([problem(key, count=int(outside.sum()), least=least)])
