"""Normalisation of a whole table: the direction of each indicator, and methods of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, choice, floats, problem
from aqyl.index.custom import ByColumns, apply
from aqyl.index.normalise import min_max
from aqyl.index.parameters import places_within
from aqyl.index.targets import Direction
from aqyl.problems import Problem, raise_if


def normalise_table(
    x: npt.ArrayLike,
    method: ByColumns = min_max,
    directions: Sequence[Direction] | None = None,
    own: Mapping[int, ByColumns] | None = None,
) -> Floats:
    """Indicators turned so that more is better, each then normalised by a method.

    x: (..., units, indicators). method: any function from columns to columns: one of this package
    (with its parameters fixed by `functools.partial`) or one's own. directions: one for each
    indicator, all `up` where not given; a `down` column is multiplied by -1, so parameters that
    are values (ends, targets) must be too. own: another method for single indicators by position.
    Raises InputError for lists that do not fit, unknown words and places, and a function that does
    not return finite columns of the same shape.

    >>> normalise_table([[1, 10], [3, 30]], directions=["up", "down"])
    array([[0., 1.],
           [1., 0.]])
    """
    values, single = floats(x), {} if own is None else dict(own)
    raise_if(_problems(values, directions, single))
    width = values.shape[-1]
    signs = np.array([-1.0 if word == "down" else 1.0 for word in directions or ["up"] * width])
    turned = values if directions is None else values * signs
    methods: dict[ByColumns, list[int]] = {}
    for place in range(width):
        methods.setdefault(single.get(place, method), []).append(place)
    if len(methods) == 1:
        return apply(next(iter(methods)), turned)
    scores = np.empty_like(turned)
    for function, places in methods.items():
        scores[..., places] = apply(function, turned[..., places])
    return scores


def _problems(
    values: Floats, directions: Sequence[Direction] | None, own: Mapping[int, ByColumns]
) -> list[Problem]:
    if values.ndim < 2:
        allowed = "(…, units, indicators)"
        return [problem("shape", name="x", given=values.shape, allowed=allowed)]
    width = values.shape[-1]
    found = places_within("own", own, width)
    if directions is not None and len(directions) != width:
        sides = {"first": "directions", "first_size": len(directions), "second": "x"}
        found.append(problem("lengths", **sides, second_size=width))
    for word in directions or ():
        found += choice("directions", word, get_args(Direction))
    return found
