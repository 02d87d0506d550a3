"""Spending by year, who pays, the front, warm starts, an interrupted search."""

from __future__ import annotations

import signal
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.plan import optimise as room
from aqyl.plan.optimise import Limits, Take, cheapest, front, optimise, with_plenty
from aqyl.plan.optimise.build import spending, unions
from aqyl.plan.optimise.halt import Halt
from aqyl.plan.optimise.pay import pay
from aqyl.plan.optimise.solve import solve
from tests.plan.optimise.small import candidate, problem, take
from tests.plan.optimise.test_scheduling import J30, read


def test_the_public_face() -> None:
    assert room.__all__ == [
        *("Candidate", "Choice", "Clash", "Limits", "Point", "Problem", "Solution", "Take", "Why"),
        *("cheapest", "clashes", "explain", "front", "optimise", "with_plenty"),
    ]


@given(st.integers(0, 10**9), st.integers(0, 10**6), st.integers(1, 60), st.integers(0, 11))
def test_what_is_spent_adds_up(once: int, yearly: int, months: int, start: int) -> None:
    parts = spending(Take(once, yearly, 0.0, months, "own", ("local",)), start, 6)
    running = 72 - start - months
    assert sum(part.once for part in parts) == once
    assert sum(part.running for part in parts) == (2 * yearly * running + 12) // 24
    assert all(part.once >= 0 and part.running >= 0 for part in parts)


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.sets(st.sampled_from("xyz"), min_size=1)), max_size=6
    ),
    st.dictionaries(st.sampled_from("xyz"), st.integers(0, 30)),
)
def test_all_is_paid_just_where_every_union_of_sources_suffices(
    costs: list[tuple[int, set[str]]], money: dict[str, int]
) -> None:
    bills = [(str(n), amount, tuple(sorted(names))) for n, (amount, names) in enumerate(costs)]
    paid = pay(bills, money)
    enough = all(
        sum(amount for _, amount, names in bills if set(names) <= set(union))
        <= sum(money.get(source, 0) for source in union)
        for union in unions({names for _, _, names in bills})
    )
    whole = all(sum(paid[one].values()) == amount for one, amount, _ in bills)
    assert whole == enough
    for source in "xyz":
        assert sum(parts.get(source, 0) for parts in paid.values()) <= money.get(source, 0)
    assert all(set(paid[one]) <= set(names) for one, _, names in bills)


def test_joint_buying_brings_in_what_neither_could_pay_alone() -> None:
    asked = problem(
        candidate("a", "1"), candidate("a", "2"), money=101, years=1, saving=0.1, joint_from=2
    )
    solution = optimise(asked)
    assert [choice.joint for choice in solution.choices] == [("2",), ("1",)]
    assert [choice.total for choice in solution.choices] == [96, 96]
    assert not optimise(asked.of("1")).choices


def test_earlier_is_better_and_a_prerequisite_comes_first() -> None:
    solution = optimise(problem(candidate("b"), candidate("a", needs=("b",))))
    begun = {choice.candidate.initiative: choice.month for choice in solution.choices}
    assert begun == {"b": 0, "a": 12}


def test_a_quarter_is_time_enough_where_work_may_begin_in_any() -> None:
    solution = optimise(problem(candidate("b"), candidate("a", needs=("b",)), starts=4))
    begun = {choice.candidate.initiative: choice.month for choice in solution.choices}
    assert begun == {"b": 0, "a": 6}


def test_the_front_rises_and_the_cheapest_way_lies_on_it() -> None:
    costs = (90, 40, 25, 10)
    asked = problem(
        *(
            candidate(name, gain=gain, take=take(once, 0))
            for name, gain, once in zip("abcd", (3.0, 1.0, 0.5, 0.4), costs, strict=True)
        )
    )
    points = front(asked, 5, Limits())
    assert (points[0].cost, points[0].gain) == (0, 0.0)
    assert (points[-1].cost, points[-1].gain) == (sum(costs), pytest.approx(4.9))
    assert all(point.proven and point.cost <= point.budget for point in points)
    assert all(a.gain <= b.gain for a, b in pairwise(points))
    way = cheapest(asked, 3.4, Limits())
    assert sum(choice.total for choice in way.choices) == 100
    poor = problem(*asked.candidates, money=20)
    assert not cheapest(poor, 3.4, Limits()).answer.found
    assert cheapest(with_plenty(poor), 3.4, Limits()).answer.worth == -100
    beyond = cheapest(with_plenty(poor), 5.0, Limits()).answer
    assert (beyond.found, beyond.proven) == (False, True)


def test_a_plan_made_before_is_a_good_beginning() -> None:
    asked = problem(candidate("a"), candidate("b"), candidate("c"), money=250)
    first = optimise(asked)
    again = optimise(asked, before=first)
    assert again.answer.worth == first.answer.worth


def test_what_is_stopped_gives_the_best_found_and_its_bound() -> None:
    halt = Halt()
    halt.stop()
    answer = solve(read(J30), Limits(), halt=halt)
    assert (answer.found, answer.stopped, answer.proven) == (False, True, False)


PROGRAM = """
import time
from aqyl.plan.optimise.halt import interruptible

def work(halt):
    print("begun", flush=True)
    while not halt.stopped:
        time.sleep(0.01)
    return "the best found"

print(interruptible(work), flush=True)
"""


def test_ctrl_c_ends_the_search_and_not_the_program() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "begun\n"
        program.send_signal(signal.SIGINT)
        try:
            said, _ = program.communicate(timeout=60)
        finally:
            program.kill()
    assert (said, program.returncode) == ("the best found\n", 0)
