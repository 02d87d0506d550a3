"""Blanks filled from the other units of the column: their mean or median, by group or over all.

x is units, or units x indicators; values that are there stay as they are to the last bit. What has
nothing to be filled from stays missing: a column without values, a group without values in a
column, a unit without a group.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Bools, Floats, floats, problem
from aqyl.problems import Problem, raise_if

Groups = Sequence[Hashable | None]
Centres = Callable[[Floats, Bools], Floats]


def impute_mean(x: npt.ArrayLike, groups: Groups | None = None) -> Floats:
    """Each blank as the mean of its column, within the unit's group where groups are given.

    groups: one label for each unit, None for a unit without a group. Raises InputError where there
    are not as many labels as units.

    >>> nan = float("nan")
    >>> impute_mean([1, nan, 3, 8, nan], groups=["a", "a", "a", "b", "b"])
    array([1., 2., 3., 8., 8.])
    """
    return _impute(x, groups, _means)


def impute_median(x: npt.ArrayLike, groups: Groups | None = None) -> Floats:
    """Each blank as the median of its column; otherwise as `impute_mean`.

    >>> impute_median([1, float("nan"), 2, 90])
    array([ 1.,  2.,  2., 90.])
    """
    return _impute(x, groups, _medians)


def _impute(x: npt.ArrayLike, groups: Groups | None, centres: Centres) -> Floats:
    values = floats(x)
    raise_if(_problems(values, groups))
    columns = values[:, np.newaxis] if values.ndim == 1 else values
    absent = np.isnan(columns)
    with_gaps = absent.any(axis=0)
    everywhere = bool(with_gaps.all())
    done = (columns if everywhere else columns[:, with_gaps]).copy()
    absent = absent if everywhere else absent[:, with_gaps]
    for units in _members(len(columns), groups):
        block, gaps = done[units], absent[units]
        np.copyto(block, centres(block, gaps), where=gaps)
        if groups is not None:
            done[units] = block
    if everywhere:
        return done.reshape(values.shape)
    filled = columns.copy()
    filled[:, with_gaps] = done
    return filled.reshape(values.shape)


def _problems(values: Floats, groups: Groups | None) -> list[Problem]:
    if values.ndim not in {1, 2}:
        return [problem("shape", name="x", given=values.shape, allowed="(units, indicators)")]
    if groups is None or len(groups) == len(values):
        return []
    sizes = {"first_size": len(groups), "second_size": len(values)}
    return [problem("lengths", first="groups", second="x", **sizes)]


def _members(units: int, groups: Groups | None) -> list[slice | npt.NDArray[np.int64]]:
    """The units of each group; all of them where there are no groups."""
    if groups is None:
        return [slice(None)]
    members: dict[Hashable, list[int]] = {}
    for unit, group in enumerate(groups):
        if group is not None:
            members.setdefault(group, []).append(unit)
    return [np.array(places, dtype=np.int64) for places in members.values()]


def _means(block: Floats, gaps: Bools) -> Floats:
    """Means of all columns; the blanks of the block are overwritten."""
    count = len(block) - np.count_nonzero(gaps, axis=0)
    np.copyto(block, 0.0, where=gaps)
    return np.asarray(block.sum(axis=0) / np.where(count > 0, count, np.nan))


def _medians(block: Floats, gaps: Bools) -> Floats:
    """Medians of all columns at once: blanks count by turns as above and as below every value."""
    lines = np.array(block.T, order="C")
    units = lines.shape[1]
    rows, places = np.nonzero(gaps.T)
    missing = np.bincount(rows, minlength=len(lines))
    turn = np.arange(rows.size) - (np.cumsum(missing) - missing)[rows]
    lines[rows, places] = np.where(turn % 2 == 0, np.inf, -np.inf)
    lines.partition((max(units // 2 - 1, 0), units // 2), axis=1)
    each = np.arange(len(lines))
    lower = lines[each, np.maximum((units - missing - 1) // 2 + missing // 2, 0)]
    upper = lines[each, np.minimum((units - missing) // 2 + missing // 2, units - 1)]
    medians, known = np.full(len(lines), np.nan), missing < units
    medians[known] = lower[known] + (upper[known] - lower[known]) / 2
    return medians
