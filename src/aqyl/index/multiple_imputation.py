"""Multiple imputation: several completed data sets that differ by what is not known.

Chained equations: each column with blanks is regressed on others, its blanks are drawn, and so on
round the columns until what was filled first no longer shows.
Source: S. van Buuren, Flexible Imputation of Missing Data, 2nd edition, CRC Press (2018):
algorithm 3.1 (normal regression), 3.3 (predictive mean matching), 4.3 (chained equations); D. B.
Rubin, Multiple Imputation for Nonresponse in Surveys, Wiley (1987).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, floats, problem
from aqyl.index.chained import Chain, Rules
from aqyl.index.parameters import Parameter, check, declare
from aqyl.problems import raise_if

DrawMethod = Literal["matching", "regression"]

DRAWS = Parameter("draws", "whole", low=1)
METHOD = Parameter("method", "choice", choices=get_args(DrawMethod))
CYCLES = Parameter("cycles", "whole", low=1)
DONORS = Parameter("donors", "whole", low=1)
PREDICTORS = Parameter("predictors", "whole", low=0)
SEED = Parameter("seed", "whole", low=0)


@dataclass(frozen=True, slots=True, eq=False)
class Imputations:
    """Data with blanks and what each draw put into them.

    units, indicators: the positions of the blanks. values: draws x blanks.
    """

    x: Floats
    units: npt.NDArray[np.intp]
    indicators: npt.NDArray[np.intp]
    values: Floats

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[Floats]:
        """The completed data sets, one at a time."""
        return (self.complete(draw) for draw in range(len(self)))

    def complete(self, draw: int) -> Floats:
        """The data as one draw completes them."""
        filled = self.x.copy()
        filled[self.units, self.indicators] = self.values[draw]
        return filled


@declare(DRAWS, METHOD, CYCLES, DONORS, PREDICTORS, SEED)
def impute_multiple(
    x: npt.ArrayLike,
    draws: int = 5,
    method: DrawMethod = "matching",
    *,
    seed: int,
    cycles: int = 5,
    donors: int = 5,
    predictors: int = 15,
) -> Imputations:
    """`draws` completions of units x indicators; their differences are what is not known.

    method: `matching` takes the value of a unit drawn from the `donors` whose predicted value is
    nearest, so that only values that occur are filled in; `regression` draws from the normal linear
    model, which can leave the range of the values. predictors: at most so many other columns, those
    most correlated with it, and at most one for five values present. cycles: rounds of the columns.
    seed: the same seed gives the same values, and draw k does not depend on how many there are.
    A unit without any value and a column without any stay missing; the blanks of a constant column
    get the constant. Raises InputError for parameters outside their ranges and another shape.

    >>> data = [[1.0, 10.0], [2.0, 20.0], [3.0, 30.0], [4.0, 40.0], [5.0, float("nan")]]
    >>> filled = impute_multiple(data, draws=3, seed=1)
    >>> filled.values.shape, bool(np.isin(filled.values, [10.0, 20.0, 30.0, 40.0]).all())
    ((3, 1), True)
    """
    values = floats(x)
    given = {"draws": draws, "method": method, "seed": seed}
    more = {"cycles": cycles, "donors": donors, "predictors": predictors}
    found = check(impute_multiple, **given, **more)
    if values.ndim != 2:
        found.append(problem("shape", name="x", given=values.shape, allowed="(units, indicators)"))
    raise_if(found)
    chain = Chain(values, Rules(method == "matching", cycles, donors, predictors))
    drawn = [chain.draw(np.random.default_rng([seed, draw])) for draw in range(draws)]
    return Imputations(values, chain.units, chain.indicators, np.array(drawn))
