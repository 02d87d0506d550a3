"""Sobol indices from the results at the points of a design.

First order: mean((yB - f) (yABi - yA)) / V, f the mean of yA and yB (centred: without it the
estimate scatters with the size of y); total: mean((yA - yABi)^2) / 2V (Jansen); second order:
mean((yBAi - f) (yABj - f) - (yA - f) (yB - f)) / V - Si - Sj. V is the variance (n - 1) of yA and
yB together.
Sources: A. Saltelli et al., "Variance based sensitivity analysis of model output", Computer Physics
Communications 181 (2010), table 2 (b) and (f); A. Saltelli, "Making best use of model evaluations
to compute sensitivity indices", Computer Physics Communications 145 (2002).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aqyl.index.arrays import Floats

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Estimators:
    """Every estimator is made of means over the base points, so a resample needs those only."""

    factors: int
    pairs: Pairs
    centred: bool

    def terms(self, y: Floats) -> Floats:
        """What the means are taken of: y (matrices, base, results) -> (terms, base, results)."""
        a, b, mixed = y[0], y[1], y[2 : 2 + self.factors]
        steps = mixed - a
        alone = [a + b, a * a + b * b, *steps, *(b * steps), *(steps * steps)]
        back = y[2 + self.factors :]
        products = [back[i] * mixed[j] - a * b for i, j in self.pairs]
        sums = [back[i] + mixed[j] - a - b for i, j in self.pairs]
        return np.stack([*alone, *products, *sums])

    def variance(self, means: Floats, base: int) -> Floats:
        """V (..., results) from the means of the terms (..., terms, results)."""
        centre = means[..., 0, :] / 2.0
        spread = means[..., 1, :] - 2.0 * centre**2
        variance: Floats = np.maximum(spread, 0.0) * base / (2.0 * base - 1.0)
        return variance

    def indices(self, means: Floats, base: int) -> Floats:
        """First, total and second order, one below the other: (..., indices, results)."""
        d, count = self.factors, len(self.pairs)
        edges = np.cumsum([2, d, d, d, count])
        steps, leans, squares, products, sums = np.split(means, edges, axis=-2)[1:]
        centre = means[..., :1, :] / 2.0 * self.centred
        variance = self.variance(means, base)[..., np.newaxis, :]
        v = np.where(variance > 0, variance, np.nan)
        first = (leans - centre * steps) / v
        total = squares / (2.0 * v)
        both = (products - centre * sums) / v
        for place, (i, j) in enumerate(self.pairs):
            both[..., place, :] -= first[..., i, :] + first[..., j, :]
        return np.concatenate([first, total, both], axis=-2)
