"""A settlement's plan as frozen objects: its strategy and its roadmap.

Money is in whole thousands of the edition's currency, years are calendar years. Whatever is worded
keeps what was generated and what a person wrote apart; whatever is counted says its basis: `own` is
the akimat's figure, `assumption` the edition's.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, cast

from pydantic import Field

from aqyl.standard.entries import Id, Model, Share, Text, Weight, Words

Basis = Literal["own", "assumption"]
Money = Annotated[int, Field(ge=0)]
Year = Annotated[int, Field(ge=2000, le=2100)]
Language = Literal["kk", "ru", "en"]


class Passage(Model):
    """A piece of wording: what was generated from data, and what a person put in its place.

    written: by language; a language a person has not written in shows what was generated.
    """

    generated: Text | None = None
    written: dict[Language, Words] = Field(default_factory=dict)

    def say(self, lang: str) -> str:
        """What a reader of this language sees; empty where there is nothing.

        >>> Passage(written={"en": "Light every street"}).say("en")
        'Light every street'
        """
        written = self.written.get(cast("Language", lang))
        return written or (self.generated.say(lang) if self.generated else "")


class Baseline(Model):
    """What a plan was drafted from: the assessment of a period, by an edition's fingerprint.

    score: None where nothing is known of the settlement.
    """

    edition: Words
    fingerprint: Words
    period: Words
    score: float | None
    low: float
    high: float
    level: Id | None = None
    needs_class: Id | None = None


class Target(Model):
    """What a goal is to reach by the end of a year, in the unit of its node.

    `own` values stay when the strategy is drafted anew, `assumption` ones were worked out.
    """

    year: Year
    value: float
    basis: Basis = "assumption"


class Goal(Model):
    """Where a node of the edition's tree is to come; `node` may be `total`.

    now: its value today, None where it is unknown.
    """

    id: Id
    node: Id
    title: Passage
    reason: Passage = Passage()
    now: float | None = None
    targets: tuple[Target, ...] = ()


class Priority(Model):
    """An initiative or technology put first, and why; `place` 1 is the first."""

    node: Id
    place: Annotated[int, Field(ge=1)]
    reason: Passage


class Stage(Model):
    """A stage of introduction (1-3 of the edition) and the years it takes."""

    stage: Literal[1, 2, 3]
    start: Year
    end: Year
    title: Passage


class Risk(Model):
    """What may go wrong, how likely and how grave (0-1), and what is done about it."""

    id: Id
    title: Passage
    likelihood: Share
    gravity: Share
    answer: Passage = Passage()


class Strategy(Model):
    """Where a settlement stands and where it is going."""

    standing: tuple[Passage, ...] = ()
    goals: tuple[Goal, ...] = ()
    priorities: tuple[Priority, ...] = ()
    stages: tuple[Stage, ...] = ()
    risks: tuple[Risk, ...] = ()


class Expense(Model):
    """Money an action takes in a year from a source of funding (an id of the edition)."""

    year: Year
    funding: Id
    amount: Money
    basis: Basis


class Effect(Model):
    """The expected change of an indicator, in its unit, once the action is done."""

    indicator: Id
    change: float
    basis: Basis


class Action(Model):
    """A measure of the roadmap: it brings one initiative of a settlement to a status.

    start, end: first and last day of work. prerequisites: ids of actions that end before it starts.
    goals: ids of the goals it serves. joint: KATO of settlements it is bought together with.
    """

    id: Id
    initiative: Id
    title: Passage
    status: Id
    responsible: Passage = Passage()
    start: dt.date
    end: dt.date
    staff: Weight = 0.0
    expenses: tuple[Expense, ...] = ()
    effects: tuple[Effect, ...] = ()
    prerequisites: tuple[Id, ...] = ()
    goals: tuple[Id, ...] = ()
    risk: Passage = Passage()
    joint: tuple[Words, ...] = ()
    mandatory: bool = False


class Milestone(Model):
    """A day by which something of an action is to be there."""

    id: Id
    action: Id
    due: dt.date
    title: Passage


class Budget(Model):
    """What a source of funding gives in a year."""

    year: Year
    funding: Id
    amount: Money
    basis: Basis = "own"


class Roadmap(Model):
    """What is done, when, by whom and with what money."""

    start: Year
    end: Year
    budgets: tuple[Budget, ...] = ()
    actions: tuple[Action, ...] = ()
    milestones: tuple[Milestone, ...] = ()


class Plan(Model):
    """A version of a settlement's strategy and roadmap; version 1 is the first."""

    settlement: Words
    version: Annotated[int, Field(ge=1)] = 1
    baseline: Baseline
    strategy: Strategy
    roadmap: Roadmap


class Progress(Model):
    """How far an action is at the end of a quarter, and what was spent on it since it began.

    share: of the work done. spent: thousands of the currency, by source of funding. evidence: links
    or content hashes.
    """

    action: Id
    share: Share
    spent: dict[Id, Money] = Field(default_factory=dict)
    expected_end: dt.date | None = None
    note: str = ""
    evidence: tuple[Words, ...] = ()


class ProgressReport(Model):
    """One quarterly report on a plan in force."""

    settlement: Words
    plan_version: Annotated[int, Field(ge=1)]
    year: Year
    quarter: Annotated[int, Field(ge=1, le=4)]
    progress: tuple[Progress, ...]
