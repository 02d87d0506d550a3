"""Reasons are true: the money that is said to be missing brings it in, and less does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings

from aqyl.plan.optimise import Candidate, Limits, Problem, Why, explain, optimise
from aqyl.plan.optimise.build import build
from aqyl.plan.optimise.room import Room
from tests.plan.optimise.small import candidate, problem, problems, take

EXACT = Limits(effort=10.0)


def given_for(asked: Problem, why: Why, less: int = 0) -> Problem:
    """The problem with what is missing given for this candidate alone."""
    town = why.candidate.settlement
    budgets = {key: dict(money) for key, money in asked.budgets.items()}
    for year, lack in why.money.items():
        budgets[town, year]["grant"] = lack - less
    staff = {
        key: posts + (why.posts.get(key[1], 0.0) if key[0] == town else 0.0)
        for key, posts in asked.staff.items()
    }
    assert why.candidate.take is not None
    sources = (*why.candidate.take.funding, "grant")
    helped = replace(why.candidate, take=replace(why.candidate.take, funding=sources))
    others = [helped if c.id == helped.id else c for c in asked.candidates]
    return replace(asked, candidates=tuple(others), budgets=budgets, staff=staff)


@settings(max_examples=20, deadline=None)
@given(problems(settlements=1))
def test_what_is_missing_brings_it_in(asked: Problem) -> None:
    short = [why for why in explain(optimise(asked, EXACT)) if why.kind == "short"]
    assume(short)
    for why in short:
        if why.sure and not why.posts:
            chosen = optimise(given_for(asked, why), EXACT).answer.chosen
            assert why.candidate.id in chosen


@settings(max_examples=20, deadline=None)
@given(problems(settlements=1))
def test_less_leaves_no_room_beside_the_plan(asked: Problem) -> None:
    solution = optimise(asked, EXACT)
    short = [why for why in explain(solution) if why.kind == "short" and why.money]
    assume(short)
    for why in short:
        built = build(given_for(asked, why, less=1))
        task = built.core.by_id[why.candidate.id]
        room = Room(
            built.core,
            {
                i: same(built.core.by_id[i].options, o.start)
                for i, o in solution.answer.chosen.items()
            },
        )
        year = why.year or 0
        there = [o for o in room.possible(task) if 2027 + built.month(o) // 12 == year]
        money = [
            [row for row in room.missing(option) if built.rows[row].funding] for option in there
        ]
        assert all(money)


def same(options, start):  # type: ignore[no-untyped-def]
    return next(option for option in options if option.start == start)


def test_raising_the_budget_by_what_is_missing_makes_it_come_in() -> None:
    asked = problem(candidate("a"), candidate("b", gain=0.9), money=106, years=1)
    [_, left] = explain(optimise(asked))
    assert (left.kind, left.year, left.money, left.sure) == ("short", 2027, {2027: 106}, True)
    richer = replace(asked, budgets={("1", 2027): {"local": 212}})
    assert "1:b" in optimise(richer).answer.chosen
    almost = replace(asked, budgets={("1", 2027): {"local": 211}})
    assert "1:b" not in optimise(almost).answer.chosen


@pytest.mark.parametrize(
    ("left", "kind", "others"),
    [
        (candidate("b", blocked="forbidden"), "forbidden", ()),
        (candidate("b", take=None, blocked="no_cost"), "no_cost", ()),
        (candidate("b", take=take(months=40)), "too_long", ()),
        (candidate("b", needs=("c",)), "prerequisite", ("c",)),
        (candidate("b", gain=0.0), "worthless", ()),
        (candidate("b", gain=0.5), "excluded", ("a",)),
    ],
)
def test_other_reasons(left: Candidate, kind: str, others: tuple[str, ...]) -> None:
    never = candidate("c", blocked="forbidden")
    pairs = (("1", "a", "b"),) if kind == "excluded" else ()
    asked = problem(candidate("a"), left, never, exclusions=pairs)
    _, why, _ = explain(optimise(asked))
    assert (why.chosen, why.kind, why.others) == (False, kind, others)


def test_staff_is_missing() -> None:
    asked = problem(candidate("a"), candidate("b", gain=0.5), years=1, staff={("1", 2027): 1.5})
    _, why = explain(optimise(asked))
    assert (why.kind, why.money, why.posts) == ("short", {}, {2027: 0.5})


def test_why_something_is_in_the_plan() -> None:
    asked = problem(
        candidate("a", fixed=True),
        candidate("b", due=2027),
        candidate("c"),
        candidate("d", gain=0.0),
        candidate("e", needs=("d",)),
    )
    kinds = {why.candidate.initiative: why.kind for why in explain(optimise(asked))}
    assert kinds == {"a": "fixed", "b": "due", "c": "gain", "d": "carries", "e": "gain"}


def test_an_empty_purse_gives_an_empty_plan_with_reasons() -> None:
    solution = optimise(problem(candidate("a"), candidate("b"), money=0))
    assert solution.answer.found
    assert not solution.choices
    assert {why.kind for why in explain(solution)} == {"short"}
