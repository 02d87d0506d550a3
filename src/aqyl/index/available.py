"""How much of the data is there: for each unit, and for each unit under each node of a tree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, floats, problem
from aqyl.index.hierarchy import Hierarchy
from aqyl.problems import raise_if


@dataclass(frozen=True, slots=True, eq=False)
class Availability:
    """Counts and shares, one for each unit.

    share: values present / indicators. nonzero: values that are not zero / values present, NaN for
    a unit without any.
    """

    missing: npt.NDArray[np.int64]
    zero: npt.NDArray[np.int64]
    share: Floats
    nonzero: Floats


def availability(x: npt.ArrayLike) -> Availability:
    """What each unit has: (..., indicators) -> (...).

    Raises InputError where there is no indicator.

    >>> found = availability([[1, 0, float("nan"), 4]])
    >>> found.share, found.nonzero.round(3)
    (array([0.75]), array([0.667]))
    """
    values = floats(x)
    if values.ndim == 0 or values.shape[-1] == 0:
        raise_if([problem("shape", name="x", given=values.shape, allowed="(…, indicators)")])
    count = values.shape[-1]
    missing = np.isnan(values).sum(axis=-1)
    zero = (values == 0).sum(axis=-1)
    present = count - missing
    nonzero = 1.0 - zero / np.where(present > 0, present, np.nan)
    return Availability(missing, zero, np.asarray(1.0 - missing / count), np.asarray(nonzero))


def node_availability(hierarchy: Hierarchy, leaves: npt.ArrayLike) -> Floats:
    """The share of the leaves below each node that is there: (..., leaves) -> (..., nodes).

    Raises InputError unless there are as many columns as leaves.

    >>> tree = Hierarchy.from_parents({"a": "top", "b": "top", "top": None})
    >>> node_availability(tree, [[1, float("nan")]])
    array([[1. , 0. , 0.5]])
    """
    values = floats(leaves, "leaves")
    if values.ndim == 0 or values.shape[-1] != len(hierarchy.leaves):
        allowed = f"(…, {len(hierarchy.leaves)})"
        raise_if([problem("shape", name="leaves", given=values.shape, allowed=allowed)])
    present = ~np.isnan(values)
    shares = [present[..., list(below)].mean(axis=-1) for below in hierarchy.leaves_below]
    return np.stack(shares, axis=-1)
