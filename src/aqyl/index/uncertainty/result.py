"""What an uncertainty analysis says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aqyl.index.arrays import Floats
from aqyl.index.uncertainty.spread import Spread
from aqyl.index.uncertainty.streams import Whole
from aqyl.problems import Problem


@dataclass(frozen=True, slots=True)
class Failure:
    """Why some draws gave no scores: how many, and the number of the first (from 0)."""

    problem: Problem
    count: int
    first: int


@dataclass(frozen=True, slots=True, eq=False)
class Precedence:
    """Pairs of units (pairs, 2) and how often the first is ahead of, level with, behind the second.

    Shares of the draws in which both have a score; they sum to one (NaN where there is none).
    """

    pairs: npt.NDArray[np.int64]
    ahead: Floats
    level: Floats
    behind: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Uncertainty:
    """Scores and ranks over the draws, by unit in the study's order.

    asked, done: draws wanted and draws made; they differ after an interrupt, and the result is
    that of `done` draws. failed: draws among the done ones without scores, by reason; they count in
    no figure below. scored: draws in which each unit has a score. nominal_score, nominal_rank: with
    every choice as published. levels: the share of draws in each level (units, levels). neighbours:
    each unit against the next in the nominal order; chosen: the pairs asked for.
    """

    asked: int
    done: int
    failed: tuple[Failure, ...]
    percentages: Floats
    nominal_score: Floats
    nominal_rank: Floats
    scored: Whole
    score: Spread
    rank: Spread
    levels: Floats
    neighbours: Precedence
    chosen: Precedence

    @property
    def complete(self) -> bool:
        """Whether every draw that was asked for was made."""
        return self.done == self.asked
