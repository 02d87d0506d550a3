"""Runs that are given rather than drawn: someone else's draws, or a list of what-ifs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats
from aqyl.index.uncertainty.analysis import failures, scores_kept
from aqyl.index.uncertainty.blocks import Blocks
from aqyl.index.uncertainty.collect import Collected, collect
from aqyl.index.uncertainty.machine import Work, ready_for_tiles
from aqyl.index.uncertainty.prepared import Prepared
from aqyl.index.uncertainty.result import Failure
from aqyl.index.uncertainty.runs import listed_runs
from aqyl.index.uncertainty.study import Study


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """Scores and ranks (units, runs), NaN where a unit or a run has none; failed: by reason."""

    scores: Floats
    ranks: Floats
    failed: tuple[Failure, ...]


def replay(
    study: Study,
    options: Mapping[str, Sequence[object]],
    weights: npt.ArrayLike,
    seed: int = 0,
    *,
    work: Work | None = None,
) -> Replay:
    """The scores and ranks of given runs of a study.

    options: for each choice between alternatives the option of every run; weights: (runs, nodes).
    seed: of drawn cells, where there are any.
    Raises InputError for lists that do not fit, unknown choices and options, more runs than memory
    holds, and where every run fails.
    """
    prepared, how = Prepared(study, seed), work or Work()
    runs = listed_runs(study, options, weights)
    scores_kept(prepared, runs.count, how.memory, need_scores=True)
    with ready_for_tiles():
        collected = collect(Blocks(prepared, runs), how, keep=True)
    failed = failures(collected)
    return Replay(*in_study_order(prepared, collected), failed)


def in_study_order(prepared: Prepared, collected: Collected) -> tuple[Floats, Floats]:
    """Kept scores and ranks (units, runs done) in the order of the study's units."""
    places = np.argsort(prepared.order)
    ranks = collected.ranks[places, : collected.done].astype(np.float64)
    ranks[ranks == 0] = np.nan
    scores = np.empty((0, 0)) if collected.scores is None else collected.scores
    return scores[places, : collected.done], ranks
