"""Sobol indices of an uncertain study: which choice moves the ranking, and which moves whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from aqyl.index.arrays import Floats, choice, problem
from aqyl.index.ordering import batches, rank_type
from aqyl.index.ranks import rank
from aqyl.index.sensitivity.design import sobol_points
from aqyl.index.sensitivity.sobol import BASE, SECOND, SEED, Bootstrap, Sobol, sobol_indices
from aqyl.index.uncertainty.analysis import failures, scores_kept
from aqyl.index.uncertainty.blocks import Blocks
from aqyl.index.uncertainty.collect import Collected, collect
from aqyl.index.uncertainty.machine import Work, ready_for_tiles
from aqyl.index.uncertainty.prepared import Prepared
from aqyl.index.uncertainty.result import Failure
from aqyl.index.uncertainty.runs import mapped_runs
from aqyl.index.uncertainty.study import Study
from aqyl.problems import raise_if

Target = Literal["rank_shift", "rank", "score"]
_FLOAT = np.dtype(np.float64).itemsize


@dataclass(frozen=True, slots=True)
class Aim:
    """What is explained.

    target: `rank_shift`, the mean of |rank - nominal rank| over all units; or the `rank` or the
    `score` of each of the units named (by number; every unit where none is).
    """

    target: Target = "rank_shift"
    units: Sequence[int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sensitivity:
    """Sobol indices of a study's factors, which stand in the order of `factors`.

    y: what each run gave, (runs,), or (runs, units) where ranks or scores of units are explained;
    units: those units by number. failed: runs that could not be scored, by reason; the base points
    they belong to are left out, which `indices` counts.
    """

    factors: tuple[str, ...]
    units: tuple[int, ...]
    indices: Sobol
    y: Floats
    failed: tuple[Failure, ...]


def sensitivity_analysis(
    study: Study,
    base: int,
    seed: int = 0,
    aim: Aim | None = None,
    *,
    second: bool = False,
    bootstrap: Bootstrap | None = None,
    work: Work | None = None,
) -> Sensitivity:
    """How much of a target's variance each uncertain choice of a study explains, as in `sobol`.

    The factors are the study's: each choice between alternatives, then weights, drawn cells and
    claims where they are uncertain. An alternative takes the option a uniform number falls on; the
    others take one of `base` sets drawn beforehand.
    The same seed gives the same result, whatever `work` is. Points, ranks and what is explained of
    all runs, and the counts of the bootstrap, must fit into its memory. An interrupt is raised: a
    part of a design has no indices.
    Raises InputError for wrong parameters, a study without uncertain choices, unknown units, more
    runs than memory holds, and where too many runs fail.

    >>> from aqyl.index import Alternatives, Hierarchy, Setting, noisy_weights
    >>> tree = Hierarchy.from_parents({"a": "top", "b": "top", "top": None})
    >>> def prepare(choice):
    ...     return Setting([[1.0, 9.0], [4.0, 4.0]], method=choice["mean"])
    >>> means = Alternatives({"mean": ("arithmetic", "geometric")}, prepare)
    >>> study = Study(tree, means, noisy_weights(tree, [1, 1, 1], 0.4))
    >>> found = sensitivity_analysis(study, base=256, aim=Aim("score", [0]))
    >>> dict(zip(found.factors, found.indices.total.value[:, 0].round(1).tolist()))
    {'mean': 0.7, 'weights': 0.3}
    """
    what, how = aim or Aim(), work or Work()
    _check(study, what, (base, seed, second))
    again = bootstrap or Bootstrap(seed=seed)
    _check_memory(_bytes(study, what, second, again), base, how.memory)
    prepared = Prepared(study, seed)
    points = sobol_points(len(study.factors), base, seed, second)
    scores = what.target == "score"
    scores_kept(prepared, len(points), how.memory, need_scores=scores)
    with ready_for_tiles():
        blocks = Blocks(prepared, mapped_runs(study, points, base))
        collected = collect(blocks, how, keep=scores)
        failed = failures(collected)
        units = _units(what, study)
        y = _of_units(prepared, collected, what, units) if units else _shift(prepared, collected)
        y[list(collected.failed)] = np.nan
        found = sobol_indices(y, len(study.factors), second=second, bootstrap=again)
    return Sensitivity(study.factors, units, found, y, failed)


def _check(study: Study, aim: Aim, given: tuple[object, ...]) -> None:
    checks = zip((BASE, SEED, SECOND), given, strict=True)
    found = [problem for parameter, value in checks for problem in parameter.check(value)]
    found += choice("target", aim.target, get_args(Target))
    last = study.shape[0] - 1
    unknown = [unit for unit in aim.units or () if not 0 <= unit <= last]
    found += [problem("place", name="units", given=unit, last=last) for unit in unknown]
    if not study.factors:
        found.append(problem("no_factors"))
    raise_if(found)


def _bytes(study: Study, aim: Aim, second: bool, bootstrap: Bootstrap) -> int:
    """What a base point takes.

    For each of its runs the point (twice, while they are put together), the ranks, and what is
    explained; for each resample of the bootstrap a count.
    """
    factors, units = len(study.factors), study.shape[0]
    results = 1 if aim.target == "rank_shift" else len(_units(aim, study))
    ranks = units * np.dtype(rank_type(units)).itemsize
    runs = 2 * factors + 2 if second else factors + 2
    return runs * (_FLOAT * (2 * factors + results) + ranks) + bootstrap.resamples


def _check_memory(each: int, base: int, memory: float) -> None:
    """Refuse more base points than memory holds, before anything is made of them."""
    if each * base > memory:
        sizes = {"needed": each * base / 2**20, "memory": memory / 2**20}
        rounded = {name: f"{size:.0f}" for name, size in sizes.items()}
        raise_if([problem("base_memory", base=base, most=int(memory // each), **rounded)])


def _units(aim: Aim, study: Study) -> tuple[int, ...]:
    if aim.target == "rank_shift":
        return ()
    return tuple(range(study.shape[0])) if aim.units is None else tuple(aim.units)


def _shift(prepared: Prepared, collected: Collected) -> Floats:
    """The mean of |rank - nominal rank| over the units that have both, run by run."""
    nominal = rank(prepared.nominal)[prepared.order, np.newaxis]
    shift = np.empty(collected.ranks.shape[1])
    for runs in batches(collected.ranks.T):
        ranks = collected.ranks[:, runs]
        both = (ranks > 0) & ~np.isnan(nominal)
        distance = np.abs(ranks - nominal).sum(axis=0, where=both)
        count = np.count_nonzero(both, axis=0)
        shift[runs] = distance / np.where(count > 0, count, np.nan)
    return shift


def _of_units(prepared: Prepared, collected: Collected, aim: Aim, units: tuple[int, ...]) -> Floats:
    """The ranks or scores of some units, (runs, units); NaN where one has none."""
    lines = np.argsort(prepared.order)[list(units)]
    if aim.target == "score" and collected.scores is not None:
        return np.ascontiguousarray(collected.scores[lines].T)
    ranks = collected.ranks[lines].T.astype(np.float64)
    return np.where(ranks > 0, ranks, np.nan)
