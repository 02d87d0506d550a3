"""Do the columns of a table measure one thing? Cronbach's alpha."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, floats, problem
from aqyl.problems import raise_if


def cronbach_alpha(x: npt.ArrayLike) -> float:
    """k / (k - 1) * (1 - sum of the variances / sum of all variances and covariances).

    x: units x columns, each turned so that high is good and brought to one scale. Covariances
    (n - 1) are taken over the units that have both columns, variances over those that have one.
    Near 1 the columns move together; below 0 they move against each other. NaN for fewer than two
    columns, or where a covariance or the sum cannot be told.
    Source: L. J. Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika
    16 (1951) 297-334. Raises InputError unless x is 2-D.

    >>> round(cronbach_alpha([[1, 2], [2, 3], [3, 5], [4, 4]]), 4)
    0.8889
    """
    values = floats(x)
    if values.ndim != 2:
        allowed = "(units, columns)"
        raise_if([problem("shape", name="x", given=values.shape, allowed=allowed)])
    count = values.shape[1]
    if count < 2:
        return math.nan
    matrix = covariances(values)
    total = float(matrix.sum())
    if not abs(total) > 0:
        return math.nan
    alpha: float = count / (count - 1) * (1 - float(np.diag(matrix).sum()) / total)
    return alpha


def covariances(values: Floats) -> Floats:
    """Columns x columns, each over the units that have both (n - 1); NaN below two units."""
    gaps = np.flatnonzero(np.isnan(values).any(axis=0)).tolist()
    matrix = np.full((values.shape[1],) * 2, np.nan)
    if len(values) > 1:
        from_mean = values - values.mean(axis=0)
        matrix = from_mean.T @ from_mean / (len(values) - 1)
    for i, j in ((i, j) for i, j in np.ndindex(matrix.shape) if i in gaps or j in gaps):
        both = values[~np.isnan(values[:, [i, j]]).any(axis=1)][:, [i, j]]
        if len(both) > 1:
            from_mean = both - both.mean(axis=0)
            matrix[i, j] = from_mean[:, 0] @ from_mean[:, 1] / (len(both) - 1)
    return matrix
