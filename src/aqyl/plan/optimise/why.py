"""Why each candidate is in the plan or not, in figures that can be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from aqyl.plan.optimise.build import POSTS, Built
from aqyl.plan.optimise.core import Answer, Core, Option, Task, is_met
from aqyl.plan.optimise.problem import MONTHS, Candidate
from aqyl.plan.optimise.room import Room
from aqyl.plan.optimise.run import split
from aqyl.plan.optimise.solution import Solution

Kind = Literal[
    "fixed",
    "due",
    "gain",
    "carries",
    "forbidden",
    "no_cost",
    "no_plan",
    "prerequisite",
    "excluded",
    "too_long",
    "worthless",
    "short",
    "unsettled",
]


@dataclass(frozen=True)
class Why:
    """Why a candidate is in the plan (`chosen`) or not.

    fixed: a person asked for it; due: a base initiative by its stage; gain: for the score; carries:
    only others rest on it. forbidden, no_cost; no_plan: the settlement has none, see its clash;
    prerequisite: `others` are neither in place nor in the plan; excluded: by `others`; too_long: it
    would not be ready within the plan; worthless: it brings no points; short: money or staff is
    missing; unsettled: the search ended before it could tell.

    money, posts: by year, what is missing to begin it in `year` beside this very plan; no other
    beginning takes less money. sure: given just for it, that much brings it into the best plan. It
    does when the plan is the best: a plan without it is worth no more than before, this plan with
    it is worth more.
    """

    candidate: Candidate
    chosen: bool
    kind: Kind
    others: tuple[str, ...] = ()
    year: int | None = None
    money: Mapping[int, int] = field(default_factory=dict)
    posts: Mapping[int, float] = field(default_factory=dict)
    sure: bool = False


def explain(solution: Solution) -> tuple[Why, ...]:
    """A reason for each candidate, in their order."""
    found: dict[str, Why] = {}
    for settlement, part in split(solution.built).items():
        told = _Part(solution.built, part, solution.answers[settlement], solution.answer.chosen)
        found |= {why.candidate.id: why for why in told.all()}
    return tuple(found[candidate.id] for candidate in solution.problem.candidates)


@dataclass(frozen=True)
class _Part:
    """One settlement's share of a plan."""

    built: Built
    core: Core
    answer: Answer
    everywhere: Mapping[str, Option]

    def all(self) -> Iterator[Why]:
        room = Room(self.built.core, self.everywhere)
        for task in self.core.tasks:
            candidate = self.built.problem.by_id[task.id]
            option = self.answer.chosen.get(task.id)
            if option is not None:
                yield self._taken(candidate, task, option)
            else:
                yield self._left(candidate, task, room)

    def _taken(self, candidate: Candidate, task: Task, option: Option) -> Why:
        resting = tuple(
            other.id.partition(":")[2]
            for other in self.core.tasks
            if task.id in other.needs and other.id in self.answer.chosen
        )
        kind: Kind = "gain" if option.worth > 0 else "carries"
        if candidate.fixed:
            kind = "fixed"
        elif is_met(task, option):
            kind = "due"
        year = self.built.problem.start + self.built.month(option) // MONTHS
        return Why(candidate, True, kind, resting, year)

    def _left(self, candidate: Candidate, task: Task, room: Room) -> Why:
        kind, others = self._obstacle(candidate, task, room)
        if kind is None:
            return self._short(candidate, task, room, room.possible(task))
        return Why(candidate, False, kind, tuple(one.partition(":")[2] for one in others))

    def _obstacle(
        self, candidate: Candidate, task: Task, room: Room
    ) -> tuple[Kind | None, Sequence[str]]:
        """What stands against it other than money and staff."""
        absent = [need for need in task.needs if need not in self.answer.chosen]
        rivals = room.rivals(task)
        obstacles: list[tuple[bool, Kind, Sequence[str]]] = [
            (candidate.blocked is not None, candidate.blocked or "forbidden", ()),
            (not self.answer.found, "no_plan", ()),
            (not task.options, "too_long", ()),
            (bool(absent), "prerequisite", absent),
            (bool(rivals), "excluded", rivals),
            (not room.possible(task), "too_long", ()),
        ]
        return next(((kind, others) for there, kind, others in obstacles if there), (None, ()))

    def _short(self, candidate: Candidate, task: Task, room: Room, options: list[Option]) -> Why:
        if all(option.worth <= 0 and not is_met(task, option) for option in options):
            return Why(candidate, False, "worthless")
        lacks = [(option, *self._lack(room, option)) for option in options]
        option, money, posts = min(
            lacks,
            key=lambda one: (
                sum(one[1].values()),
                sum(one[2].values()),
                not is_met(task, one[0]),
                -one[0].worth,
                one[0].start,
            ),
        )
        year = self.built.problem.start + self.built.month(option) // MONTHS
        if not money and not posts:
            return Why(candidate, False, "unsettled", year=year)
        return Why(candidate, False, "short", (), year, money, posts, self._sure(task, option))

    def _lack(self, room: Room, option: Option) -> tuple[dict[int, int], dict[int, float]]:
        """What is missing by year: of money the most that any of the year's rows lacks."""
        money, posts = dict[int, int](), dict[int, float]()
        for number, lack in sorted(room.missing(option).items()):
            row = self.built.rows[number]
            if row.funding:
                money[row.year] = max(money.get(row.year, 0), lack)
            else:
                posts[row.year] = lack / POSTS
        return money, posts

    def _sure(self, task: Task, option: Option) -> bool:
        """Whether this plan with the option beats every plan without it."""
        if is_met(task, option):
            return self.answer.met_bound == self.answer.met
        settled = self.answer.met_bound == self.answer.met
        return settled and option.worth > self.answer.bound - self.answer.worth
