"""The mathematics of an assessment against bare numpy on arrays of the same size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from aqyl import index
from benchmarks.figure import Figure, ratio

UNITS, LEAVES, DOMAINS = 13_000, 100, 10


def measure(_: Path) -> Iterator[Figure]:
    """Aggregation and rank intervals at national scale (synthetic numbers, for load only)."""
    random = np.random.default_rng(469)
    scores = random.random((UNITS, LEAVES))
    parents: dict[str, str | None] = {f"leaf{n}": f"domain{n % DOMAINS}" for n in range(LEAVES)}
    parents |= {f"domain{n}": "total" for n in range(DOMAINS)} | {"total": None}
    tree = index.Hierarchy.from_parents(parents)
    weights = np.ones(len(tree.nodes))
    yield Figure(
        "aggregate 13,000 x 100 / column sorts",
        ratio(lambda: index.aggregate(tree, scores, weights), lambda: np.sort(scores, axis=0)),
        "x",
        1.0,
        "numpy.sort of every column of the same array",
    )
    total = scores.mean(axis=1)
    low, high = total - 0.1, total + 0.1
    yield Figure(
        "rank interval 13,000 / argsort",
        ratio(lambda: index.rank_interval(low, high), lambda: np.argsort(total)),
        "x",
        8.0,
        "numpy.argsort of the same scores",
    )
