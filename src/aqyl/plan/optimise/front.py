"""The cheapest way to a score, and what each sum of money buys at best."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from aqyl.plan.optimise.apart import Progress
from aqyl.plan.optimise.build import Built, build
from aqyl.plan.optimise.core import Answer, Core, Option
from aqyl.plan.optimise.halt import Halt, interruptible
from aqyl.plan.optimise.problem import Problem
from aqyl.plan.optimise.run import LIMITS
from aqyl.plan.optimise.solution import Solution
from aqyl.plan.optimise.solve import Limits, solve

# Gains are counted in millionths of a point.
MICRO = 10**6
# More money than any plan takes, thousands.
_PLENTY = 10**10
QUICK = Limits(effort=4.0, gap=0.005)


@dataclass(frozen=True)
class Point:
    """The most points of the score that a sum of money buys by the end of the plan.

    cost: of the plan found, thousands; gain: points, and gain_bound: at most so many. proven: no
    plan of at most `budget` gains more.
    """

    budget: int
    cost: int
    gain: float
    gain_bound: float
    proven: bool


def cheapest(problem: Problem, gain: float, limits: Limits = LIMITS) -> Solution:
    """The plan that gains at least so many points of the total score and takes the least money.

    For one settlement. Money is all that is spent within the plan. Budgets, staff, prerequisites
    and what is fixed hold; the years of stages do not matter. `answer.found` is False where the
    gain cannot be had, and with `answer.proven` by no plan at all.
    """
    priced = _Priced.of(problem)
    wanted = math.ceil(gain * MICRO - 0.5)
    core = priced.limited(priced.built.core, -wanted, lambda one, option: -priced.gains[one])
    core = priced.valued(core, lambda one, option: -priced.cost(option))
    answer = interruptible(lambda halt: solve(core, limits, halt=halt))
    shown = replace(answer, chosen=priced.own(answer))
    settlements = sorted({candidate.settlement for candidate in problem.candidates})
    return Solution(priced.built, shown, dict.fromkeys(settlements, shown))


def with_plenty(problem: Problem) -> Problem:
    """The problem without limits of money."""
    plenty = {key: dict.fromkeys(money, _PLENTY) for key, money in problem.budgets.items()}
    return replace(problem, budgets=plenty)


def front(
    problem: Problem, points: int = 10, limits: Limits = QUICK, told: Progress | None = None
) -> tuple[Point, ...]:
    """What equal steps of money buy at best, up to the least that the most gain takes.

    For one settlement; fewer points where the search is broken off.
    """
    priced = _Priced.of(problem)
    core = priced.valued(priced.built.core, lambda one, option: priced.gains[one])

    def work(halt: Halt) -> Iterable[Point]:
        best = solve(core, limits, halt=halt)
        kept = priced.limited(core, -best.worth, lambda one, option: -priced.gains[one])
        kept = priced.valued(kept, lambda one, option: -priced.cost(option))
        frugal = solve(kept, limits, hint=best.chosen, halt=halt)
        most = priced.spent(frugal if frugal.found else best)
        found, hint = list[Point](), dict[str, Option]()
        for step in range(points + 1):
            budget = most * step // points
            capped = priced.limited(core, budget, lambda one, option: priced.cost(option))
            answer = solve(capped, limits, hint=hint, halt=halt)
            if answer.stopped or not answer.found:
                break
            hint = dict(answer.chosen)
            gained, bound = answer.worth / MICRO, answer.bound / MICRO
            found.append(Point(budget, priced.spent(answer), gained, bound, answer.proven))
            if told is not None:
                told(step + 1, points + 1)
        return found

    return tuple(interruptible(work))


@dataclass(frozen=True)
class _Priced:
    """A core whose years of stages are left out, with what each task gains and takes."""

    built: Built
    gains: dict[str, int]

    @classmethod
    def of(cls, problem: Problem) -> _Priced:
        plain = problem.with_candidates(replace(c, due=None) for c in problem.candidates)
        gains = {c.id: math.floor(c.gain * MICRO) for c in plain.candidates}
        return cls(build(plain), gains)

    def cost(self, option: Option) -> int:
        """All it takes within the plan: the widest row of a year holds all that is spent in it."""
        by_year: dict[int, int] = {}
        for number, amount in option.loads:
            if number < len(self.built.rows) and self.built.rows[number].funding:
                year = self.built.rows[number].year
                by_year[year] = max(by_year.get(year, 0), amount)
        return sum(by_year.values())

    def spent(self, answer: Answer) -> int:
        """What a choice takes."""
        return sum(self.cost(option) for option in answer.chosen.values())

    def valued(self, core: Core, worth: Callable[[str, Option], int]) -> Core:
        """The core with another worth of its options."""
        return self._each(core, lambda one, o: replace(o, worth=worth(one, o)))

    def limited(self, core: Core, capacity: int, load: Callable[[str, Option], int]) -> Core:
        """The core with one more row."""
        row = len(core.capacities)
        more = self._each(core, lambda one, o: replace(o, loads=(*o.loads, (row, load(one, o)))))
        return replace(more, capacities=(*core.capacities, capacity))

    def _each(self, core: Core, change: Callable[[str, Option], Option]) -> Core:
        tasks = tuple(
            replace(task, options=tuple(change(task.id, option) for option in task.options))
            for task in core.tasks
        )
        return replace(core, tasks=tasks)

    def own(self, answer: Answer) -> dict[str, Option]:
        """A choice in the options of the problem itself."""
        tasks = self.built.core.by_id
        return {
            one: next(o for o in tasks[one].options if o.start == option.start)
            for one, option in answer.chosen.items()
        }
