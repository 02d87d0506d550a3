"""A plan: the changes that reach a goal, in the order to make them, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from aqyl.assess.whatif.goal import Goal, Within
from aqyl.assess.whatif.levers import Lever
from aqyl.standard.models import Obligation

Least = Literal["changes", "effort"]
Method = Literal["exact", "searched"]
Why = Literal["gain", "prerequisite", "both"]


@dataclass(frozen=True)
class Terms:
    """What a plan has to keep to.

    least: the fewest changes and of these the least effort, or the least effort and of these the
    fewest changes. effort: of one rung by leaf, a whole number 1-20, 1 where not given. per_year:
    how many changes a year can hold. within: ranks over all units or in the settlement's group.
    indicators: whether values are levers too, in quarters of the scale or in bands; None: only
    where the edition scores no initiatives. A value normalised over the units is no lever.
    """

    least: Least = "changes"
    effort: Mapping[str, int] = field(default_factory=dict)
    per_year: int | None = None
    within: Within = "all"
    indicators: bool | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One change.

    before and after: statuses of an initiative (before is None where unknown), value and aim: of an
    indicator (None where unknown). points: 0-1, as counted before and after. gain: points of the
    total score that are lost without it, its prerequisites staying; why: it gains, others of the
    plan rest on it, or both. needs: its prerequisites; needed_by: moves of the plan that rest on
    it. steps: rungs climbed; effort: steps times the effort of one. year: from 1, where a number a
    year was given.
    """

    leaf: str
    kind: str
    before: str | None
    after: str | None
    value: float | None
    aim: float | None
    points: tuple[float, float]
    standing: str | None
    weight: float
    gain: float
    why: Why
    steps: int
    effort: int
    stage: int | None
    obligation: Obligation | None
    needs: tuple[str, ...]
    needed_by: tuple[str, ...]
    year: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a settlement stands: all None while nothing is known of it.

    rank: over all units; rank_in_group: within its group.
    """

    score: float | None
    level: str | None
    rank: int | None
    rank_in_group: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The least changes that reach a goal.

    method: `exact`, no smaller plan reaches it; `searched`, a smaller one may. reached: False where
    every lever at its highest does not do; there are no moves then, and `most` is how far they go.
    before and after: where the settlement stands, the others staying as they are. moves:
    prerequisites first, then by stage.
    """

    settlement: str
    goal: Goal
    terms: Terms
    method: Method
    reached: bool
    most: float
    before: Place
    after: Place
    moves: tuple[Move, ...]

    @property
    def changes(self) -> int:
        """How many leaves change."""
        return len(self.moves)

    @property
    def effort(self) -> int:
        """The effort of all changes."""
        return sum(move.effort for move in self.moves)

    @property
    def years(self) -> int | None:
        """How many years it takes; None where no number a year was given."""
        return max((move.year or 0 for move in self.moves), default=0) if self.dated else None

    @property
    def dated(self) -> bool:
        """Whether the moves have years."""
        return any(move.year is not None for move in self.moves)


def moves_of(
    levers: Sequence[Lever],
    heights: Mapping[str, int],
    gains: Mapping[str, float],
    weights: Mapping[str, float],
    per_year: int | None,
) -> tuple[Move, ...]:
    """The raised levers as moves, in order. gains: the loss of the total without each."""
    raised = {lever.leaf: lever for lever in levers if heights[lever.leaf] > lever.height}
    ordered = _order(raised, gains)
    resting = {
        leaf: tuple(other for other in ordered if leaf in raised[other].needs) for leaf in ordered
    }
    return tuple(
        _move(
            raised[leaf],
            heights[leaf],
            gains[leaf],
            weights[leaf],
            resting[leaf],
            None if per_year is None else place // per_year + 1,
        )
        for place, leaf in enumerate(ordered)
    )


def _order(raised: Mapping[str, Lever], gains: Mapping[str, float]) -> list[str]:
    """Prerequisites first; of those that can come next the earliest stage, then the most gain."""
    left, order = dict(raised), list[str]()
    while left:
        ready = [leaf for leaf, lever in left.items() if not left.keys() & set(lever.needs)]
        order.append(min(ready, key=lambda leaf: (left[leaf].stage or 0, -gains[leaf], leaf)))
        del left[order[-1]]
    return order


def _move(
    lever: Lever,
    height: int,
    gain: float,
    weight: float,
    needed_by: tuple[str, ...],
    year: int | None,
) -> Move:
    rung = next(rung for rung in lever.rungs if rung.height == height)
    steps = height - lever.height
    why: Why = "gain" if not needed_by else "both" if gain > 0 else "prerequisite"
    return Move(
        leaf=lever.leaf,
        kind=lever.kind,
        before=lever.status,
        after=rung.status,
        value=lever.value,
        aim=rung.value,
        points=(lever.points, rung.points),
        standing=lever.standing,
        weight=weight,
        gain=gain,
        why=why,
        steps=steps,
        effort=steps * lever.effort,
        stage=lever.stage,
        obligation=lever.obligation,
        needs=lever.needs,
        needed_by=needed_by,
        year=year,
    )
