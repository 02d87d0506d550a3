"""The Mazziotta-Pareto index: a mean that charges a unit for being uneven.

Sources: P. De Muro, M. Mazziotta and A. Pareto, "Composite indices of development and poverty: an
application to MDGs", Social Indicators Research 104 (2011) 1-18 (MPI); M. Mazziotta and A. Pareto,
"On a generalized non-compensatory composite index for measuring socio-economic phenomena", Social
Indicators Research 127 (2016) 983-1003 (adjusted: AMPI).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, column_shape, fit, floats, unit_axis
from aqyl.index.combiners import Children, Missing, negative_values
from aqyl.index.means import mean
from aqyl.index.normalise import min_max, z_score
from aqyl.index.parameters import Parameter, check, declare
from aqyl.problems import raise_if

Penalty = Literal["down", "up"]

_PENALTY = Parameter("penalty", "choice", choices=get_args(Penalty))
_CENTRE, _SPREAD, _REACH = 100.0, 10.0, 30.0


@dataclass(frozen=True, slots=True)
class MazziottaPareto:
    """The index as a method of `mean` and `aggregate`; see `mazziotta_pareto`."""

    penalty: Penalty = "down"

    def __post_init__(self) -> None:
        raise_if(_PENALTY.check(self.penalty))

    def combine(self, values: Floats, weights: Floats, missing: Missing) -> Floats:
        """With x / M as r: M (1 - mean((r - 1)^2)), or M (1 + mean((r - 1)^2))."""
        children = Children.of(values, weights, missing)
        lowest, highest = children.extremes()
        raise_if(negative_values(values, weights, lowest, "Mazziotta-Pareto"))
        level = np.minimum(np.maximum(children.mean(children.values), lowest), highest)
        ratio = children.values / np.where(level > 0, level, 1.0)
        charge = level * children.mean((ratio - 1) ** 2)
        signed = -charge if self.penalty == "down" else charge
        return np.where(children.unknown, np.nan, level + signed)


@declare(_PENALTY)
def mazziotta_pareto(
    x: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    penalty: Penalty = "down",
    missing: Missing = "propagate",
) -> Floats:
    """M - S cv (`down`: high is good) or M + S cv (`up`: high is bad), with cv = S / M.

    M and S are the mean and standard deviation (by n) of the unit's own children, brought to one
    scale before by `mpi_scale` or `ampi_scale`. With `down` it rises in a child as long as that
    child is at most 1.5 M. Negative values raise; otherwise shapes and errors as in `mean`.

    >>> mazziotta_pareto([[100, 100], [90, 110]])
    array([100.,  99.])
    """
    raise_if(check(mazziotta_pareto, penalty=penalty))
    return mean(x, weights, MazziottaPareto(penalty), missing)


def mpi_scale(x: npt.ArrayLike) -> Floats:
    """Each column to mean 100 and standard deviation 10 (by n): the scale of the first index.

    Where less is better, turn the column round before (multiply by -1). Gaps and columns of equal
    values as in `z_score`.

    >>> mpi_scale([1, 2, 3, 4]).round(1)
    array([ 86.6,  95.5, 104.5, 113.4])
    """
    values = floats(x)
    count = (~np.isnan(values)).sum(axis=unit_axis(values), keepdims=True)
    # z_score divides by n - 1.
    stretch: Floats = np.sqrt(count / np.maximum(count - 1, 1))
    return _CENTRE + _SPREAD * z_score(values) * stretch


def ampi_scale(
    x: npt.ArrayLike,
    reference: npt.ArrayLike,
    low: npt.ArrayLike | None = None,
    high: npt.ArrayLike | None = None,
) -> Floats:
    """Each column to 70-130, its reference at 100: the scale of the adjusted index.

    70 and 130 stand half of the range low-high below and above the reference; low and high are the
    lowest and highest value seen, or given so that years can be compared. Each is one number or
    one for each column. Where less is better, turn x, reference and the range round before.
    Raises InputError where the range is turned round.

    >>> ampi_scale([0, 5, 10], reference=5), ampi_scale([0, 5, 10], reference=0)
    (array([ 70., 100., 130.]), array([100., 130., 160.]))
    """
    values = floats(x)
    axis, shape = unit_axis(values), column_shape(values)
    ends = []
    for given, ufunc, name in ((low, np.fmin, "low"), (high, np.fmax, "high")):
        seen = ufunc.reduce(values, axis=axis, keepdims=True, initial=np.nan)
        ends.append(seen if given is None else fit(given, shape, name))
    half = (ends[1] - ends[0]) / 2
    centre = fit(reference, shape, "reference")
    to = (_CENTRE - _REACH, _CENTRE + _REACH)
    return min_max(values, centre - half, centre + half, to)
