"""How far two orders agree: rank correlations with their confidence intervals.

Intervals by Fisher's z: tanh(atanh(r) -+ quantile * standard error). Standard errors: Spearman
sqrt((1 + r^2 / 2) / (n - 3)), D. G. Bonett and T. A. Wright, Psychometrika 65 (2000) 23-28; Kendall
sqrt(0.437 / (n - 4)), E. C. Fieller, H. O. Hartley and E. S. Pearson, Biometrika 44 (1957) 470-481.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, floats, problem, same_length
from aqyl.index.concordance import concordance
from aqyl.index.ranks import rank
from aqyl.problems import raise_if


@dataclass(frozen=True, slots=True)
class Correlation:
    """A correlation, its confidence interval and the number of pairs it rests on."""

    value: float
    low: float
    high: float
    pairs: int


def spearman(x: npt.ArrayLike, y: npt.ArrayLike, confidence: float = 0.95) -> Correlation:
    """Spearman's rank correlation of two 1-D arrays; pairs with a missing value are left out.

    NaN where an order cannot be told (fewer than two pairs, or all equal); its interval needs four
    pairs. At exactly +-1 the interval has no width: it says nothing of other samples.
    Raises InputError for unequal lengths or a confidence outside 0-1.

    >>> spearman([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]).value
    0.8
    """
    one, other = _pairs(x, y, confidence)
    if not _ordered(one, other):
        return Correlation(math.nan, math.nan, math.nan, one.size)
    ranks = rank(one, ties="average"), rank(other, ties="average")
    value = _tidy(np.corrcoef(*ranks)[0, 1])
    error = math.sqrt((1 + value**2 / 2) / (one.size - 3)) if one.size > 3 else math.nan
    return Correlation(value, *_interval(value, error, confidence), one.size)


def kendall(x: npt.ArrayLike, y: npt.ArrayLike, confidence: float = 0.95) -> Correlation:
    """Kendall's tau-b of two 1-D arrays; as `spearman`, its interval needs five pairs.

    Source: M. G. Kendall, Biometrika 33 (1945) 239-251. O(n log n).

    >>> kendall([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]).value
    0.6
    """
    one, other = _pairs(x, y, confidence)
    if not _ordered(one, other):
        return Correlation(math.nan, math.nan, math.nan, one.size)
    value = _tidy(concordance(one, other).tau_b)
    error = math.sqrt(0.437 / (one.size - 4)) if one.size > 4 else math.nan
    return Correlation(value, *_interval(value, error, confidence), one.size)


def _pairs(x: npt.ArrayLike, y: npt.ArrayLike, confidence: float) -> tuple[Floats, Floats]:
    one, other = floats(x, "x"), floats(y, "y")
    found = same_length("x", one, "y", other)
    if not 0 < confidence < 1:
        found.append(problem("not_between", name="confidence", given=confidence, low=0, high=1))
    raise_if(found)
    both = ~(np.isnan(one) | np.isnan(other))
    return one[both], other[both]


def _ordered(one: Floats, other: Floats) -> bool:
    return one.size > 1 and bool(np.ptp(one) > 0) and bool(np.ptp(other) > 0)


def _tidy(value: npt.ArrayLike) -> float:
    """Without the rounding error that keeps full agreement from being exactly 1."""
    return round(float(np.asarray(value)), 15)


def _interval(value: float, error: float, confidence: float) -> tuple[float, float]:
    if abs(value) >= 1 or math.isnan(error):
        end = value if not math.isnan(error) else math.nan
        return end, end
    reach = NormalDist().inv_cdf(0.5 + confidence / 2) * error
    return math.tanh(math.atanh(value) - reach), math.tanh(math.atanh(value) + reach)
