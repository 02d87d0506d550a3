"""The work of `aqyl plan`: read money, optimise, explain, score anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aqyl.cli.screen import Steps
from aqyl.cli.work import Assessed
from aqyl.problems import InputError, Problem, attempt, raise_if

if TYPE_CHECKING:
    from aqyl.plan.ask import Ask
    from aqyl.plan.money import Money
    from aqyl.plan.optimise import Clash, Point, Solution, Why
    from aqyl.plan.optimise import Problem as Planned
    from aqyl.plan.roadmap import YearScore
    from aqyl.tables import Table


@dataclass(frozen=True)
class Order:
    """What was asked for. settlement: None for all; goal: a level (its id) or a score."""

    settlement: str | None
    ask: Ask
    goal: str | float | None = None
    front: bool = False
    start: int | None = None


@dataclass(frozen=True)
class Made:
    """A plan with all that is told of it.

    without: how many settlements have no budget. beyond: where the goal is out of reach, what the
    cheapest way to it takes, thousands; `reached` is False then.
    """

    assessed: Assessed
    solution: Solution
    reasons: tuple[Why, ...]
    clashes: tuple[Clash, ...]
    scores: Mapping[str, Sequence[YearScore]]
    front: tuple[Point, ...] = ()
    without: int = 0
    reached: bool = True
    beyond: int | None = None


def made(assessed: Assessed, files: Mapping[str, Path], order: Order, begin: Steps) -> Made:
    """The plan that is asked for. Raises InputError with what is wrong in the files."""
    from aqyl.plan.candidates import make_problem
    from aqyl.plan.optimise import clashes, explain, optimise
    from aqyl.plan.roadmap import scores_after

    begin("money")
    money = _money(assessed, files, order)
    problem = make_problem(assessed.assessment, money, order.ask)
    begin("optimise")
    reached, beyond = True, None
    if order.goal is None:
        solution = optimise(problem, told=begin.part)
    else:
        solution, reached, beyond = _cheapest(assessed, problem, order)
    begin("reasons")
    reasons = explain(solution)
    found = clashes(solution) if order.goal is None and order.settlement is not None else ()
    if order.goal is None and order.settlement is None:
        found = clashes(solution, only_impossible=True)
    result = Made(
        assessed,
        solution,
        reasons,
        found,
        scores_after(assessed.assessment, solution),
        without=len(assessed.assessment.units) - len(money.settlements)
        if order.settlement is None
        else 0,
        reached=reached,
        beyond=beyond,
    )
    return replace(result, front=_front(problem, begin)) if order.front else result


def _front(problem: Planned, begin: Steps) -> tuple[Point, ...]:
    from aqyl.plan.optimise import front

    begin("front")
    return front(problem, told=begin.part)


def _money(assessed: Assessed, files: Mapping[str, Path], order: Order) -> Money:
    from aqyl.plan.candidates import planning_of
    from aqyl.plan.money import read_money
    from aqyl.tables import read_table

    rules = planning_of(assessed.edition)
    problems: list[Problem] = []
    read = {name: attempt(lambda n=name: read_table(files[n], n), problems) for name in files}  # type: ignore[misc]
    raise_if(problems)
    tables: dict[str, Table] = {name: table for name, table in read.items() if table is not None}
    start = order.start or int(assessed.assessment.period) + 1
    calendar = range(start, start + (order.ask.years or rules.years))
    units = [unit.id for unit in assessed.assessment.units]
    money = read_money(assessed.edition, units, calendar, tables)
    if order.settlement is None:
        return money
    name = assessed.unit(order.settlement)
    if name not in money.settlements:
        raise InputError([Problem("plan.no_budget", values={"given": name})])
    return money.of(name)


def _cheapest(
    assessed: Assessed, problem: Planned, order: Order
) -> tuple[Solution, bool, int | None]:
    """The cheapest plan that reaches the goal; without limits of money where that takes more."""
    from aqyl.assess.case import Case
    from aqyl.assess.whatif.goal import goal_of
    from aqyl.plan.optimise import cheapest, optimise, with_plenty

    [name] = problem.settlements
    case = Case(assessed.assessment)
    row = case.rows[name]
    assert order.goal is not None  # noqa: S101 - asked by the caller
    aim = goal_of(assessed.assessment, row, order.goal, "all").score
    wanted = aim - float(case.nodes(case.leaves).score[row, -1])
    solution = cheapest(problem, wanted)
    if solution.answer.found or solution.answer.stopped:
        return solution, solution.answer.found, None
    lifted = cheapest(with_plenty(problem), wanted)
    beyond = sum(choice.total for choice in lifted.choices) if lifted.answer.found else None
    return optimise(problem), False, beyond
