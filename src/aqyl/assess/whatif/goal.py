"""What a settlement wants to reach: a level, a rank or a score, as the total score it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from aqyl.assess.assessment import SAME, Assessment
from aqyl.assess.units import find_unit
from aqyl.problems import InputError, NotFoundError, Problem, raise_if

Within = Literal["all", "group"]
GoalKind = Literal["level", "rank", "score"]


@dataclass(frozen=True, slots=True)
class Goal:
    """kind and what was asked for; score: the total it takes, others staying where they are."""

    kind: GoalKind
    asked: str | int | float
    score: float


def row_of(assessment: Assessment, settlement: str) -> int:
    """The row of a settlement, by its id or name. Raises NotFoundError with near ones."""
    titles = {unit.id: unit.title for unit in assessment.units}
    return list(titles).index(find_unit(assessment.edition, titles, settlement))


def goal_of(assessment: Assessment, row: int, asked: str | int | float, within: Within) -> Goal:
    """A str is the id of a level, an int a rank, a float a score.

    Raises NotFoundError for an unknown level, InputError for a level where the edition has none
    and for a rank or score outside its range.
    """
    if isinstance(asked, str):
        return Goal("level", asked, _level(assessment, asked))
    if isinstance(asked, int):
        return Goal("rank", asked, _rank(assessment, row, asked, within))
    scale = assessment.edition.scoring.scale
    outside = not 0.0 <= asked <= scale
    values = {"given": f"{asked:g}", "scale": f"{scale:g}"}
    raise_if([Problem("whatif.score", values=values)] if outside else [])
    return Goal("score", asked, asked)


def _level(assessment: Assessment, asked: str) -> float:
    lower = {level.id: level.lower for level in assessment.edition.levels}
    if not lower:
        values = {"given": asked, "edition": assessment.edition.id}
        raise InputError([Problem("whatif.no_levels", values=values)])
    if asked not in lower:
        values = {"given": asked, "allowed": ", ".join(lower)}
        raise NotFoundError([Problem("whatif.level", values=values)])
    return lower[asked]


def _rank(assessment: Assessment, row: int, asked: int, within: Within) -> float:
    """The score of the unit that holds the rank among the others."""
    group = assessment.units[row].group
    total = np.round(assessment.column(assessment.score, "total"), SAME)
    others = [
        score
        for n, (unit, score) in enumerate(zip(assessment.units, total, strict=True))
        if n != row and not np.isnan(score) and (within == "all" or unit.group == group)
    ]
    outside = not 1 <= asked <= len(others) + 1
    values = {"given": asked, "count": len(others) + 1}
    raise_if([Problem("whatif.rank", values=values)] if outside else [])
    ahead = sorted(others, reverse=True)
    return float(ahead[asked - 1]) if asked <= len(ahead) else 0.0
