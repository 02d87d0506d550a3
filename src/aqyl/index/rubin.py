"""Results of several completed data sets made one, with the variance that the blanks cause.

Source: D. B. Rubin, Multiple Imputation for Nonresponse in Surveys, Wiley (1987), chapter 3; in the
wording of S. van Buuren, Flexible Imputation of Missing Data, 2nd edition, CRC Press (2018), 2.3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, fit, floats
from aqyl.index.parameters import Parameter
from aqyl.problems import raise_if

DRAWS = Parameter("draws", "whole", low=2)


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """The mean of the draws and its variance, entry by entry.

    within: mean of the draws' own variances. between: variance of the draws (n - 1). total: within
    + (1 + 1/M) between. missing_share: the part of the total that the blanks cause, 0 where there
    is no variance. df: Rubin's degrees of freedom, (M - 1) / missing_share^2.
    """

    mean: Floats
    within: Floats
    between: Floats
    total: Floats
    missing_share: Floats
    df: Floats


def pool(estimates: npt.ArrayLike, variances: npt.ArrayLike | None = None) -> Pooled:
    """Rubin's rules for estimates of M draws: (draws, ...) -> (...).

    variances: the sampling variance of each estimate, zero where not given (all units are there, so
    that only the blanks are uncertain). Raises InputError for fewer than two draws.

    >>> pooled = pool([10.0, 12.0, 14.0], variances=[1.0, 1.0, 1.0])
    >>> pooled.mean, pooled.between, pooled.total.round(3)
    (np.float64(12.0), np.float64(4.0), np.float64(6.333))
    """
    values = floats(estimates, "estimates")
    draws = len(values) if values.ndim else 0
    raise_if(DRAWS.check(draws))
    own = fit(0.0 if variances is None else variances, values.shape, "variances")
    mean, within = values.mean(axis=0), own.mean(axis=0)
    between = ((values - mean) ** 2).sum(axis=0) / (draws - 1)
    blanks = (1 + 1 / draws) * between
    total = within + blanks
    share = blanks / np.where(total > 0, total, 1.0)
    squared = np.where(share > 0, share, 1.0) ** 2
    df = np.where(share > 0, (draws - 1) / squared, np.inf)
    known = ~np.isnan(total)
    return Pooled(mean, within, between, total, share, np.where(known, df, np.nan))
