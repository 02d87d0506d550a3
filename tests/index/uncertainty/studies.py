"""Small studies the tests share."""

from __future__ import annotations

import numpy as np

from aqyl.index import (
    Alternatives,
    Between,
    Claims,
    Floats,
    Hierarchy,
    Setting,
    Study,
    dirichlet_weights,
    min_max,
    noisy_weights,
    percentile_rank,
)

PARENTS: dict[str, str | None] = {
    **{f"i{n}": f"p{n % 4}" for n in range(12)},
    **{f"p{n}": f"s{n % 2}" for n in range(4)},
    "direct": "top",
    "s0": "top",
    "s1": "top",
    "top": None,
}
TREE = Hierarchy.from_parents(PARENTS)
LEAVES = len(TREE.leaves)
NAN = float("nan")


def data(units: int = 40, seed: int = 3) -> Floats:
    return np.random.default_rng(seed).random((units, LEAVES)) + 0.05


def some_weights(seed: int = 4) -> Floats:
    return np.random.default_rng(seed).random(len(TREE.nodes)) + 0.1


def gaps(units: int = 40, share: float = 0.2) -> Floats:
    """Data with holes; unit 0 has nothing, unit 1 one value only."""
    x = data(units)
    x[np.random.default_rng(5).random(x.shape) < share] = np.nan
    x[0] = np.nan
    x[1, 1:] = np.nan
    return x


def noisy(setting: Setting | None = None) -> Study:
    return Study(TREE, setting or Setting(data()), noisy_weights(TREE, some_weights(), 0.25))


def everything() -> Study:
    """Every kind of uncertain choice at once."""
    x = data()
    unknown, claimed = np.full(x.shape, NAN), np.full(x.shape, NAN)
    unknown[3, :5] = unknown[7, 2] = 0.0
    claimed[4, 6:9] = claimed[9, 12] = 0.0

    def prepare(choice: dict[str, object] | object) -> Setting:
        assert isinstance(choice, dict)
        scaled = min_max(x, to=(0.01, 1)) if choice["scale"] == "min_max" else percentile_rank(x)
        return Setting(
            scaled,
            "geometric" if choice["mean"] == "geometric" else "arithmetic",
            between=Between(unknown, unknown + 1),
            claims=Claims(claimed, claimed + 1, 0.7),
        )

    options = {"scale": ("min_max", "percentile"), "mean": ("arithmetic", "geometric")}
    chances = {"mean": (3.0, 1.0)}
    weights = dirichlet_weights(TREE, some_weights(), 50)
    return Study(TREE, Alternatives(options, prepare, chances), weights)
