"""The cells of a setting that are drawn: missing values between bounds, claims true by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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

    position: unit * leaves + leaf, rising. stream: the position of the cell whose numbers it takes,
    its own or the first of its unit. chance: of `high`; None where drawn evenly between.
    """

    position: npt.NDArray[np.int64]
    stream: npt.NDArray[np.int64]
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
        low, high = _arrays(setting.between, ("low", "high"), shape)
        between = _cells(low, high, together=setting.between.together)
    if setting.claims is not None:
        names = "refuted", "confirmed", "probability"
        refuted, confirmed, chance = _arrays(setting.claims, names, shape)
        raise_if(PROBABILITY.check(chance[~np.isnan(chance)]))
        claims = _cells(refuted, confirmed, chance)
    return between, claims


def _arrays(given: Between | Claims, names: Sequence[str], shape: tuple[int, int]) -> list[Floats]:
    return [fit(getattr(given, name), shape, name) for name in names]


def _cells(
    low: Floats, high: Floats, chance: Floats | None = None, *, together: bool = False
) -> Cells | None:
    """The cells that have all their numbers; None where there are none."""
    known = ~(np.isnan(low) | np.isnan(high))
    if chance is not None:
        known &= ~np.isnan(chance)
    if not known.any():
        return None
    position = np.flatnonzero(known)
    stream = position - position % known.shape[1] if together else position
    chances = None if chance is None else chance[known]
    return Cells(position, stream, low[known], high[known], chances)


def cell_problems(between: Cells | None, claims: Cells | None) -> list[Problem]:
    """Problems of bounds turned round, and of cells that are drawn in two ways."""
    found = []
    if between is not None and (turned := between.low > between.high).any():
        found.append(problem("bounds_turned", count=int(turned.sum())))
    if between is not None and claims is not None:
        both = np.intersect1d(between.position, claims.position)
        found += [problem("cells_twice", count=both.size)] if both.size else []
    return found
