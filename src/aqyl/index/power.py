"""The power mean: one number p between full compensation and none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats
from aqyl.index.combiners import Children, Missing, negative_values
from aqyl.index.means import Mean, combiner, mean
from aqyl.index.parameters import Parameter, check, declare
from aqyl.problems import raise_if

_P = Parameter("p", "scalar")

_LIMIT = 1e-100  # nearer to zero than this, no double tells it from the limit


@dataclass(frozen=True, slots=True)
class Power:
    """The power mean of order p as a method of `mean` and `aggregate`; see `power_mean`."""

    p: float

    def __post_init__(self) -> None:
        raise_if(_P.check(self.p))

    def combine(self, values: Floats, weights: Floats, missing: Missing) -> Floats:
        """Each child is taken relative to the largest (p > 0) or smallest (p < 0), so that no
        power overflows; expm1 and log1p keep every digit as p nears zero.
        """
        if abs(self.p) < _LIMIT:
            return combiner("geometric").combine(values, weights, missing)
        children = Children.of(values, weights, missing)
        lowest, highest = children.extremes()
        if self.p != 1:
            raise_if(negative_values(values, weights, lowest, f"power {self.p:g}"))
        if self.p in {1, -1}:
            name: Mean = "arithmetic" if self.p == 1 else "harmonic"
            return combiner(name).combine(values, weights, missing)
        reference = highest if self.p > 0 else lowest
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            excess = children.mean(np.expm1(self.p * np.log(children.values / reference)))
            result = reference * np.exp(np.log1p(excess) / self.p)
        return children.within(np.where(reference == 0, 0.0, result))


@declare(_P)
def power_mean(
    x: npt.ArrayLike,
    p: float,
    weights: npt.ArrayLike | None = None,
    missing: Missing = "propagate",
) -> Floats:
    """(sum(w x^p) / sum(w))^(1 / p); the lower p, the less a high value makes up for a low one.

    p = 1 is the arithmetic, 0 (the limit) the geometric, -1 the harmonic mean, 2 the quadratic.
    A zero makes it zero where p is not above zero. Negative values raise, unless p = 1. Shapes
    and errors otherwise as in `mean`.
    Source: G. H. Hardy, J. E. Littlewood and G. Polya, Inequalities (1934), chapter 2.

    >>> power_mean([[1, 7]], p=2), power_mean([[1, 4]], p=0)
    (array([5.]), array([2.]))
    """
    raise_if(check(power_mean, p=p))
    return mean(x, weights, Power(p), missing)
