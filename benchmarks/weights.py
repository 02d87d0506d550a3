"""Fit the weights that ship in weights.yaml on synthetic projects, and print them.

python -m benchmarks.weights
"""

from __future__ import annotations

import numpy as np
import yaml

from aqyl.diagnose.duplicates.candidates import candidates
from aqyl.diagnose.duplicates.features import FEATURES, features
from aqyl.diagnose.duplicates.matching.intervals import best_threshold
from aqyl.diagnose.duplicates.matching.records import Floats, Pairs
from aqyl.diagnose.duplicates.model import fitted
from aqyl.diagnose.duplicates.space import space_of
from aqyl.diagnose.duplicates.suppliers import suppliers
from aqyl.register import load_register
from aqyl.standard import load_edition
from benchmarks.synthetic import SEED, synthetic

COUNT = 4_000


def sample(count: int = COUNT, seed: int = SEED) -> tuple[Floats, Floats]:
    """Features and labels (1: belong together) of synthetic pairs.

    Matches are the pairs of one origin. Of the candidates of two origins those of one initiative
    say nothing (they may well be one need), the others are no match: three for each match,
    the same ones every time.
    """
    made = synthetic(count, seed)
    projects = made.projects
    known = suppliers(projects.supplier, projects.bin)
    space = space_of(projects, load_edition("kz-2026"), load_register(), known)
    origin = made.initiative
    looked_at = candidates(space)
    other = np.flatnonzero(origin[looked_at.left] != origin[looked_at.right])
    chosen = np.random.default_rng(seed).choice(other, size=3 * len(made.truth), replace=False)
    left = np.array([*(i for i, _ in made.truth), *looked_at.left[np.sort(chosen)]])
    right = np.array([*(j for _, j in made.truth), *looked_at.right[np.sort(chosen)]])
    labels = np.arange(len(left)) < len(made.truth)
    return features(space, Pairs(left, right)).x, labels.astype(float)


def main() -> None:
    """Print constant, weights and threshold as YAML."""
    x, y = sample()
    constant, weights = fitted(x, y)
    odds = constant + x @ np.array([weights[name] for name in FEATURES])
    threshold = round(best_threshold(y > 0, 1 / (1 + np.exp(-odds))), 3)
    found = {"constant": constant, "weights": weights, "threshold": threshold, "pairs": len(y)}
    print(yaml.safe_dump(found, sort_keys=False))


if __name__ == "__main__":
    main()
