"""Random numbers that depend on the seed and the number of the draw alone.

A counter-based generator (Philox 4x64; Salmon et al., "Parallel random numbers: as easy as 1, 2,
3", SC11) is keyed by the seed and started at a counter made of what the numbers are for and which
draw they belong to. So a draw's numbers are the same whatever is drawn before, beside or after it.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats

Whole = npt.NDArray[np.int64]

# Draws are numbered through in blocks of this size; no number depends on where a run is cut.
BLOCK = 256

_SHIFT = np.uint64(11)
_UNIT = 2.0**-53
_HALF = np.uint64(32)


class Purpose(IntEnum):
    """What a stream is for: no two uses share numbers."""

    ALTERNATIVES = 1
    WEIGHTS = 2
    CELLS = 3
    CLAIMS = 4
    DESIGN = 5
    BOOTSTRAP = 6


def generator(seed: int, purpose: Purpose, *place: int) -> np.random.Generator:
    """The generator of a seed, a purpose and up to two numbers of a place."""
    first, second = (*place, 0, 0)[:2]
    counter: Any = np.array([0, first, second, int(purpose)], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(counter=counter, key=_key(seed)))


@lru_cache(maxsize=64)
def _key(seed: int) -> Any:
    return np.random.SeedSequence(seed).generate_state(2, np.uint64)


def uniforms(stream: np.random.Generator, count: int) -> Floats:
    """The next `count` numbers in [0, 1) of a stream.

    Taken from its raw bits, whose order is part of the algorithm and not of numpy's version.
    """
    raw: Any = stream.bit_generator.random_raw(count)
    return np.asarray((raw >> _SHIFT) * _UNIT, dtype=np.float64)


def wholes(stream: np.random.Generator, count: int, below: int) -> Whole:
    """The next `count` whole numbers from 0 to below - 1, of 32 bits each; below at most 2^31.

    No number is likelier than another by more than below / 2^32 of its chance.
    """
    raw: Any = stream.bit_generator.random_raw(-(-count // 2))
    # Little-endian, so that of a number's halves the lower comes first on any machine.
    halves: Any = raw.astype("<u8", copy=False).view("<u4").astype(np.uint64)
    halves *= np.uint64(below)
    halves >>= _HALF
    return np.asarray(halves.view(np.int64)[:count])


def pick(u: Floats, probabilities: npt.ArrayLike) -> Whole:
    """The number of the option each u in [0, 1) falls on, by the options' probabilities.

    >>> pick(np.array([0.0, 0.49, 0.5, 0.99]), [1, 1]).tolist()
    [0, 0, 1, 1]
    """
    edges = np.cumsum(np.asarray(probabilities, dtype=np.float64))
    return np.searchsorted(edges[:-1] / edges[-1], u, side="right").astype(np.int64)
