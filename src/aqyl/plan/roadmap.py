"""From what the optimiser chose to a settlement's roadmap, and to the scores it leads to."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from aqyl.assess import Assessment
from aqyl.assess.answers import standing_rule
from aqyl.assess.case import Case
from aqyl.assess.replay import KNOWN, STANDINGS
from aqyl.language import say_all
from aqyl.plan.candidates import planning_of
from aqyl.plan.models import Action, Budget, Effect, Expense, Milestone, Passage, Roadmap
from aqyl.plan.optimise.problem import MONTHS
from aqyl.plan.optimise.solution import Choice, Solution
from aqyl.standard.entries import Text
from aqyl.standard.models import Edition, Indicator, Initiative


@dataclass(frozen=True, slots=True)
class YearScore:
    """The total score at the end of a year of the plan.

    score: by the rules of the assessment, on its answers with those of the plan; estimate: the sum
    of the gains that the optimiser counted with.
    """

    year: int
    score: float
    estimate: float


def roadmap(solution: Solution, assessment: Assessment, settlement: str) -> Roadmap:
    """The actions of a settlement with dates, money, effects, prerequisites and milestones."""
    problem, choices = solution.problem, solution.of(settlement)
    actions = tuple(_action(choice, choices, solution, assessment) for choice in choices)
    budgets = tuple(
        Budget(year=year, funding=funding, amount=amount)
        for (owner, year), money in sorted(problem.budgets.items())
        if owner == settlement
        for funding, amount in sorted(money.items())
    )
    return Roadmap(
        start=problem.start,
        end=problem.calendar[-1],
        budgets=budgets,
        actions=actions,
        milestones=tuple(map(_milestone, actions)),
    )


def _milestone(action: Action) -> Milestone:
    title = Passage(generated=Text(**say_all("plan.milestone.done")))
    return Milestone(id=f"{action.id}.done", action=action.id, due=action.end, title=title)


def first_day(start: int, month: int) -> dt.date:
    """The first day of a month of a plan, 0 being the first.

    >>> first_day(2027, 14)
    datetime.date(2028, 3, 1)
    """
    return dt.date(start + month // MONTHS, month % MONTHS + 1, 1)


def _action(
    choice: Choice, choices: tuple[Choice, ...], solution: Solution, assessment: Assessment
) -> Action:
    edition, problem = assessment.edition, solution.problem
    initiative = _initiative(edition, choice.candidate.initiative)
    last = first_day(problem.start, choice.done - 1)
    chosen = {other.candidate.initiative for other in choices}
    return Action(
        id=initiative.id,
        initiative=initiative.id,
        title=Passage(generated=initiative.title),
        status=planning_of(edition).target,
        start=first_day(problem.start, choice.month),
        end=last.replace(day=calendar.monthrange(last.year, last.month)[1]),
        staff=choice.take.staff,
        expenses=tuple(_expenses(choice, problem.calendar)),
        effects=tuple(_effects(assessment, initiative, choice.candidate.settlement)),
        prerequisites=tuple(need for need in choice.candidate.needs if need in chosen),
        joint=choice.joint,
        mandatory=choice.candidate.due is not None,
    )


def _initiative(edition: Edition, name: str) -> Initiative:
    return next(one for one in edition.initiatives if one.id == name)


def _expenses(choice: Choice, years: range) -> Iterator[Expense]:
    for year, parts in zip(years, choice.paid, strict=True):
        for funding, amount in parts.items():
            yield Expense(year=year, funding=funding, amount=amount, basis=choice.take.basis)


def _effects(assessment: Assessment, initiative: Initiative, settlement: str) -> Iterator[Effect]:
    """Each indicator the edition says it moves, the edition's share of the way to its best."""
    edition = assessment.edition
    share = planning_of(edition).effect
    values = {f.node: f.value for f in assessment.facts if f.settlement == settlement}
    group = next(unit.group for unit in assessment.units if unit.id == settlement)
    for indicator in edition.indicators:
        value, best = values.get(indicator.id), _best(indicator, group)
        if indicator.id in initiative.moves and value is not None and best is not None:
            change = share * (best - value)
            if (change > 0) == (indicator.direction == "up") and change:
                yield Effect(indicator=indicator.id, change=change, basis="assumption")


def _best(indicator: Indicator, group: str) -> float | None:
    posts = {post.group: post.high for post in indicator.goalposts}
    return posts.get(group, posts.get("all"))


def scores_after(assessment: Assessment, solution: Solution) -> Mapping[str, tuple[YearScore, ...]]:
    """For each settlement the total at the end of each year, scored anew by the assessment's rules.

    What is in force by then has the edition's target status and counts as stated; everything else
    stays as it was assessed, indicators too.
    """
    case, problem = Case(assessment), solution.problem
    edition, leaves = assessment.edition, assessment.tree.leaves
    target = [s.id for s in edition.statuses].index(planning_of(edition).target)
    stated = next(n for n, s in enumerate(STANDINGS) if standing_rule(edition, s).score == "stated")
    base = np.nan_to_num(case.scored.total)
    estimate = {name: float(base[case.rows[name]]) for name in problem.settlements}
    found: dict[str, list[YearScore]] = {name: [] for name in problem.settlements}
    cells = case.cells.copy()
    for n, year in enumerate(problem.calendar):
        for choice in solution.choices:
            if MONTHS * n < choice.done <= MONTHS * (n + 1):
                name = choice.candidate.settlement
                cell = case.rows[name], leaves.index(choice.candidate.initiative)
                cells.state[cell], cells.standing[cell], cells.status[cell] = KNOWN, stated, target
                estimate[name] += choice.candidate.gain
        totals = case.nodes(case.score(cells)).total
        for name, scores in found.items():
            score = float(np.nan_to_num(totals[case.rows[name]]))
            scores.append(YearScore(year, score, round(estimate[name], 10)))
    return {name: tuple(scores) for name, scores in found.items()}
