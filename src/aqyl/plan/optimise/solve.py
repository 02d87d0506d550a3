"""CP-SAT set to give the same answer to the same question, and to stop when asked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from aqyl.plan.optimise.core import Answer, Core, Option, is_met
from aqyl.plan.optimise.halt import Halt
from aqyl.plan.optimise.model import Model, Sides


@dataclass(frozen=True)
class Limits:
    """How long and how exactly is searched.

    effort: at most so much work, in CP-SAT's deterministic seconds: the same on every machine. gap:
    good enough where no choice can be worth more than this share above. seed: of the search.
    workers: of CP-SAT; docs/decisions/0013 says why one is the rule.
    """

    effort: float = 20.0
    gap: float = 0.0
    seed: int = 469
    workers: int = 1


QUIET, PLAIN = Limits(), Sides()


def solve(
    core: Core,
    limits: Limits = QUIET,
    sides: Sides = PLAIN,
    hint: Mapping[str, Option] | None = None,
    halt: Halt | None = None,
) -> Answer:
    """The choice of most worth among those that meet the most due tasks.

    hint: a choice to begin the search at. A search that is halted gives the best found so far.
    """
    held = halt or Halt()
    met = _most_met(core, limits, sides, hint, held)
    if not met.found or met.stopped:
        return met
    model = Model(core, sides)
    if core.due:
        model.cp.add(model.met() >= met.met)
    model.cp.maximize(model.worth())
    model.hint(met.chosen or hint or {})
    run = Run(model, limits, held)
    answer = run.answer()
    if not answer.found and not run.impossible:
        answer = _fallback(core, met, run)
    return replace(answer, met_bound=max(met.met_bound, answer.met))


def _fallback(core: Core, met: Answer, run: Run) -> Answer:
    """Nothing was found in time but what the first search ended with, or to do nothing."""
    fits = met.chosen or (min(core.capacities, default=0) >= 0 and met.met == 0)
    bound = run.bound if math.isfinite(run.bound) else _most(core)
    return replace(
        met, found=bool(fits), bound=math.floor(bound), stopped=run.stopped, proven=False
    )


def _most(core: Core) -> int:
    """More than any choice is worth."""
    return sum(max((o.worth for o in task.options), default=0) for task in core.tasks)


def _most_met(
    core: Core, limits: Limits, sides: Sides, hint: Mapping[str, Option] | None, halt: Halt
) -> Answer:
    """A choice that meets the most due tasks, or as many as `sides` asks for."""
    if sides.met is not None:
        return Answer(found=True, proven=True, met=sides.met, met_bound=sides.met)
    if not core.due and not any(task.must for task in core.tasks):
        return Answer(found=True, proven=True)
    model = Model(core, sides)
    if core.due:
        model.cp.maximize(model.met())
    model.hint(hint or {})
    run = Run(model, replace(limits, gap=0.0), halt)
    answer = run.answer()
    if not answer.found:
        return answer
    bound = math.floor(run.bound + 1e-6) if core.due else 0
    worth = sum(option.worth for option in answer.chosen.values())
    return replace(answer, worth=worth, bound=_most(core), met_bound=bound, proven=False)


class Run:
    """One run of the solver on a model."""

    def __init__(self, model: Model, limits: Limits, halt: Halt) -> None:
        from ortools.sat.python import cp_model

        self.model = model
        self.solver: Any = cp_model.CpSolver()
        given = self.solver.parameters
        given.num_workers = limits.workers
        given.linearization_level = 2
        given.interleave_search = limits.workers > 1
        given.random_seed = limits.seed
        given.max_deterministic_time = limits.effort
        given.relative_gap_limit = limits.gap
        given.catch_sigint_signal = False
        with halt.watching(self.solver) as stopped_before:
            self.status = cp_model.UNKNOWN if stopped_before else self.solver.solve(model.cp)
        self.found = self.status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        self.impossible = self.status == cp_model.INFEASIBLE
        self.stopped = halt.stopped
        ran = self.status != cp_model.UNKNOWN
        self.bound = float(self.solver.best_objective_bound) if ran else math.inf

    def value(self, expression: Any) -> int:
        """The value of an expression in the choice found."""
        return int(self.solver.value(expression))

    def answer(self) -> Answer:
        """What was found, as an answer to the core."""
        if not self.found:
            return Answer(proven=self.impossible, stopped=self.stopped)
        core = self.model.core
        chosen = {
            task.id: option
            for task in core.tasks
            for variable, option in zip(self.model.x[task.id], task.options, strict=True)
            if self.solver.boolean_value(variable)
        }
        worth = sum(option.worth for option in chosen.values())
        bound = max(math.floor(self.bound + 1e-6), worth)
        met = sum(is_met(task, chosen.get(task.id)) for task in core.due)
        return Answer(chosen, worth, bound, True, bound == worth, met, met, self.stopped)
