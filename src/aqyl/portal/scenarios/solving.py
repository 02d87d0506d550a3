"""A scenario solved: the plan it comes to, and what more or less money would buy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aqyl.portal.plans.solving import Wishes, problem_of
from aqyl.portal.plans.solving import draft as drafted
from aqyl.portal.results.models import Publication
from aqyl.portal.results.shown import assessment_of

POINTS = 6
TIMES = 3  # as much money a year as was asked with, at most
EFFORT, GAP = 0.5, 0.01  # of each point of the front: a drawing, not a plan


def solve(
    publication: Publication, settlement: str, years: range, wishes: Wishes
) -> dict[str, Any]:
    """text, solved and front of a scenario. Raises InputError for what cannot be had."""
    text, solved = drafted(publication, settlement, years, wishes)
    front = _front(publication, settlement, years, wishes)
    return {"text": text, "solved": solved, "front": front}


def _front(
    publication: Publication, settlement: str, years: range, wishes: Wishes
) -> list[list[object]]:
    """Cost, score gained by the optimiser's own count, and whether no plan as cheap gains more."""
    from aqyl.plan.optimise import Limits, front

    assessment = assessment_of(publication.digest, publication.campaign.period)
    money = {cell: TIMES * amount for cell, amount in wishes.money.items()}
    richer = replace(wishes, money=money)
    problem = problem_of(assessment, settlement, years, richer)
    points = front(problem, POINTS, Limits(effort=EFFORT, gap=GAP))
    return [[one.cost, round(one.gain, 4), one.proven] for one in points]
