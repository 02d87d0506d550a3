"""Denomination: counts and totals made comparable by the size of a unit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, fit, floats, problem
from aqyl.index.parameters import Parameter, check, declare, places_within
from aqyl.problems import Problem, raise_if

FACTOR = Parameter("factor", low=0, inside=True)


@declare(FACTOR)
def denominate(
    x: npt.ArrayLike,
    denominators: npt.ArrayLike,
    by: Sequence[int | None],
    factor: npt.ArrayLike = 1.0,
) -> Floats:
    """x / (denominator / factor): per inhabitant, per 1,000 inhabitants with a factor of 1,000.

    x: units x indicators. denominators: units x sizes, all above zero; where one is missing, so is
    the result. by: for each indicator the column of its denominator, None where it has none.
    factor: one for all, or one for each indicator.
    Raises InputError for shapes that do not fit, sizes not above zero and unknown columns.

    >>> denominate([[50, 7], [30, 9]], [[1000], [2000]], by=[0, None], factor=1000)
    array([[50.,  7.],
           [15.,  9.]])
    """
    values, sizes = floats(x), floats(denominators, "denominators")
    given = factor if isinstance(factor, list | tuple | np.ndarray) else [factor]
    raise_if([*check(denominate, factor=given), *_shapes(values, sizes, by)])
    factors = fit(factor, (values.shape[1],), "factor")
    raise_if(_not_sizes(sizes[:, sorted({place for place in by if place is not None})]))
    result = values.copy()
    for column, place in enumerate(by):
        if place is not None:
            result[:, column] = values[:, column] / (sizes[:, place] / factors[column])
    return result


def _shapes(values: Floats, sizes: Floats, by: Sequence[int | None]) -> list[Problem]:
    if values.ndim != 2:
        return [problem("shape", name="x", given=values.shape, allowed="(units, indicators)")]
    if sizes.ndim != 2 or len(sizes) != len(values):
        allowed = f"({len(values)}, …)"
        return [problem("shape", name="denominators", given=sizes.shape, allowed=allowed)]
    if len(by) != values.shape[1]:
        sides = {"first": "by", "first_size": len(by), "second": "x"}
        return [problem("lengths", **sides, second_size=values.shape[1])]
    return places_within("by", [place for place in by if place is not None], sizes.shape[1])


def _not_sizes(sizes: Floats) -> list[Problem]:
    wrong = sizes <= 0
    if not wrong.any():
        return []
    first = int(np.argmax(wrong.any(axis=1))) + 1
    least = float(sizes[wrong].min())
    return [problem("denominator", count=int(wrong.sum()), least=least, first=first)]
