"""Find the pairs of a register that may be one thing paid twice, parts of one, or one need."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from aqyl.diagnose.duplicates.candidates import candidates
from aqyl.diagnose.duplicates.features import Features, features
from aqyl.diagnose.duplicates.matching.records import Floats, Integers, Pairs
from aqyl.diagnose.duplicates.model import Weights, shipped_weights
from aqyl.diagnose.duplicates.places import Gazetteer
from aqyl.diagnose.duplicates.projects import Projects
from aqyl.diagnose.duplicates.reasons import Reason, Reasoner
from aqyl.diagnose.duplicates.signs import signs_of
from aqyl.diagnose.duplicates.space import Space, space_of
from aqyl.diagnose.duplicates.suppliers import Suppliers, suppliers
from aqyl.diagnose.duplicates.verdicts import Told, Verdict, verdict_of, what_sets_apart
from aqyl.register import Register
from aqyl.standard import Edition

Progress = Callable[[int, int], None]
_PART = 200_000


@dataclass(frozen=True)
class Money:
    """What is at stake, as the register says it: both amounts in tenge and the days both run.

    None where the register gives no amount in tenge. It is evidence, not an estimate of a saving.
    """

    first: float | None
    second: float | None
    overlap_days: int


@dataclass(frozen=True)
class Pair:
    """Two projects (ids in the order of the register) and the verdict that is suggested.

    probability: that they are one thing or one need, 0 to 1.
    """

    first: str
    second: str
    verdict: Verdict
    probability: float
    reasons: tuple[Reason, ...]
    money: Money


@dataclass(frozen=True)
class Found:
    """pairs: the most probable first. compared: how many candidates were looked at."""

    pairs: tuple[Pair, ...]
    compared: int
    weights: Weights


def find_duplicates(
    projects: Projects,
    edition: Edition,
    register: Register,
    weights: Weights | None = None,
    progress: Progress = lambda done, count: None,
) -> Found:
    """Pairs at or above the threshold. The same projects and weights give the same pairs.

    A need many settlements share makes many pairs: of each project those with its nearest are told.
    """
    used = weights or shipped_weights()
    if len(projects) < 2:
        return Found((), 0, used)
    known = suppliers(projects.supplier, projects.bin)
    space = space_of(projects, edition, register, known)
    looked_at = candidates(space, progress)
    near = _near(space, looked_at, used)
    pairs = _judged(_Case(projects, edition, register, known, space, used), near)
    return Found(pairs, len(looked_at), used)


@dataclass(frozen=True)
class _Near:
    """The candidates at or above the threshold, the most probable first."""

    pairs: Pairs
    x: Floats
    overlap: Integers
    probability: Floats


@dataclass(frozen=True)
class _Case:
    projects: Projects
    edition: Edition
    register: Register
    suppliers: Suppliers
    space: Space
    weights: Weights


def _near(space: Space, looked_at: Pairs, weights: Weights) -> _Near:
    kept: list[tuple[Pairs, Features, Floats]] = []
    for start in range(0, len(looked_at), _PART):
        part = slice(start, start + _PART)
        pairs = Pairs(looked_at.left[part], looked_at.right[part])
        found = features(space, pairs)
        probability = weights.probability(found.x)
        keep = probability >= weights.threshold
        kept.append(
            (
                Pairs(pairs.left[keep], pairs.right[keep]),
                Features(found.x[keep], found.overlap[keep]),
                probability[keep],
            )
        )
    return (
        _sorted(kept) if kept else _Near(looked_at, np.zeros((0, 0)), looked_at.left, np.zeros(0))
    )


def _sorted(kept: list[tuple[Pairs, Features, Floats]]) -> _Near:
    left = np.concatenate([pairs.left for pairs, _, _ in kept])
    right = np.concatenate([pairs.right for pairs, _, _ in kept])
    x = np.concatenate([found.x for _, found, _ in kept])
    overlap = np.concatenate([found.overlap for _, found, _ in kept])
    # Rounded, so that sums made in another order cannot change the order of pairs.
    probability = np.round(np.concatenate([one for _, _, one in kept]), 6)
    order = np.lexsort((right, left, -probability))
    return _Near(Pairs(left[order], right[order]), x[order], overlap[order], probability[order])


def _judged(case: _Case, near: _Near) -> tuple[Pair, ...]:
    told = _told(case, near.pairs)
    by_name = tuple(case.suppliers.by_name)
    reasoner = Reasoner.of(
        case.projects, case.space, case.weights, case.edition, case.register, by_name
    )
    found, shown = [], Counter[int]()
    for k, (i, j) in enumerate(
        zip(near.pairs.left.tolist(), near.pairs.right.tolist(), strict=True)
    ):
        apart = what_sets_apart(case.projects, told, i, j)
        if verdict_of(apart) == "shared_need":
            if min(shown[i], shown[j]) >= case.weights.nearest_needs:
                continue
            shown.update((i, j))
        overlap = int(near.overlap[k])
        found.append(
            Pair(
                case.projects.id[i],
                case.projects.id[j],
                verdict_of(apart),
                float(near.probability[k]),
                reasoner.reasons(i, j, near.x[k], overlap, apart),
                Money(_amount(case.projects, i), _amount(case.projects, j), overlap),
            )
        )
    return tuple(found)


def _told(case: _Case, pairs: Pairs) -> dict[int, Told]:
    gazetteer = Gazetteer.of(case.register)
    titles = case.projects.titles.values()
    return {
        index: Told(
            signs_of(*(one[index] for one in titles)),
            gazetteer.named(*(one[index] for one in titles)),
        )
        for index in np.union1d(pairs.left, pairs.right).tolist()
    }


def _amount(projects: Projects, index: int) -> float | None:
    amount = float(projects.amount[index])
    return None if math.isnan(amount) else amount
