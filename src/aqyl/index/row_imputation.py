"""Blanks filled from the unit's own values of related indicators."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, choice, ends, floats, problem
from aqyl.index.description import median_of
from aqyl.index.parameters import Parameter, check, declare
from aqyl.index.targets import Direction
from aqyl.problems import Problem, raise_if

RowCentre = Literal["mean", "median"]

BY = Parameter("by", "choice", choices=get_args(RowCentre))


@declare(BY)
def impute_rows(
    x: npt.ArrayLike,
    blocks: Sequence[Hashable],
    directions: Sequence[Direction] | None = None,
    by: RowCentre = "mean",
) -> Floats:
    """Each blank as the middle of the unit's other values in the block, on a common scale.

    x: units x indicators. blocks: one label for each indicator (such as its parent in the tree);
    only indicators of one label fill each other. Columns are brought to 0-1 by their observed
    range, turned round where the direction is `down`, and back. by: mean or median of the unit's
    values there, constant columns left out. A blank stays where there is none of these or the
    column has no value; in a constant column it becomes the constant.
    Raises InputError for a wrong word and lists that are not as long as there are indicators.

    >>> nan = float("nan")
    >>> impute_rows([[0, 10, 1], [2, 30, 9], [1, nan, 5]], blocks=["a", "a", "b"])[2]
    array([ 1., 20.,  5.])
    """
    values = floats(x)
    raise_if([*check(impute_rows, by=by), *_problems(values, blocks, directions)])
    signs = np.array([-1.0 if word == "down" else 1.0 for word in directions or blocks])
    turned = values * signs
    low, high = (end[0] for end in ends(turned))
    width = high - low
    scaled = (turned - low) / np.where(width > 0, width, np.nan)
    filled = values.copy()
    for members in _members(blocks):
        middle = _middles(scaled[:, members], by)[:, np.newaxis]
        guess = middle * width[members] + low[members]
        block = values[:, members]
        filled[:, members] = np.where(np.isnan(block), guess * signs[members], block)
    return filled


def _problems(
    values: Floats, blocks: Sequence[Hashable], directions: Sequence[Direction] | None
) -> list[Problem]:
    if values.ndim != 2:
        return [problem("shape", name="x", given=values.shape, allowed="(units, indicators)")]
    found = []
    for name, given in (("blocks", blocks), ("directions", directions)):
        if given is not None and len(given) != values.shape[1]:
            sides = {"first": name, "first_size": len(given), "second": "x"}
            found.append(problem("lengths", **sides, second_size=values.shape[1]))
    for word in directions or ():
        found += choice("directions", word, get_args(Direction))
    return found


def _members(blocks: Sequence[Hashable]) -> list[list[int]]:
    members: dict[Hashable, list[int]] = {}
    for place, block in enumerate(blocks):
        members.setdefault(block, []).append(place)
    return list(members.values())


def _middles(block: Floats, by: RowCentre) -> Floats:
    """The mean or median of each row; NaN for a row without values."""
    count = (~np.isnan(block)).sum(axis=1)
    if by == "median":
        return median_of(np.sort(block, axis=1).T, count)
    total = block.sum(axis=1, where=~np.isnan(block))
    return np.asarray(total / np.where(count > 0, count, np.nan))
