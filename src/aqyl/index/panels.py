"""Panels: years x units x indicators, on one scale for all years or on a scale for each."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, floats, problem, rising
from aqyl.index.custom import ByColumns, apply
from aqyl.index.parameters import Parameter, check, declare
from aqyl.problems import raise_if

YearScale = Literal["common", "yearly"]

SCALE = Parameter("scale", "choice", choices=get_args(YearScale))


def with_years(x: npt.ArrayLike, years: npt.ArrayLike | None) -> tuple[Floats, Floats]:
    """Values with the years on the first axis, and the years: 0, 1, 2 where none are given.

    Raises InputError where there is no year, or the years do not fit or rise.
    """
    values = floats(x)
    if values.ndim == 0 or len(values) == 0:
        raise_if([problem("shape", name="x", given=values.shape, allowed="(years, …)")])
    times = floats(np.arange(len(values)) if years is None else years, "years")
    found = rising("years", times)
    if times.ndim == 1 and len(times) != len(values):
        sizes = {"first_size": len(times), "second_size": len(values)}
        found.append(problem("lengths", first="years", second="x", **sizes))
    raise_if(found)
    return values, times


@declare(SCALE)
def over_years(function: ByColumns, panel: npt.ArrayLike, scale: YearScale = "common") -> Floats:
    """A function of units x indicators for a panel of years x units x indicators.

    scale: `common` gives it all years at once, as if each unit in each year were a unit, so that
    scores can be compared over time; `yearly` gives it one year after the other, so that a score
    tells the place among the units of its year. Gaps stay gaps. Raises InputError for another
    shape, an unknown word and a function that does not return finite columns.

    >>> from aqyl.index import min_max
    >>> panel = [[[0], [1]], [[2], [4]]]
    >>> over_years(min_max, panel).ravel(), over_years(min_max, panel, "yearly").ravel()
    (array([0.  , 0.25, 0.5 , 1.  ]), array([0., 1., 0., 1.]))
    """
    values = floats(panel, "panel")
    found = check(over_years, scale=scale)
    if values.ndim != 3:
        allowed = "(years, units, indicators)"
        found.append(problem("shape", name="panel", given=values.shape, allowed=allowed))
    raise_if(found)
    if scale == "common":
        return apply(function, values.reshape(-1, values.shape[-1])).reshape(values.shape)
    result = np.empty_like(values)
    for year, units in enumerate(values):
        result[year] = apply(function, units)
    return result
