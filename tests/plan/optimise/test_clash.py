"""An infeasible demand: which demands and limits clash, and what is missing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from aqyl.plan.optimise import Limits, Problem, clashes, optimise
from aqyl.plan.optimise.build import Row
from tests.plan.optimise.small import candidate, problem, problems, take

EXACT = Limits(effort=10.0)


def test_the_money_of_a_year_clashes_with_what_is_due() -> None:
    asked = problem(candidate("a", due=2027), candidate("b", due=2027), money=200, years=1)
    [clash] = clashes(optimise(asked))
    assert (clash.due, clash.fixed, clash.late) == (("a", "b"), (), ())
    assert clash.rows == (Row("1", 2027, ("local", "private", "republican")),)
    assert (clash.least, clash.money, clash.posts) == (True, {2027: 12}, {})


def test_only_what_clashes_is_named() -> None:
    dear = candidate("a", fixed=True, fixed_year=2028, take=take(once=5000))
    [clash] = clashes(optimise(problem(dear, candidate("b", due=2027), candidate("c"))))
    assert (clash.due, clash.fixed) == ((), ("a",))
    assert [row.year for row in clash.rows] == [2028]
    assert clash.money == {2028: 4018}


def test_staff_and_time() -> None:
    asked = problem(
        candidate("a", due=2027),
        candidate("b", due=2027, take=take(months=20)),
        staff={("1", year): 0.25 for year in (2027, 2028, 2029)},
    )
    [clash] = clashes(optimise(asked))
    assert (clash.due, clash.late) == (("a",), ("b",))
    assert clash.posts == {2027: 0.75, 2028: 0.75, 2029: 0.75}


def test_something_fixed_rests_on_something_forbidden() -> None:
    asked = problem(candidate("a", blocked="forbidden"), candidate("b", needs=("a",), fixed=True))
    solution = optimise(asked)
    assert not solution.answer.found
    assert not solution.choices
    [clash] = clashes(solution)
    assert (clash.fixed, clash.rows, clash.money) == (("b",), (), {})


@settings(max_examples=15, deadline=None)
@given(problems(settlements=1))
def test_with_what_is_missing_everything_is_kept_and_with_less_it_is_not(asked: Problem) -> None:
    solution = optimise(asked, EXACT)
    for clash in clashes(solution, EXACT):
        assert clash.least
        in_time = [
            replace(c, due=None) if c.initiative in clash.late else c for c in asked.candidates
        ]
        budgets = {
            (town, year): {
                **money,
                "local": money.get("local", 0) + clash.money.get(year, 0),
                "private": money.get("private", 0) + clash.money.get(year, 0),
                "republican": money.get("republican", 0) + clash.money.get(year, 0),
            }
            for (town, year), money in asked.budgets.items()
        }
        staff = {key: posts + clash.posts.get(key[1], 0.0) for key, posts in asked.staff.items()}
        helped = replace(asked, candidates=tuple(in_time), budgets=budgets, staff=staff)
        answer = optimise(helped, EXACT).answer
        due = [c for c in in_time if c.due is not None and c.due in asked.calendar]
        if clash.money or clash.posts:
            assert answer.met == len(due)


@settings(max_examples=15, deadline=None)
@given(problems(settlements=1))
def test_everything_is_kept_just_where_nothing_clashes(asked: Problem) -> None:
    solution = optimise(asked, EXACT)
    due = [c for c in asked.candidates if c.due is not None and c.due in asked.calendar]
    assert (solution.answer.met == len(due)) == (not clashes(solution, EXACT))
