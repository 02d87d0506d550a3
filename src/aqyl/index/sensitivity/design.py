"""The points at which a model is run for Sobol indices."""

from __future__ import annotations

import math

import numpy as np

from aqyl.index.arrays import Floats
from aqyl.index.uncertainty.streams import Purpose, Whole, generator, uniforms

_BITS = 54
_BELOW_ONE = float(np.nextafter(1.0, 0.0))


def sobol_points(factors: int, base: int, seed: int = 0, second: bool = False) -> Floats:
    """Uniform numbers (runs, factors): A, B, then A with each column of B; with `second` also B
    with each column of A.

    A and B are the halves of `base` randomised Halton points, so there are base x (factors + 2)
    runs, or base x (2 factors + 2). Source: A. Saltelli et al., "Variance based sensitivity
    analysis of model output", Computer Physics Communications 181 (2010).

    >>> sobol_points(3, 4).shape, sobol_points(3, 4, second=True).shape
    ((20, 3), (32, 3))
    """
    both = halton(base, 2 * factors, seed)
    first, other = both[:, :factors], both[:, factors:]
    return np.concatenate(
        [
            first,
            other,
            *(_with_column(first, other, factor) for factor in range(factors)),
            *(_with_column(other, first, factor) for factor in range(factors if second else 0)),
        ]
    )


def halton(count: int, columns: int, seed: int = 0) -> Floats:
    """Randomised Halton points (count, columns) in [0, 1): each uniform, together evenly spread.

    Column j mirrors the digits of 0, 1, 2, ... to the j-th prime base, every digit's values
    shuffled. The first points stay the same when more are taken. Source: A. B. Owen, "A randomized
    Halton algorithm in R" (2017).

    >>> np.sort(np.floor(halton(9, 2, seed=1)[:, 1] * 9)).tolist()
    [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]
    """
    made = [
        _mirrored(np.arange(count), prime, generator(seed, Purpose.DESIGN, column))
        for column, prime in enumerate(_primes(columns))
    ]
    return np.minimum(np.stack(made, axis=1), _BELOW_ONE)


def _mirrored(rest: Whole, prime: int, stream: np.random.Generator) -> Floats:
    """The digits of numbers to a prime base, shuffled and put behind the point in turn."""
    mirrored = np.zeros(rest.size)
    places = math.ceil(_BITS / math.log2(prime))
    drawn = uniforms(stream, places * prime).reshape(places, prime)
    for place, order in enumerate(np.argsort(drawn, axis=1, kind="stable"), 1):
        shuffled = order / float(prime**place)
        if rest.any():
            rest, digit = np.divmod(rest, prime)
            mirrored += shuffled[digit]
        else:
            mirrored += shuffled[0]
    return mirrored


def _primes(count: int) -> list[int]:
    """The first primes."""
    found: list[int] = []
    number = 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


def _with_column(points: Floats, source: Floats, factor: int) -> Floats:
    """The points, one factor's column taken from another matrix."""
    mixed = points.copy()
    mixed[:, factor] = source[:, factor]
    return mixed
