"""What persons said of pairs: how good the suggestions are on them, and better weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aqyl.diagnose.duplicates.features import FEATURES, features
from aqyl.diagnose.duplicates.matching import Interval, f1_interval, wilson
from aqyl.diagnose.duplicates.matching.intervals import best_threshold
from aqyl.diagnose.duplicates.matching.records import Floats, Pairs
from aqyl.diagnose.duplicates.model import Weights, fitted, shipped_weights
from aqyl.diagnose.duplicates.projects import Projects
from aqyl.diagnose.duplicates.space import space_of
from aqyl.diagnose.duplicates.suppliers import suppliers
from aqyl.diagnose.duplicates.verdicts import VERDICTS, Verdict
from aqyl.register import Register
from aqyl.standard import Edition

Labels = NDArray[np.bool_]
Key = tuple[str, str]
_FOLDS = 5


@dataclass(frozen=True)
class Quality:
    """Precision and recall with Wilson's 95 % intervals, F1 with a bootstrap one, on a sample.

    They are of the question whether two projects belong together at all. pairs, matches: how many
    pairs the sample has and how many of them persons called a match. sample: in words.
    """

    precision: Interval
    recall: Interval
    f1: Interval
    pairs: int
    matches: int
    sample: str


@dataclass(frozen=True)
class Tuned:
    """weights: to use from now on. changed: what was learned of `weights`, `threshold`.

    before: the old weights on all verdicts. after: the new way of choosing, each verdict judged by
    weights fitted without it.
    """

    weights: Weights
    changed: tuple[str, ...]
    before: Quality
    after: Quality


def quality(actual: Labels, said: Labels, sample: str) -> Quality:
    """How good what was said is; nan where the sample says nothing."""
    right = int((actual & said).sum())
    return Quality(
        wilson(right, int(said.sum())),
        wilson(right, int(actual.sum())),
        f1_interval(actual, said),
        len(actual),
        int(actual.sum()),
        sample,
    )


def tune(
    x: Floats, verdicts: Sequence[Verdict], sample: str, weights: Weights | None = None
) -> Tuned:
    """New threshold and, with enough verdicts, new weights.

    x: the features of the pairs (see `features_of`). With fewer verdicts than the weights' `least`
    asks for, or with only one kind of them, what there is stays.
    """
    old = weights or shipped_weights()
    actual = np.array([verdict != "different" for verdict in verdicts], dtype=bool)
    before = quality(actual, old.probability(x) >= old.threshold, sample)
    few = min(int(actual.sum()), int((~actual).sum()))
    least = old.least
    if few < least.of_each_kind or len(actual) < least.threshold:
        return Tuned(old, (), before, before)
    refit = len(actual) >= least.weights and few >= _FOLDS
    said = _judged_without_itself(x, actual, old, refit)
    new = _learned(x, actual, old, refit, sample)
    changed = ("weights", "threshold") if refit else ("threshold",)
    return Tuned(new, changed, before, quality(actual, said, sample))


def _learned(x: Floats, actual: Labels, old: Weights, refit: bool, sample: str) -> Weights:
    changes: dict[str, object] = {"sample": sample}
    if refit:
        changes["constant"], changes["weights"] = fitted(x, actual.astype(float))
    new = old.model_copy(update=changes)
    threshold = round(best_threshold(actual, new.probability(x)), 6)
    return new.model_copy(update={"threshold": threshold})


def _judged_without_itself(x: Floats, actual: Labels, old: Weights, refit: bool) -> Labels:
    """Each pair judged by what was learned from the other folds."""
    fold = np.zeros(len(actual), dtype=int)
    for kind in (True, False):
        here = np.flatnonzero(actual == kind)
        fold[here] = np.arange(len(here)) % _FOLDS
    said = np.zeros(len(actual), dtype=bool)
    for one in range(_FOLDS):
        out = fold == one
        if out.any():
            made = _learned(x[~out], actual[~out], old, refit, old.sample)
            said[out] = made.probability(x[out]) >= made.threshold
    return said


def features_of(
    projects: Projects, edition: Edition, register: Register, pairs: Sequence[Key]
) -> Floats:
    """The features of pairs of ids, whether or not the search would find them."""
    index = {name: at for at, name in enumerate(projects.id)}
    known = suppliers(projects.supplier, projects.bin)
    space = space_of(projects, edition, register, known)
    left = np.array([index[one] for one, _ in pairs], dtype=np.int64)
    right = np.array([index[other] for _, other in pairs], dtype=np.int64)
    return features(space, Pairs(left, right)).x if len(pairs) else np.zeros((0, len(FEATURES)))


def agreement(
    suggested: Mapping[Key, Verdict], persons: Mapping[Key, Verdict]
) -> dict[tuple[Verdict, Verdict], int]:
    """(suggested, by a person) -> how many pairs; a pair not suggested counts as different."""
    counts = {(one, other): 0 for one in VERDICTS for other in VERDICTS}
    for pair, verdict in persons.items():
        counts[suggested.get(pair, "different"), verdict] += 1
    return counts
