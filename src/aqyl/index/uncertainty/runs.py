"""Runs of the model: which alternatives, which weights, which cells each of them takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, floats, join, problem
from aqyl.index.uncertainty.streams import BLOCK, Purpose, Whole, generator, pick, uniforms
from aqyl.index.uncertainty.study import BETWEEN, CLAIMS, WEIGHTS, Study
from aqyl.problems import Problem, raise_if


@dataclass(frozen=True, eq=False)
class Runs:
    """For each run the number of its combination of alternatives, set of weights and drawn cells.

    A number of weights or cells always means the same ones, so runs can share some choices and
    differ in others. sets: the weights themselves (runs, nodes), where they are given.
    """

    combination: Whole
    weights: Whole
    between: Whole
    claims: Whole
    sets: Floats | None = None

    @property
    def count(self) -> int:
        """The number of runs."""
        return self.combination.size

    def part(self, chosen: slice | npt.NDArray[np.intp]) -> Runs:
        """Some of the runs."""
        return Runs(
            self.combination[chosen],
            self.weights[chosen],
            self.between[chosen],
            self.claims[chosen],
            None if self.sets is None else self.sets[chosen],
        )


def random_runs(study: Study, draws: int, seed: int) -> Runs:
    """Runs in which every uncertain choice is drawn by its probabilities."""
    numbers = np.arange(draws, dtype=np.int64)
    alternatives = study.alternatives
    u = _by_draw(seed, draws, len(alternatives.options))
    picked = {
        choice: pick(u[:, at], alternatives.chances(choice))
        for at, choice in enumerate(alternatives.options)
    }
    return Runs(_combination(study, picked, draws), numbers, numbers, numbers)


def listed_runs(
    study: Study, options: Mapping[str, Sequence[object]], weights: npt.ArrayLike
) -> Runs:
    """Runs given one by one: the option of each choice, and the weights (runs, nodes).

    Drawn cells are those of draw 0, 1, ...
    Raises InputError for a choice or an option that is not there, and lists that do not fit.
    """
    nodes = len(study.hierarchy.nodes)
    sets = floats(weights, "weights")
    if sets.ndim != 2 or sets.shape[1] != nodes:
        allowed = f"(runs, {nodes})"
        raise_if([problem("shape", name="weights", given=sets.shape, allowed=allowed)])
    known = study.alternatives.options
    found = [problem("choice_unknown", given=name) for name in options if name not in known]
    found += [problem("choice_missing", missing=name) for name in known if name not in options]
    for choice, given in options.items():
        if choice in known:
            found += _option_problems(choice, given, known[choice], len(sets))
    raise_if(found)
    picked = {
        choice: np.array([list(known[choice]).index(option) for option in given], dtype=np.int64)
        for choice, given in options.items()
    }
    numbers = np.arange(len(sets), dtype=np.int64)
    combination = _combination(study, picked, len(sets))
    return Runs(combination, numbers, numbers, numbers, sets)


def _option_problems(
    choice: str, given: Sequence[object], known: Sequence[object], count: int
) -> list[Problem]:
    unknown = sorted({str(option) for option in given if option not in known})
    found = []
    if unknown:
        values = {"given": join(unknown), "allowed": join(known)}
        found.append(problem("choice", name=choice, **values))
    if len(given) != count:
        sizes = {"first_size": len(given), "second_size": count}
        found.append(problem("lengths", first=choice, second="weights", **sizes))
    return found


def mapped_runs(study: Study, u: Floats, sets: int) -> Runs:
    """Runs from uniform numbers (runs, factors), a column for each of the study's factors.

    An alternative takes the option the number falls on; weights and drawn cells take one of `sets`
    sets that are drawn beforehand.
    """
    column = dict(zip(study.factors, u.T, strict=True))
    alternatives = study.alternatives
    picked = {
        choice: pick(column[choice], alternatives.chances(choice))
        for choice in alternatives.options
    }
    none = np.zeros(len(u))
    weights, between, claims = (
        (column.get(name, none) * sets).astype(np.int64) for name in (WEIGHTS, BETWEEN, CLAIMS)
    )
    return Runs(_combination(study, picked, len(u)), weights, between, claims)


def _combination(study: Study, picked: Mapping[str, Whole], count: int) -> Whole:
    """The number of the combination; the options of the last choice run fastest."""
    number = np.zeros(count, dtype=np.int64)
    for choice, options in study.alternatives.options.items():
        number = number * len(options) + picked[choice]
    return number


def _by_draw(seed: int, draws: int, columns: int) -> Floats:
    """Uniform numbers (draws, columns), each line known by the number of its draw alone."""
    blocks = range(-(-draws // BLOCK))
    lines = [
        uniforms(generator(seed, Purpose.ALTERNATIVES, block), BLOCK * columns) for block in blocks
    ]
    return np.concatenate([np.empty(0), *lines]).reshape(-1, columns or 1)[:draws]
