"""What is to be planned: candidates, money, staff. Money is in whole thousands of the currency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from aqyl.plan.models import Basis

MONTHS = 12
Blocked = Literal["forbidden", "no_cost"]


@dataclass(frozen=True, slots=True)
class Take:
    """What an action takes.

    once: to put it in place, spread over its months; yearly: to run it from then on. staff: posts
    from its first month to the end of the plan. funding: the sources that may pay for it.
    """

    once: int
    yearly: int
    staff: float
    months: int
    basis: Basis
    funding: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An initiative that a settlement does not have yet.

    status: where it stands now, None where nothing is known. gain: points of the total score it
    brings. need: the share of its domain that is missing now, 0-1. take: None where no cost is
    known. needs: initiatives, not in place yet, that come before it. due: the year by the end of
    which it is to be in place. fixed: a person asked for it, in `fixed_year` if that is given.
    """

    settlement: str
    initiative: str
    status: str | None
    gain: float
    need: float
    take: Take | None
    needs: tuple[str, ...] = ()
    due: int | None = None
    blocked: Blocked | None = None
    fixed: bool = False
    fixed_year: int | None = None

    @property
    def id(self) -> str:
        """Settlement and initiative."""
        return f"{self.settlement}:{self.initiative}"


@dataclass(frozen=True)
class Problem:
    """All that the optimiser is given.

    start: the first year; years: how many. starts: how often in a year work may begin (1, 2, 4 or
    12). budgets: by settlement and year the money by source of funding. staff: posts by settlement
    and year; there is no limit where none is given. saving: the share of `once` that each saves
    where at least joint_from settlements begin the same in the same year. exclusions: a
    settlement and two initiatives of which it takes at most one.
    """

    start: int
    years: int
    candidates: tuple[Candidate, ...]
    budgets: Mapping[tuple[str, int], Mapping[str, int]]
    staff: Mapping[tuple[str, int], float] = field(default_factory=dict)
    starts: int = 1
    saving: float = 0.0
    joint_from: int = 2
    exclusions: tuple[tuple[str, str, str], ...] = ()

    @property
    def calendar(self) -> range:
        """The years of the plan."""
        return range(self.start, self.start + self.years)

    @cached_property
    def settlements(self) -> tuple[str, ...]:
        """Whoever has a budget, sorted."""
        return tuple(sorted({settlement for settlement, _ in self.budgets}))

    @cached_property
    def by_id(self) -> Mapping[str, Candidate]:
        """Id -> candidate."""
        return {candidate.id: candidate for candidate in self.candidates}

    def of(self, settlement: str) -> Problem:
        """The part of one settlement."""
        return replace(
            self,
            candidates=tuple(c for c in self.candidates if c.settlement == settlement),
            budgets={key: money for key, money in self.budgets.items() if key[0] == settlement},
            staff={key: posts for key, posts in self.staff.items() if key[0] == settlement},
            exclusions=tuple(pair for pair in self.exclusions if pair[0] == settlement),
        )

    def with_candidates(self, candidates: Iterable[Candidate]) -> Problem:
        """The same with other candidates."""
        return replace(self, candidates=tuple(candidates))
