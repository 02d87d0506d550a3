"""Blanks of a panel filled from the same unit's other years.

Source: the methods of the R package COINr (`impute_panel`), which follow R's `approx`.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats
from aqyl.index.panels import with_years
from aqyl.index.parameters import Parameter, check, declare
from aqyl.problems import raise_if

PanelMethod = Literal["latest", "constant", "linear", "linear_constant"]
Places = npt.NDArray[np.int32]

METHOD = Parameter("method", "choice", choices=get_args(PanelMethod))
MAX_GAP = Parameter("max_gap", "scalar", low=0, inside=True, optional=True)


@declare(METHOD, MAX_GAP)
def impute_panel(
    x: npt.ArrayLike,
    years: npt.ArrayLike | None = None,
    method: PanelMethod = "latest",
    max_gap: float | None = None,
) -> Floats:
    """Each blank from the years in which the unit has that value.

    x: years x ..., such as years x units x indicators. years: rising; 0, 1, 2 where not given.
    method: `latest` is the last value before; `constant` is that too, and the first value for the
    years before it; `linear` lies on the line between the values before and after, level beyond
    the ends, and needs two values; `linear_constant` takes a single value as it is. max_gap: a
    value fills nothing more than so many years from its own year; no limit where not given.
    Raises InputError for parameters outside their ranges and years that do not fit or rise.

    >>> nan = float("nan")
    >>> impute_panel([nan, 1, nan, 5, nan], method="latest")
    array([nan,  1.,  1.,  5.,  5.])
    >>> impute_panel([nan, 1, nan, 5, nan], method="linear")
    array([1., 1., 3., 5., 5.])
    """
    raise_if(check(impute_panel, method=method, max_gap=max_gap))
    values, times = with_years(x, years)
    present = ~np.isnan(values)
    before, after = _neighbours(present)
    if method == "latest":
        after[:] = len(values)
    elif method == "constant":
        after[before >= 0] = len(values)
    elif method == "linear":
        lone = present.sum(axis=0) < 2
        before[:, lone], after[:, lone] = -1, len(values)
    gaps = np.nonzero(~present)
    filled = values.copy()
    reach = np.inf if max_gap is None else max_gap
    filled[gaps] = _between(values, times, gaps, (before[gaps], after[gaps]), reach)
    return filled


def _neighbours(present: Bools) -> tuple[Places, Places]:
    """The place of the last value up to each year and of the first from it on; -1, n for none."""
    count = len(present)
    place = np.arange(count, dtype=np.int32).reshape(-1, *[1] * (present.ndim - 1))
    before = np.maximum.accumulate(np.where(present, place, np.int32(-1)), axis=0)
    later = np.where(present, place, np.int32(count))[::-1]
    return before, np.minimum.accumulate(later, axis=0)[::-1]


def _between(
    values: Floats,
    years: Floats,
    gaps: tuple[npt.NDArray[np.intp], ...],
    neighbours: tuple[Places, Places],
    reach: float,
) -> Floats:
    """On the line from the value before to the one after; level where there is only one."""
    before, after = neighbours
    earlier, later = before >= 0, after < len(values)
    first, last = np.maximum(before, 0), np.minimum(after, len(values) - 1)
    now, start, end = years[gaps[0]], years[first], years[last]
    low = np.where(now - start <= reach, values[(first, *gaps[1:])], np.nan)
    high = np.where(end - now <= reach, values[(last, *gaps[1:])], np.nan)
    share = (now - start) / np.where(end > start, end - start, 1.0)
    line = low + (high - low) * share
    alone = np.where(earlier, low, np.where(later, high, np.nan))
    return np.where(earlier & later, line, alone)
