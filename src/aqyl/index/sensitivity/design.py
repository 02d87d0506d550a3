"""The points at which a model is run for Sobol indices."""

from __future__ import annotations

import numpy as np

from aqyl.index.arrays import Floats
from aqyl.index.uncertainty.streams import Purpose, generator, uniforms


def sobol_points(factors: int, base: int, seed: int = 0, second: bool = False) -> Floats:
    """Uniform numbers (runs, factors): A, B, then A with each column of B; with `second` also B
    with each column of A.

    A and B are `base` independent points each, so there are base x (factors + 2) runs, or
    base x (2 factors + 2). Source: A. Saltelli et al., Computer Physics Communications 181 (2010).

    >>> sobol_points(3, 4).shape, sobol_points(3, 4, second=True).shape
    ((20, 3), (32, 3))
    """
    stream = generator(seed, Purpose.DESIGN)
    both = uniforms(stream, 2 * base * factors).reshape(base, 2, factors)
    first, other = both[:, 0], both[:, 1]
    return np.concatenate(
        [
            first,
            other,
            *(_with_column(first, other, factor) for factor in range(factors)),
            *(_with_column(other, first, factor) for factor in range(factors if second else 0)),
        ]
    )


def _with_column(points: Floats, source: Floats, factor: int) -> Floats:
    """The points, one factor's column taken from another matrix."""
    mixed = points.copy()
    mixed[:, factor] = source[:, factor]
    return mixed
