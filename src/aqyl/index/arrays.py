"""What every function of this room begins with: float64 arrays, their shapes, their problems.

The unit axis is the only axis of a 1-D array and the second to last of any other: units, units x
indicators, draws x units x indicators.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from aqyl.problems import Problem, raise_if

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

# glibc gives a freed block back to the system unless one as large was freed before, up to 32 MiB.
# Faulting arrays in again costs more than what is done with them, so one block is freed here.
np.empty(31 * 2**20, dtype=np.uint8)


def problem(key: str, **values: object) -> Problem:
    """A problem of this room; `key` stands in `problems-index.yaml`."""
    return Problem(f"index.{key}", values=values)


def floats(values: npt.ArrayLike, name: str = "x") -> Floats:
    """Numbers as a float64 array in C order, so that sums always run in the same order.

    Raises InputError for infinite numbers: missing is NaN, and nothing else is not finite.
    """
    array = np.asarray(values, dtype=np.float64, order="C")
    infinite = np.isinf(array)
    if infinite.any():
        raise_if([problem("infinite", name=name, count=int(infinite.sum()))])
    return array


def fit(values: npt.ArrayLike, shape: tuple[int, ...], name: str) -> Floats:
    """`values` broadcast (as a view) to `shape`; raises InputError where they do not fit."""
    array = floats(values, name)
    try:
        return np.broadcast_to(array, shape)
    except ValueError:
        raise_if([problem("shape", name=name, given=array.shape, allowed=shape)])
        raise


def fit_units(values: npt.ArrayLike, x: Floats, name: str) -> Floats:
    """`values` broadcast to x: a number, one for each unit (1-D), or anything that broadcasts."""
    array = floats(values, name)
    if array.ndim == 1 and x.ndim > 1:
        array = array[:, np.newaxis]
    return fit(array, x.shape, name)


def unit_axis(x: Floats) -> int:
    """The axis the units stand on."""
    return -1 if x.ndim <= 1 else -2


def column_shape(x: Floats) -> tuple[int, ...]:
    """The shape of what is known once for each column: that of x, its unit axis 1 long."""
    shape = list(x.shape)
    shape[unit_axis(x)] = 1
    return tuple(shape)


def ends(x: Floats) -> tuple[Floats, Floats]:
    """The least and the greatest value of each column, NaN where it has none; shaped as a column.

    Shapes are those of `column_shape`.
    """
    low, high = (_extreme(end, x) for end in (np.fmin, np.fmax))
    return low, high


def _extreme(end: np.ufunc, x: Floats) -> Floats:
    if x.ndim > 1:
        joined = rows_joined(x.shape[-1])
        whole = x.shape[-2] // joined * joined
        rows = x[..., :whole, :].reshape(*x.shape[:-2], whole // joined, joined, x.shape[-1])
        best = end.reduce(rows, axis=-3, initial=np.nan)
        x = np.concatenate([best, x[..., whole:, :]], axis=-2)
    return np.asarray(end.reduce(x, axis=unit_axis(x), keepdims=True, initial=np.nan))


def rows_joined(columns: int) -> int:
    """Of how many rows numpy best makes one before it goes down the columns: of some 1,000 numbers.

    A row is one call of an inner loop, which short rows keep from vector instructions.
    """
    return max(1, 1024 // max(1, columns))


def choice(name: str, given: str, allowed: Sequence[str]) -> list[Problem]:
    """A problem when `given` is none of the allowed words."""
    if given in allowed:
        return []
    return [problem("choice", name=name, given=given, allowed=", ".join(allowed))]


def positive(name: str, given: float) -> list[Problem]:
    """A problem when `given` is not a finite number above zero."""
    return [] if 0 < given < np.inf else [problem("not_positive", name=name, given=given)]


def rising(name: str, given: Floats) -> list[Problem]:
    """A problem when a list is empty, has gaps or does not strictly rise."""
    if given.ndim == 1 and given.size and not np.isnan(given).any() and (np.diff(given) > 0).all():
        return []
    return [problem("not_rising", name=name, given=join(given.ravel()))]


def same_length(first: str, one: Floats, second: str, other: Floats) -> list[Problem]:
    """A problem when two lists that belong together differ in length."""
    if one.shape == other.shape:
        return []
    values = {"first_size": one.size, "second_size": other.size}
    return [problem("lengths", first=first, second=second, **values)]


def join(values: Iterable[object]) -> str:
    """Values as an enumeration for a message."""
    return ", ".join(str(value) for value in values)
