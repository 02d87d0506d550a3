"""The model that says how likely two projects are one thing or one need: readable weights."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Self

import numpy as np
import yaml
from pydantic import Field, model_validator

from aqyl.diagnose.duplicates.features import FEATURES
from aqyl.diagnose.duplicates.matching.records import Floats
from aqyl.standard import Source
from aqyl.standard.entries import Model, Share, Words


class Least(Model):
    """So many verdicts it takes to choose a threshold, and to fit the weights anew."""

    threshold: Annotated[int, Field(ge=1)]
    weights: Annotated[int, Field(ge=1)]
    of_each_kind: Annotated[int, Field(ge=1)]


class Weights(Model):
    """probability = 1 / (1 + exp(-(constant + sum of weight * feature))).

    A pair at or above `threshold` is shown. `alike` is the closeness of words or terms from which
    it is named as a reason. sample: what the weights were fitted on.
    """

    constant: float
    weights: dict[Words, float]
    threshold: Share
    alike: Share
    nearest_needs: Annotated[int, Field(ge=1)]
    least: Least
    sample: Words
    source: Source

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if set(self.weights) != set(FEATURES):
            raise ValueError("a weight for each feature and no other")
        return self

    def parts(self, x: Floats) -> Floats:
        """What each feature adds to the log-odds of each pair."""
        return np.asarray(x * np.array([self.weights[name] for name in FEATURES]))

    def probability(self, x: Floats) -> Floats:
        """For each row of x, 0 to 1."""
        return np.asarray(1 / (1 + np.exp(-(self.constant + self.parts(x).sum(axis=1)))))


@cache
def shipped_weights() -> Weights:
    """The weights that come with Aqyl."""
    path = Path(str(files("aqyl.diagnose.duplicates"))) / "weights.yaml"
    data: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Weights.model_validate(data)


def fitted(x: Floats, y: Floats) -> tuple[float, dict[str, float]]:
    """Constant and weights of a logistic regression, rounded so that they can be read and kept.

    L2 penalty of scikit-learn with C = 1; both kinds of pairs count the same.
    """
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=2000).fit(x, y)
    weights = {name: round(float(w), 3) for name, w in zip(FEATURES, model.coef_[0], strict=True)}
    return round(float(model.intercept_[0]), 3), weights
