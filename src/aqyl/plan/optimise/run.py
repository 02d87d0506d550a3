"""The optimiser: from a problem to a plan."""

from __future__ import annotations

from dataclasses import replace

from aqyl.plan.optimise.apart import Progress, solve_apart, together
from aqyl.plan.optimise.build import Built, build
from aqyl.plan.optimise.core import Answer, Core, is_met
from aqyl.plan.optimise.halt import Halt, interruptible
from aqyl.plan.optimise.problem import Problem
from aqyl.plan.optimise.room import filled
from aqyl.plan.optimise.solution import Solution
from aqyl.plan.optimise.solve import Limits, solve

# So many settlements are solved in one model; of more, each by itself (see `apart`).
WHOLE = 3
LIMITS = Limits(effort=8.0, gap=0.001)
# Of each of many settlements.
MANY = Limits(effort=4.0, gap=0.005)


def optimise(
    problem: Problem,
    limits: Limits | None = None,
    before: Solution | None = None,
    told: Progress | None = None,
) -> Solution:
    """Which actions begin when, so that the score rises most where need is largest.

    Of all plans that keep to budgets, staff, prerequisites, exclusions and what a person fixed, and
    that have the most base initiatives in place by the year of their stage, the one with the most

        sum over actions of  gain x need x months in force within the plan

    gain: points of the total score; need: the share of the domain's score that is missing now. So
    what is begun earlier counts longer. An action takes `once` spread evenly over its months, then
    `yearly` by the month; where at least joint_from settlements begin the same in the same year,
    each saves `saving` of `once`. All numbers are whole: money in thousands, posts in hundredths,
    worth in thousandths of a point and month.

    limits: LIMITS where not given, MANY for each of more than WHOLE settlements. before: a plan to
    begin the search at. Ctrl-C ends the search with the best found, whose gap is known
    (`Solution.answer`). The same problem and limits give the same plan.
    """
    built = build(problem)
    parts = split(built)
    held = limits or (LIMITS if len(parts) <= WHOLE else MANY)
    hint = {} if before is None else dict(before.answer.chosen)

    def work(halt: Halt) -> tuple[Answer, dict[str, Answer]]:
        if len(parts) <= WHOLE:
            whole = filled(built.core, solve(built.core, held, hint=hint, halt=halt))
            return whole, {name: _share(part, whole) for name, part in parts.items()}
        found = solve_apart(list(parts.values()), held, halt, hint, told)
        answers = [filled(part, one) for part, one in zip(parts.values(), found, strict=True)]
        return together(answers), dict(zip(parts, answers, strict=True))

    return Solution(built, *interruptible(work))


def split(built: Built) -> dict[str, Core]:
    """The core of each settlement."""
    settlement_of = {one: c.settlement for one, c in built.problem.by_id.items()}
    parts = {}
    for settlement in sorted(set(settlement_of.values())):
        tasks = tuple(t for t in built.core.tasks if settlement_of[t.id] == settlement)
        sets = tuple(ids for ids in built.core.exclusions if settlement_of[ids[0]] == settlement)
        parts[settlement] = replace(built.core, tasks=tasks, exclusions=sets)
    return parts


def _share(part: Core, whole: Answer) -> Answer:
    """A settlement's share of the plan; what the whole can still gain may be gained here."""
    chosen = {task.id: whole.chosen[task.id] for task in part.tasks if task.id in whole.chosen}
    worth = sum(option.worth for option in chosen.values())
    met = sum(is_met(task, chosen.get(task.id)) for task in part.due)
    return replace(
        whole,
        chosen=chosen,
        worth=worth,
        bound=worth + whole.bound - whole.worth,
        met=met,
        met_bound=min(met + whole.met_bound - whole.met, len(part.due)),
    )
