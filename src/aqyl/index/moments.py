"""Skewness and kurtosis of columns, and the rule that calls a column outlying.

Arrays are units, or units x indicators; draws or years may stand before. Missing values (NaN) are
not counted. Estimators of type 2 (as in SAS, SPSS and Excel): D. N. Joanes and C. A. Gill,
"Comparing measures of sample skewness and kurtosis", The Statistician 47 (1998) 183-189.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats, ends, floats, rows_joined, unit_axis
from aqyl.index.parameters import Parameter, check, declare
from aqyl.problems import raise_if

# Numbers that stay in the processor's cache.
_CACHED = 32768

SKEW = Parameter("skew", "scalar", low=0)
KURTOSIS = Parameter("kurtosis", "scalar")


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Count and the sums of 2nd, 3rd and 4th powers of the distances from the mean.

    The sums are in a unit of 2^exponent, so that they neither overflow nor vanish; they are 0
    where all values are equal. One entry for each column.
    """

    count: Floats
    mean: Floats
    second: Floats
    third: Floats
    fourth: Floats
    exponent: npt.NDArray[np.int64]

    @property
    def sd(self) -> Floats:
        """Standard deviation with n - 1; NaN for fewer than two values."""
        spread = np.sqrt(self.second / _above_zero(self.count - 1))
        return np.asarray(np.ldexp(spread, self.exponent))

    @property
    def skewness(self) -> Floats:
        """G1; NaN for fewer than three values or equal ones."""
        return skewness_of(self.count, self.second, self.third)

    @property
    def kurtosis(self) -> Floats:
        """G2; NaN for fewer than four values or equal ones."""
        return kurtosis_of(self.count, self.second, self.fourth)


def skewness(x: npt.ArrayLike) -> Floats:
    """G1 = sqrt(n (n - 1)) / (n - 2) x m3 / m2^(3/2), m the moments about the mean.

    NaN for fewer than three values or equal ones.

    >>> skewness([1, 2, 3, 10]).round(6)
    np.float64(1.763633)
    """
    return moments(floats(x)).skewness


def kurtosis(x: npt.ArrayLike) -> Floats:
    """G2 = (n - 1) / ((n - 2)(n - 3)) x ((n + 1)(m4 / m2^2 - 3) + 6): 0 for a normal distribution.

    NaN for fewer than four values or equal ones.

    >>> kurtosis([1, 2, 3, 10]).round(6)
    np.float64(3.228)
    """
    return moments(floats(x)).kurtosis


@declare(SKEW, KURTOSIS)
def outlying(x: npt.ArrayLike, skew: float = 2.0, kurtosis: float = 3.5) -> Bools:
    """Whether a column has outliers: |skewness| >= skew and kurtosis >= `kurtosis`.

    A column whose skewness or kurtosis cannot be told is not called outlying.
    Source: JRC's audits of the Global Innovation Index (2 and 3.5), after R. A. Groeneveld and
    G. Meeden, "Measuring skewness and kurtosis", The Statistician 33 (1984) 391-399.

    >>> outlying([[1, 1], [2, 2], [3, 3], [2, 2], [1, 1], [2, 90]])
    array([False,  True])
    """
    raise_if(check(outlying, skew=skew, kurtosis=kurtosis))
    found = moments(floats(x))
    return beyond(found.skewness, found.kurtosis, skew, kurtosis)


def beyond(skewness: Floats, kurtosis: Floats, skew: float, limit: float) -> Bools:
    """The rule of `outlying` for known skewness and kurtosis."""
    return np.asarray((np.abs(skewness) >= skew) & (kurtosis >= limit))


def skewness_of(count: Floats, second: Floats, third: Floats) -> Floats:
    """G1 from sums of powers."""
    size = np.where(count > 2, count, np.nan)
    ratio = np.sqrt(size) * third / _above_zero(second) ** 1.5
    return np.asarray(ratio * np.sqrt(size * (size - 1)) / (size - 2))


def kurtosis_of(count: Floats, second: Floats, fourth: Floats) -> Floats:
    """G2 from sums of powers."""
    size = np.where(count > 3, count, np.nan)
    ratio = size * fourth / _above_zero(second) ** 2
    inner = (size + 1) * (ratio - 3) + 6
    return np.asarray(inner * (size - 1) / ((size - 2) * (size - 3)))


def moments(values: Floats) -> Moments:
    """The moments of each column of a checked array."""
    axis = unit_axis(values)
    rows = np.moveaxis(values, axis, 0)
    lowest, highest = (np.squeeze(end, axis) for end in ends(values))
    centre = lowest / 2 + highest / 2
    half = np.where(lowest < highest, highest / 2 - lowest / 2, 0.0)
    exponent = np.clip(np.frexp(half)[1], -1000, 1000).astype(np.int64)
    unit = np.ldexp(1.0, -exponent)
    return _about(rows, centre, unit, exponent)


def _about(rows: Floats, centre: Floats, unit: Floats, exponent: npt.NDArray[np.int64]) -> Moments:
    """Moments about `centre`, then about the mean."""
    absent = np.isnan(rows)
    gaps = bool(absent.any())
    count = np.full(rows.shape[1:], np.float64(len(rows)))
    if gaps:
        count -= absent.sum(axis=0)
    first = _power_sums(rows, centre, unit, gaps, 1)[0]
    mean = centre + first / _above_zero(count) / unit
    one, two, three, four = _power_sums(rows, mean, unit, gaps, 4)
    return Moments(count, mean, *about_mean(count, one, two, three, four), exponent)


def about_mean(
    count: Floats, one: Floats, two: Floats, three: Floats, four: Floats
) -> tuple[Floats, Floats, Floats]:
    """Sums of 2nd to 4th powers about the mean from sums of 1st to 4th about a point near it."""
    shift = one / _above_zero(count)
    second = two - count * shift**2
    third = three - 3 * shift * two + 2 * count * shift**3
    fourth = four - 4 * shift * three + 6 * shift**2 * two - 3 * count * shift**4
    return np.maximum(second, 0.0), third, fourth


def _power_sums(
    rows: Floats, centre: Floats, unit: Floats, gaps: bool, powers: int
) -> list[Floats]:
    """Sums of the first powers of (x - centre) x unit, a block of rows at a time."""
    joined = rows_joined(centre.size)
    sums = np.zeros((powers, joined, *rows.shape[1:]))
    lines = min(max(1, _CACHED // max(1, joined * centre.size)), -(-len(rows) // joined))
    distances, terms = (np.empty((lines, *sums.shape[1:])) for _ in range(2))
    step = lines * joined
    distance = distances.reshape(step, *rows.shape[1:])
    for start in range(0, len(rows), step or 1):
        block = rows[start : start + step]
        here = distance[: len(block)]
        np.multiply(np.subtract(block, centre, out=here), unit, out=here)
        distance[len(block) :] = 0.0
        if gaps:
            np.copyto(here, 0.0, where=np.isnan(here))
        sums[0] += distances.sum(axis=0)
        factor = distances
        for power in range(1, powers):
            factor = np.multiply(factor, distances, out=terms)
            sums[power] += factor.sum(axis=0)
    return list(sums.sum(axis=1))


def _above_zero(values: Floats) -> Floats:
    return np.where(values > 0, values, np.nan)
