"""How fast values grow over the years of a panel.

x is years x ..., such as years x units x indicators; the result is what stands after the years. A
missing value (NaN) is left out; fewer than two values have no growth (NaN). A percentage of what
is zero or below says nothing, so such a start gives NaN.
Source: the forms of the R package COINr (`CAGR`, `prc_change`).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats
from aqyl.index.panels import with_years

Years = npt.ArrayLike


def compound_growth(x: npt.ArrayLike, years: Years | None = None) -> Floats:
    """Compound yearly growth: (last / first)^(1 / years between) - 1; no change at all is 0.

    years: rising; 0, 1, 2 where not given. NaN where the first value is not above zero or the last
    is below it. Raises InputError for years that do not fit or rise.

    >>> compound_growth([100, float("nan"), 121])
    array(0.1)
    """
    values, times = with_years(x, years)
    present = ~np.isnan(values)
    first, last = _ends(present)
    start, end = (np.take_along_axis(values, place, axis=0)[0] for place in (first, last))
    span = times[last[0]] - times[first[0]]
    known = (span > 0) & (start > 0) & (end >= 0)
    ratio = np.where(known, end, 1.0) / np.where(known, start, 1.0)
    growth = ratio ** (1.0 / np.where(known, span, 1.0)) - 1.0
    level = (span > 0) & (start == end)
    return np.where(level, 0.0, np.where(known, growth, np.nan))


def percent_change(x: npt.ArrayLike, years: Years | None = None) -> Floats:
    """Percentage by which the least-squares line rises a year, of its height at the first value.

    Two values make their own line. NaN where the line starts at zero or below. Otherwise as
    `compound_growth`.

    >>> percent_change([100, 110, 120])
    array(10.)
    """
    values, times = with_years(x, years)
    present = ~np.isnan(values)
    count = present.sum(axis=0)
    when = np.where(present, times.reshape(-1, *[1] * (values.ndim - 1)), 0.0)
    known = np.where(present, values, 0.0)
    middle, height = (each.sum(axis=0) / np.maximum(count, 1) for each in (when, known))
    distance = np.where(present, when - middle, 0.0)
    several = count > 1
    squares = np.where(several, (distance**2).sum(axis=0), 1.0)
    slope = (distance * (known - height)).sum(axis=0) / squares
    first = times[_ends(present)[0][0]]
    start = height + slope * (first - middle)
    percent = 100.0 * slope / np.where(start > 0, start, np.nan)
    level = several & _all_equal(values)
    return np.where(level, 0.0, np.where(several, percent, np.nan))


def _ends(present: Bools) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The places of the first and the last value, the year axis kept; both 0 where none is."""
    first = np.argmax(present, axis=0, keepdims=True)
    last = len(present) - 1 - np.argmax(present[::-1], axis=0, keepdims=True)
    return first, np.where(present.any(axis=0), last, 0)


def _all_equal(values: Floats) -> Bools:
    low, high = (end.reduce(values, axis=0, initial=np.nan) for end in (np.fmin, np.fmax))
    return np.asarray(low == high)
