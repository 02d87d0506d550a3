"""Screening: which units have enough data to be compared at all.

Source: the rules of the R package COINr; OECD/JRC, Handbook (2008), steps 2 and 3.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

import numpy.typing as npt

from aqyl.index.arrays import Bools, floats, join, problem
from aqyl.index.available import Availability, availability
from aqyl.index.parameters import Parameter, check, declare, places_within
from aqyl.problems import Problem, raise_if

ScreenRule = Literal["missing", "zeros", "both"]

RULE = Parameter("rule", "choice", choices=get_args(ScreenRule))
DATA = Parameter("data", "scalar", low=0, high=1)
NONZERO = Parameter("nonzero", "scalar", low=0, high=1)


@dataclass(frozen=True, slots=True, eq=False)
class Screening:
    """Which units stay, which fell short of either share, and what each has."""

    kept: Bools
    low_data: Bools
    low_nonzero: Bools
    availability: Availability


@declare(RULE, DATA, NONZERO)
def screen(
    x: npt.ArrayLike,
    rule: ScreenRule = "missing",
    data: float = 2 / 3,
    nonzero: float = 0.05,
    include: Collection[int] = (),
    exclude: Collection[int] = (),
) -> Screening:
    """Units whose share of data (`missing`), of values that are not zero (`zeros`) or `both` holds.

    x: units x indicators. data, nonzero: the least share a unit may have. include, exclude:
    positions of units that stay or go whatever they have. A unit without any value has no share of
    values that are not zero, so it is never short of it.
    Raises InputError for parameters outside their ranges and unknown or contradictory units.

    >>> nan = float("nan")
    >>> screen([[1, 2, 3], [1, nan, nan], [nan, nan, nan]], include=[2]).kept
    array([ True, False,  True])
    """
    values = floats(x)
    found = check(screen, rule=rule, data=data, nonzero=nonzero)
    if values.ndim != 2:
        found.append(problem("shape", name="x", given=values.shape, allowed="(units, indicators)"))
    raise_if([*found, *_forced(include, exclude, len(values) if values.ndim else 0)])
    has = availability(values)
    low_data, low_nonzero = has.share < data, has.nonzero < nonzero
    short = {"missing": low_data, "zeros": low_nonzero, "both": low_data | low_nonzero}
    kept = ~short[rule]
    kept[list(include)] = True
    kept[list(exclude)] = False
    return Screening(kept, low_data, low_nonzero, has)


def _forced(include: Collection[int], exclude: Collection[int], units: int) -> list[Problem]:
    found = places_within("include", include, units) + places_within("exclude", exclude, units)
    both = sorted(set(include) & set(exclude))
    if both:
        given = join(both)
        found.append(problem("place_twice", first="include", second="exclude", given=given))
    return found
