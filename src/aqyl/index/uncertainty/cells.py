"""The cells of a setting that are drawn: missing values between bounds, claims true by chance."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, fit, problem
from aqyl.index.parameters import Parameter
from aqyl.index.uncertainty.settings import Between, Claims, Setting
from aqyl.problems import Problem, raise_if

PROBABILITY = Parameter("probability", low=0, high=1)


@dataclass(frozen=True, eq=False)
class Cells:
    """The drawn cells of one kind: where they are, in line order, and what they may hold.

    position: unit * leaves + leaf, rising. chance: of `high`; None where drawn evenly between.
    """

    position: npt.NDArray[np.int64]
    low: Floats
    high: Floats
    chance: Floats | None = None

    def values(self, u: Floats) -> Floats:
        """The values for uniform numbers u (..., cells)."""
        if self.chance is None:
            return self.low + u * (self.high - self.low)
        return np.where(u < self.chance, self.high, self.low)


Kinds = tuple[Cells | None, Cells | None]


def drawn_cells(setting: Setting, shape: tuple[int, int]) -> Kinds:
    """The cells between bounds and the claimed ones of a setting.

    Raises InputError for shapes that do not fit and probabilities outside 0-1.
    """
    between = claims = None
    if setting.between is not None:
        low, high = _arrays(setting.between, shape)
        between = _cells(low, high)
    if setting.claims is not None:
        refuted, confirmed, chance = _arrays(setting.claims, shape)
        raise_if(PROBABILITY.check(chance[~np.isnan(chance)]))
        claims = _cells(refuted, confirmed, chance)
    return between, claims


def _arrays(given: Between | Claims, shape: tuple[int, int]) -> list[Floats]:
    return [fit(getattr(given, part.name), shape, part.name) for part in fields(given)]


def _cells(low: Floats, high: Floats, chance: Floats | None = None) -> Cells | None:
    """The cells that have all their numbers; None where there are none."""
    known = ~(np.isnan(low) | np.isnan(high))
    if chance is not None:
        known &= ~np.isnan(chance)
    if not known.any():
        return None
    position = np.flatnonzero(known)
    return Cells(position, low[known], high[known], None if chance is None else chance[known])


def cell_problems(between: Cells | None, claims: Cells | None) -> list[Problem]:
    """Problems of bounds turned round, and of cells that are drawn in two ways."""
    found = []
    if between is not None and (turned := between.low > between.high).any():
        found.append(problem("bounds_turned", count=int(turned.sum())))
    if between is not None and claims is not None:
        both = np.intersect1d(between.position, claims.position)
        found += [problem("cells_twice", count=both.size)] if both.size else []
    return found
