"""What the optimiser chose, with the money of each year and who pays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from aqyl.plan.optimise.build import Built, Spent, saving, spending
from aqyl.plan.optimise.core import Answer, Option, joint_lots
from aqyl.plan.optimise.pay import pay
from aqyl.plan.optimise.problem import Candidate, Problem, Take


@dataclass(frozen=True)
class Choice:
    """An action of the plan.

    month: in which it begins, 0 the first of the plan. spent: by year, savings taken off. paid: by
    year, from which source. joint: the settlements it is bought together with.
    """

    candidate: Candidate
    take: Take
    month: int
    spent: tuple[Spent, ...]
    paid: tuple[Mapping[str, int], ...]
    joint: tuple[str, ...] = ()

    @property
    def done(self) -> int:
        """The month from which it is in force."""
        return self.month + self.take.months

    @property
    def total(self) -> int:
        """All it takes within the plan."""
        return sum(spent.total for spent in self.spent)


@dataclass(frozen=True)
class Solution:
    """A plan for all settlements of a problem.

    answer: of all together; answers: of each settlement. Where none was found nothing is planned.
    """

    built: Built
    answer: Answer
    answers: Mapping[str, Answer]

    @property
    def problem(self) -> Problem:
        """What was asked."""
        return self.built.problem

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The actions, by settlement, first month and initiative."""
        found = [choice for name in self.answers for choice in self._of(name)]
        return tuple(
            sorted(
                found,
                key=lambda c: (c.candidate.settlement, c.month, c.candidate.initiative),
            )
        )

    def of(self, settlement: str) -> tuple[Choice, ...]:
        """The actions of a settlement."""
        return tuple(c for c in self.choices if c.candidate.settlement == settlement)

    @cached_property
    def _buyers(self) -> Mapping[str, tuple[str, ...]]:
        """Joint lot -> the settlements that buy."""
        chosen = self.answer.chosen
        joint = joint_lots(self.built.core, chosen)
        return {
            lot: tuple(
                sorted(self.problem.by_id[i].settlement for i, o in chosen.items() if o.lot == lot)
            )
            for lot in joint
        }

    def _of(self, settlement: str) -> Iterator[Choice]:
        problem, chosen = self.problem, self.answers[settlement].chosen
        spent = {one: self._spent(one, option) for one, option in chosen.items()}
        paid = [
            pay(
                [(one, spent[one][n].total, _take(problem, one).funding) for one in sorted(chosen)],
                problem.budgets.get((settlement, year), {}),
            )
            for n, year in enumerate(problem.calendar)
        ]
        for one, option in chosen.items():
            buyers = self._buyers.get(option.lot, ())
            yield Choice(
                problem.by_id[one],
                _take(problem, one),
                self.built.month(option),
                spent[one],
                tuple(parts[one] for parts in paid),
                tuple(buyer for buyer in buyers if buyer != settlement),
            )

    def _spent(self, one: str, option: Option) -> tuple[Spent, ...]:
        problem = self.problem
        parts = spending(_take(problem, one), self.built.month(option), problem.years)
        if option.lot not in self._buyers:
            return parts
        return tuple(Spent(p.once - saving(problem, p), p.running) for p in parts)


def _take(problem: Problem, one: str) -> Take:
    take = problem.by_id[one].take
    assert take is not None, one  # noqa: S101 - without a cost nothing has options
    return take
