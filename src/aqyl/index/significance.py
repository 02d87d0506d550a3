"""How likely a correlation at least as strong is where there is none: two-sided p-values.

Sources: W. H. Press et al., Numerical Recipes, 3rd ed. (2007), section 6.4, for the continued
fraction of the incomplete beta function; M. G. Kendall, Rank Correlation Methods (1948), for the
variance of S with ties.
"""

from __future__ import annotations

import math

import numpy as np

from aqyl.index.arrays import Floats

_TINY = 1e-300
_ENOUGH = 1e-14
_STEPS = 2_000


def correlation_p(correlation: Floats, pairs: Floats) -> Floats:
    """By Student's t with n - 2 degrees of freedom; NaN below three pairs.

    p = I(1 - r^2; (n - 2) / 2, 1 / 2), the regularised incomplete beta function.

    >>> correlation_p(np.array([0.0, 0.5, 1.0]), np.array([20.0, 20.0, 20.0])).round(6)
    array([1.     , 0.02477, 0.     ])
    """
    known = ~np.isnan(correlation) & (pairs > 2)
    squares = np.minimum(correlation[known] ** 2, 1.0)
    result: Floats = np.full(correlation.shape, np.nan)
    result[known] = _half_beta(squares, (pairs[known] - 2) / 2)
    return result


def _half_beta(y: Floats, a: Floats) -> Floats:
    """I(1 - y; a, 1/2) for y in 0-1, from whichever end the fraction converges."""
    half = np.full_like(a, 0.5)
    with np.errstate(divide="ignore"):
        front = np.exp(a * np.log1p(-y) + np.log(y) / 2 - _log_beta(a))
    below = 1 - y < (a + 1) / (a + 2.5)
    first, second = np.where(below, a, half), np.where(below, half, a)
    tail = front / first * _fraction(first, second, np.where(below, 1 - y, y))
    return np.where(below, tail, 1 - tail)


def _log_beta(a: Floats) -> Floats:
    """The logarithm of B(a, 1/2); each a once, as few differ."""
    distinct, where = np.unique(a, return_inverse=True)
    logs = [math.lgamma(v) + math.lgamma(0.5) - math.lgamma(v + 0.5) for v in distinct.tolist()]
    return np.array(logs, dtype=np.float64)[where]


def _fraction(a: Floats, b: Floats, x: Floats) -> Floats:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c = np.ones_like(x)
    d = 1 / _away(1 - (a + b) * x / (a + 1))
    result = d.copy()
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away(1 + term * d)
            c = _away(1 + term / c)
            result *= d * c
        if (np.abs(d * c - 1) <= _ENOUGH).all():
            break
    return result


def _away(x: Floats) -> Floats:
    """x kept from zero."""
    return np.where(np.abs(x) < _TINY, _TINY, x)


def kendall_p(score: float, ties: tuple[Floats, Floats], pairs: int) -> float:
    """By the normal distribution of S = concordant - discordant, its variance corrected for ties.

    ties: how many values share each value, in one and in the other. NaN below two pairs or where
    an order cannot be told.
    """
    variance = _variance(ties, pairs) if pairs > 1 else 0.0
    if not variance > 0:
        return math.nan
    return math.erfc(abs(score) / math.sqrt(2 * variance))


def _variance(ties: tuple[Floats, Floats], n: int) -> float:
    one, other = ties
    tied = sum(float((t * (t - 1) * (2 * t + 5)).sum()) for t in ties)
    pairs = float((one * (one - 1)).sum()) * float((other * (other - 1)).sum())
    variance = (n * (n - 1) * (2 * n + 5) - tied) / 18 + pairs / (2 * n * (n - 1))
    if n > 2:
        threes = [float((t * (t - 1) * (t - 2)).sum()) for t in ties]
        variance += threes[0] * threes[1] / (9 * n * (n - 1) * (n - 2))
    return variance
