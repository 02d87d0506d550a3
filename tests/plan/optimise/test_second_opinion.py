"""CP-SAT and scipy.milp say the same of every small problem, and plans keep to every limit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from hypothesis import given, settings

from aqyl.plan.optimise import Limits, Problem, Solution, optimise
from aqyl.plan.optimise.apart import solve_apart, together
from aqyl.plan.optimise.build import build
from aqyl.plan.optimise.core import used
from aqyl.plan.optimise.halt import Halt
from aqyl.plan.optimise.run import split
from aqyl.plan.optimise.solve import solve
from tests.plan.optimise.second_opinion import Opinion
from tests.plan.optimise.small import problems

EXACT = Limits(effort=10.0)


@settings(max_examples=50, deadline=None)
@given(problems())
def test_both_find_the_same_optimum(problem: Problem) -> None:
    answer = optimise(problem, EXACT).answer
    assert answer.proven
    assert (answer.met, answer.worth) == Opinion(problem).best()


@settings(max_examples=10, deadline=None)
@given(problems())
def test_what_a_person_fixed_is_kept_or_impossible_for_both(problem: Problem) -> None:
    first, *rest = problem.candidates
    fixed = problem.with_candidates([replace(first, fixed=True, fixed_year=2027), *rest])
    answer = optimise(fixed, EXACT).answer
    best = Opinion(fixed).best()
    assert answer.found == (best is not None)
    if best is not None:
        assert (answer.met, answer.worth) == best
        assert first.id in answer.chosen


@settings(max_examples=15, deadline=None)
@given(problems(settlements=3))
def test_settlement_by_settlement_the_bound_holds_and_the_plan_goes(problem: Problem) -> None:
    built = build(problem)
    parts = split(built)
    whole = solve(built.core, EXACT)
    apart = together(solve_apart(list(parts.values()), EXACT, Halt()))
    assert apart.found
    takes = used(built.core, apart.chosen)
    assert all(load <= most for load, most in zip(takes, built.core.capacities, strict=True))
    assert apart.met <= whole.met <= apart.met_bound
    if apart.met == whole.met:
        assert apart.worth <= whole.worth
    if apart.met == apart.met_bound:
        assert whole.worth <= apart.bound


@settings(max_examples=15, deadline=None)
@given(problems())
def test_a_plan_keeps_to_every_limit(problem: Problem) -> None:
    solution = optimise(problem, EXACT)
    check_money(problem, solution)
    for (settlement, year), posts in problem.staff.items():
        at_work = [c for c in solution.of(settlement) if 2027 + c.month // 12 <= year]
        assert sum(choice.take.staff for choice in at_work) <= posts + 1e-9
    done = {choice.candidate.id: choice for choice in solution.choices}
    for choice in solution.choices:
        assert choice.candidate.blocked is None
        assert choice.done <= 12 * problem.years
        for need in choice.candidate.needs:
            assert done[f"{choice.candidate.settlement}:{need}"].done <= choice.month
        buyers = {
            other.candidate.settlement
            for other in solution.choices
            if other.candidate.initiative == choice.candidate.initiative
            and other.month // 12 == choice.month // 12
        }
        if choice.joint:
            assert {choice.candidate.settlement, *choice.joint} == buyers
    for settlement, *names in problem.exclusions:
        assert sum(f"{settlement}:{name}" in done for name in names) <= 1


def check_money(problem: Problem, solution: Solution) -> None:
    """Every cost is paid, by sources that may pay, and none pays more than it has."""
    paid: dict[tuple[str, int, str], int] = defaultdict(int)
    for choice in solution.choices:
        for year, spent, parts in zip(problem.calendar, choice.spent, choice.paid, strict=True):
            assert sum(parts.values()) == spent.total
            assert set(parts) <= set(choice.take.funding)
            for source, amount in parts.items():
                paid[choice.candidate.settlement, year, source] += amount
    for (settlement, year, source), amount in paid.items():
        assert amount <= problem.budgets[settlement, year].get(source, 0)


@settings(max_examples=10, deadline=None)
@given(problems())
def test_the_same_problem_gives_the_same_plan(problem: Problem) -> None:
    assert optimise(problem, EXACT).choices == optimise(problem, EXACT).choices
