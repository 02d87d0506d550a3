"""Uncertainty analysis: how far scores and ranks move when the choices behind them do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats, floats, problem, rising
from aqyl.index.ordering import rank_type
from aqyl.index.parameters import Parameter
from aqyl.index.ranks import rank
from aqyl.index.uncertainty.blocks import Blocks
from aqyl.index.uncertainty.collect import Collected, collect
from aqyl.index.uncertainty.machine import Work, ready_for_tiles
from aqyl.index.uncertainty.prepared import Prepared
from aqyl.index.uncertainty.result import Failure, Uncertainty
from aqyl.index.uncertainty.runs import random_runs
from aqyl.index.uncertainty.streams import Whole
from aqyl.index.uncertainty.study import Study
from aqyl.index.uncertainty.summary import Draws, precedence
from aqyl.problems import raise_if

PARAMETERS = (
    Parameter("draws", "whole", low=1),
    Parameter("seed", "whole", low=0),
    Parameter("percentiles", low=0, high=100),
)

PERCENTILES = (5.0, 25.0, 50.0, 75.0, 95.0)


def uncertainty_analysis(
    study: Study,
    draws: int,
    seed: int = 0,
    *,
    percentiles: npt.ArrayLike = PERCENTILES,
    levels: npt.ArrayLike = (),
    pairs: npt.ArrayLike = (),
    work: Work | None = None,
) -> Uncertainty:
    """Scores and ranks over `draws` draws of a study's uncertain choices.

    percentiles: exact ones over the draws, 0-100 and rising. levels: lower bounds of levels,
    rising; the first is open downwards. pairs: (pairs, 2) units by number, whose order is asked
    for; neighbours in the nominal order are always told. Ranks as in `rank` with ties = min.
    The same seed gives the same result, whatever `work` is. An interrupt while drawing ends it: the
    result is that of the draws done, which it tells; before the first it is raised.
    Raises InputError for wrong parameters, too many draws for memory, and where none can be scored.

    >>> from aqyl.index import Hierarchy, Setting, noisy_weights
    >>> tree = Hierarchy.from_parents({"a": "top", "b": "top", "top": None})
    >>> data, noise = Setting([[1, 3], [4, 0], [1, 1]]), noisy_weights(tree, [1, 1, 1], 0.5)
    >>> found = uncertainty_analysis(Study(tree, data, noise), draws=1000, seed=1)
    >>> found.rank.percentiles[1].tolist()
    [1.0, 1.0, 2.0, 2.0, 2.0]
    """
    marks, bounds = _marks(draws, seed, percentiles, levels)
    prepared, how = Prepared(study, seed), work or Work()
    chosen, keep = _pairs(pairs, study.shape[0]), scores_kept(prepared, draws, how.memory)
    with ready_for_tiles():
        nominal = prepared.nominal
        blocks = Blocks(prepared, random_runs(study, draws, seed))
        collected = collect(blocks, how, keep=keep, part=True)
        failed = failures(collected)
        summary = Draws(blocks, collected, marks, bounds).summary(how.hands)
    places = np.argsort(prepared.order)
    return Uncertainty(
        asked=draws,
        done=collected.done,
        failed=failed,
        percentages=marks,
        nominal_score=nominal,
        nominal_rank=rank(nominal),
        scored=summary.scored,
        score=summary.score,
        rank=summary.rank,
        levels=summary.levels,
        neighbours=precedence(collected, places, _neighbours(nominal)),
        chosen=precedence(collected, places, chosen),
    )


def _neighbours(scores: Floats) -> npt.NDArray[np.int64]:
    """Units next to each other in the order of the scores, best first, (pairs, 2)."""
    order = np.argsort(-scores, kind="stable")[: np.count_nonzero(~np.isnan(scores))]
    return np.stack([order[:-1], order[1:]], axis=1)


def _marks(
    draws: int, seed: int, percentiles: npt.ArrayLike, levels: npt.ArrayLike
) -> tuple[Floats, Floats]:
    """Percentiles and levels as arrays, all numbers checked."""
    given = zip(PARAMETERS, (draws, seed, percentiles), strict=True)
    raise_if(found for parameter, value in given for found in parameter.check(value))
    marks, bounds = floats(percentiles, "percentiles"), floats(levels, "levels")
    raise_if([*rising("percentiles", marks), *(rising("levels", bounds) if bounds.size else [])])
    return marks, bounds


def _pairs(given: npt.ArrayLike, units: int) -> Whole:
    """Pairs of units by number, (pairs, 2)."""
    pairs = np.asarray(given, dtype=np.int64)
    if not pairs.size:
        return np.empty((0, 2), dtype=np.int64)
    if pairs.ndim != 2 or pairs.shape[1] != 2 or pairs.min() < 0 or pairs.max() >= units:
        raise_if([problem("pairs", given=pairs.tolist(), last=units - 1)])
    return pairs


def scores_kept(prepared: Prepared, runs: int, memory: float, need_scores: bool = False) -> bool:
    """Whether the scores can be kept beside the ranks; raises where what is needed does not fit."""
    units = prepared.order.size
    ranks = units * np.dtype(rank_type(units)).itemsize
    scores = units * np.dtype(np.float64).itemsize
    needed = ranks + scores if need_scores or not prepared.by_tile else ranks
    if needed * runs > memory:
        sizes = {"needed": needed * runs / 2**20, "memory": memory / 2**20}
        rounded = {name: f"{size:.0f}" for name, size in sizes.items()}
        most = int(memory // needed)
        raise_if([problem("draws_memory", draws=runs, units=units, most=most, **rounded)])
    return (ranks + scores) * runs <= memory


def failures(collected: Collected) -> tuple[Failure, ...]:
    """The reasons of failed draws; raises them where no draw is left."""
    draws: dict[str, list[int]] = {}
    for draw, why in sorted(collected.failed.items()):
        draws.setdefault(why.key, []).append(draw)
    failed = []
    for own in draws.values():
        why = collected.failed[own[0]]
        if why.key.startswith("index.draw_"):
            values = {**why.values, "count": len(own), "draws": collected.done}
            why = replace(why, values=values)
        failed.append(Failure(why, len(own), own[0]))
    if len(collected.failed) == collected.done:
        raise_if(failure.problem for failure in failed)
    return tuple(failed)
