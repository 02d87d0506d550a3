"""Copeland's method against a bare compiled double loop over the same pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aqyl import index
from benchmarks.figure import Figure, ratio

UNITS, CRITERIA = 13_000, 10

Loop = Callable[[index.Floats, index.Floats], npt.NDArray[np.int64]]


def measure(_: Path) -> Iterator[Figure]:
    """One figure; numba compiles the loop before it is timed."""
    random = np.random.default_rng(1951)
    x, weights = random.random((UNITS, CRITERIA)).round(3), random.random(CRITERIA)
    bare = compiled_loop()
    if (index.copeland(x, weights) != bare(x, weights)).any():
        raise ValueError("the two say different things")
    yield Figure(
        "Copeland 13,000 x 10 / compiled double loop",
        ratio(lambda: index.copeland(x, weights), lambda: bare(x, weights)),
        "x",
        1.5,
        "numba: one thread, no branches, the same weights",
    )


def compiled_loop() -> Loop:
    """Every pair once, criterion by criterion."""
    import numba

    @numba.njit  # type: ignore[untyped-decorator]
    def loop(x: index.Floats, weights: index.Floats) -> npt.NDArray[np.int64]:
        net = np.zeros(len(x), np.int64)
        for i in range(len(x)):
            for j in range(i + 1, len(x)):
                side = 0.0
                for k in range(x.shape[1]):
                    side += weights[k] * ((x[i, k] > x[j, k]) - (x[i, k] < x[j, k]))
                won = (side > 0) - (side < 0)
                net[i] += won
                net[j] -= won
        return net

    compiled: Loop = loop
    return compiled
