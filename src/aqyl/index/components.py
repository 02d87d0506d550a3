"""Principal components of a table: along which directions the units differ most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, floats, join, problem
from aqyl.problems import raise_if


@dataclass(frozen=True, slots=True, eq=False)
class PrincipalComponents:
    """Components from the widest to the narrowest.

    deviations: the standard deviation of the units along each (n - 1); loadings: columns x
    components, of length 1, the largest of each positive; units: how many the result rests on.
    """

    deviations: Floats
    loadings: Floats
    units: int

    @property
    def variances(self) -> Floats:
        """The eigenvalues: squared deviations."""
        return self.deviations**2

    @property
    def shares(self) -> Floats:
        """The share of all variance along each component."""
        return np.asarray(self.variances / self.variances.sum())


def principal_components(x: npt.ArrayLike) -> PrincipalComponents:
    """The components of the standardised columns (the eigenvectors of their correlations).

    x: units x columns; units with a gap are left out. As many components as the smaller of units
    and columns. O(units x columns^2).
    Sources: K. Pearson, Philosophical Magazine 2 (1901); H. Hotelling, Journal of Educational
    Psychology 24 (1933); OECD/JRC Handbook (2008), step 4.
    Raises InputError unless x is 2-D with two units without gaps, and no column of equal values.

    >>> found = principal_components([[1, 2], [2, 3], [3, 5], [4, 4]])
    >>> found.shares.round(3), found.loadings[:, 0].round(3)
    (array([0.9, 0.1]), array([0.707, 0.707]))
    """
    complete = standardised(x)
    _, singular, directions = np.linalg.svd(complete, full_matrices=False)
    loadings = directions.T
    largest = np.take_along_axis(loadings, np.abs(loadings).argmax(axis=0)[np.newaxis], axis=0)
    signs = np.where(largest < 0, -1.0, 1.0)
    return PrincipalComponents(
        singular / np.sqrt(len(complete) - 1), loadings * signs, len(complete)
    )


def standardised(x: npt.ArrayLike) -> Floats:
    """The units without gaps, each column to mean 0 and standard deviation 1 (n - 1)."""
    complete = complete_units(x)
    result: Floats = (complete - complete.mean(axis=0)) / complete.std(axis=0, ddof=1)
    return result


def complete_units(x: npt.ArrayLike) -> Floats:
    """The units without gaps; raises where they are fewer than two, or a column tells nothing."""
    values = floats(x)
    if values.ndim != 2 or not values.shape[1]:
        allowed = "(units, columns)"
        raise_if([problem("shape", name="x", given=values.shape, allowed=allowed)])
    complete = values[~np.isnan(values).any(axis=1)]
    if len(complete) < 2:
        raise_if([problem("few_units", given=len(complete), allowed=2)])
    constant = np.flatnonzero(np.ptp(complete, axis=0) == 0)
    if constant.size:
        raise_if([problem("constant", columns=join(constant + 1))])
    return complete
