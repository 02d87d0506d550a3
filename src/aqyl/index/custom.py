"""Functions of the user's own, called with columns and held to what every method promises."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from aqyl.index.arrays import Floats, problem
from aqyl.problems import raise_if

ByColumns = Callable[[Floats], Floats]


def name_of(function: Callable[..., object]) -> str:
    """The name a record gives a function."""
    if isinstance(function, partial):
        return name_of(function.func)
    return getattr(function, "__name__", type(function).__name__)


def apply(function: ByColumns, columns: Floats, keep: bool = False) -> Floats:
    """function(columns), which must be finite numbers of the same shape, gaps where gaps were.

    keep: whether each value must stay a value. Raises InputError otherwise.
    """
    result = np.asarray(function(columns), dtype=np.float64)
    gaps = np.isnan(columns)
    wrong = ""
    if result.shape != columns.shape:
        wrong = str(result.shape)
    elif np.isinf(result).any():
        wrong = f"inf × {np.isinf(result).sum()}"
    elif keep and (lost := np.isnan(result) & ~gaps).any():
        wrong = f"NaN × {lost.sum()}"
    if wrong:
        raise_if([problem("custom", name=name_of(function), given=wrong, allowed=columns.shape)])
    return np.where(gaps, np.nan, result) if gaps.any() else result
