"""Scores against fixed marks: goalposts, points in bands, share of a target.

Each value is judged by itself, so nothing here depends on which units are compared. Arrays are
units, or units x indicators. A missing value or a missing mark (NaN) gives a missing score.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, fit_units, floats, problem, rising, same_length
from aqyl.index.parameters import Parameter, check, declare
from aqyl.problems import raise_if

Direction = Literal["up", "down"]

DIRECTION = Parameter("direction", "choice", choices=get_args(Direction))
BELOW = Parameter("below", "switch")


def goalposts(x: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike) -> Floats:
    """(x - low) / (high - low), cut to 0-1. `low` earns 0, `high` earns 1; low may exceed high.

    low, high: a number, one for each unit (1-D), or anything that broadcasts to x.
    Source: the dimension indices of UNDP's Human Development Report, technical notes.
    Raises InputError where low equals high or the shapes do not fit.

    >>> goalposts([0, 5, 20], low=[10, 10, 10], high=0)
    array([1. , 0.5, 0. ])
    """
    values = floats(x)
    zero, one = fit_units(low, values, "low"), fit_units(high, values, "high")
    equal = zero == one
    if equal.any():
        raise_if([problem("goalposts_equal", count=int(equal.sum()), given=float(zero[equal][0]))])
    return np.clip((values - zero) / (one - zero), 0.0, 1.0) + 0.0


@declare(BELOW)
def bands(
    x: npt.ArrayLike, edges: npt.ArrayLike, points: npt.ArrayLike, below: bool = False
) -> Floats:
    """The points of the last band whose lower edge is at or below x.

    With `below` an edge belongs to the band below it. The first band is open downwards: a value
    below the first edge earns its points too.
    Raises InputError unless the edges strictly rise and there are as many points.

    >>> bands([20, 33, 95], edges=[0, 33, 66, 95], points=[1, 2, 3, 4])
    array([1., 2., 4.])
    >>> bands([0, 20, 20.4], edges=[0, 20, 40], points=[1, 2, 3], below=True)
    array([1., 1., 2.])
    """
    values, lower, earned = floats(x), floats(edges, "edges"), floats(points, "points")
    found = [*check(bands, below=below), *rising("edges", lower)]
    raise_if([*found, *same_length("edges", lower, "points", earned)])
    band = np.searchsorted(lower, values, side="left" if below else "right") - 1
    return np.where(np.isnan(values), np.nan, earned[np.maximum(band, 0)])


@declare(DIRECTION)
def share_of_target(x: npt.ArrayLike, target: npt.ArrayLike, direction: Direction = "up") -> Floats:
    """x / target (`up`) or target / x (`down`), cut to 0-1; no target, no score.

    `down`: a value at or below its target earns 1, so zero does; a target of zero is met or not.
    target: a number, one for each unit (1-D), or anything that broadcasts to x.
    Raises InputError where a target is negative, or zero with `up`.

    >>> share_of_target([30, 80], target=60)
    array([0.5, 1. ])
    >>> share_of_target([0, 30, 80], target=[20, 60, 40], direction="down")
    array([1. , 1. , 0.5])
    """
    raise_if(check(share_of_target, direction=direction))
    values = floats(x)
    wanted = fit_units(target, values, "target")
    impossible = wanted <= 0 if direction == "up" else wanted < 0
    if impossible.any():
        raise_if([problem("target", given=float(wanted[impossible][0]), direction=direction)])
    if direction == "up":
        return np.clip(values / wanted, 0.0, 1.0) + 0.0
    missed = values > wanted
    share = np.where(missed, wanted / np.where(missed, values, 1.0), 1.0)
    return np.where(np.isnan(values) | np.isnan(wanted), np.nan, share)
