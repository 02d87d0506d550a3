"""A judgement learned from labelled pairs by gradient boosting, where nobody has to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aqyl.diagnose.duplicates.matching.intervals import best_threshold
from aqyl.diagnose.duplicates.matching.records import Floats

Labels = NDArray[np.bool_]
_ROUNDS, _RATE, _LEAVES, _LEAST, _SEEDS = 300, 0.05, 15, 20, 3


@dataclass(frozen=True)
class Boosted:
    """Models that differ only in their seed, and the threshold chosen on the validation pairs."""

    models: tuple[Any, ...]
    threshold: float

    def probability(self, x: Floats) -> Floats:
        """The mean over the models, 0 to 1, for each row of x."""
        return _probability(self.models, x)

    def matches(self, x: Floats) -> Labels:
        """Whether each pair is judged a match."""
        return self.probability(x) >= self.threshold


def fit_boosted(x: Floats, y: Labels, x_valid: Floats, y_valid: Labels) -> Boosted:
    """Learn on (x, y); take the threshold with the best F1 on the validation pairs."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    models = tuple(
        HistGradientBoostingClassifier(
            max_iter=_ROUNDS,
            learning_rate=_RATE,
            max_leaf_nodes=_LEAVES,
            min_samples_leaf=_LEAST,
            l2_regularization=1.0,
            max_features=0.5,
            early_stopping=False,
            random_state=seed,
        ).fit(x, y)
        for seed in range(_SEEDS)
    )
    return Boosted(models, best_threshold(y_valid, _probability(models, x_valid)))


def _probability(models: tuple[Any, ...], x: Floats) -> Floats:
    return np.asarray(np.mean([model.predict_proba(x)[:, 1] for model in models], axis=0))
