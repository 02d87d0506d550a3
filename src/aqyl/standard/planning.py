"""What diagnosis and planning rest on: costs, readiness, criteria, stages, sources of money.

No score rests on any of it. Money is in thousands of the currency, as budgets of Kazakhstan are.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from aqyl.standard.entries import Entry, Id, Model, Share, Source, Weight

Criteria = Literal["need", "effect", "readiness", "cost"]
Money = Annotated[int, Field(ge=0)]


class Cost(Model):
    """What an initiative takes in a settlement whose group has the scale 1.

    once: to put it in place, and yearly: to run it, both in thousands of the currency. staff: posts
    it takes while it is put in place and run. months: until it works.
    """

    once: Money
    yearly: Money
    staff: Weight
    months: Annotated[int, Field(ge=1)]
    source: Source


class Readiness(Model):
    """How ready a technology is: 1 (principle observed) to 9 (in use), as ISO 16290."""

    level: Annotated[int, Field(ge=1, le=9)]
    source: Source


class Scale(Model):
    """How many times the costs and the staff of the list the settlements of a group take."""

    costs: Annotated[float, Field(gt=0)]
    staff: Annotated[float, Field(gt=0)]
    source: Source


class Criterion(Entry):
    """What a technology is put first for, and how much of it counts."""

    criterion: Criteria
    weight: Weight


class Funding(Entry):
    """Where the money of an action comes from."""


class StageTerm(Model):
    """By the end of which year of a plan the base initiatives of a stage are in place."""

    stage: Literal[1, 2, 3]
    year: Annotated[int, Field(ge=1)]


class NeedsRules(Model):
    """How settlements are put into classes by need.

    fewest, most: how many classes there may be. draws: bootstrap samples; seed: of the random
    numbers. agreement: the mean adjusted Rand index from which on classes count as stable. border:
    a settlement stands on the border where more than this share of draws puts it elsewhere. known:
    the share of a settlement's weight that must be known to class it. gaps: how many of its largest
    gaps describe a class.
    """

    fewest: Annotated[int, Field(ge=1)]
    most: Annotated[int, Field(ge=1)]
    draws: Annotated[int, Field(ge=1)]
    seed: Annotated[int, Field(ge=0)]
    agreement: Share
    border: Share
    known: Share
    gaps: Annotated[int, Field(ge=1)]


class DraftRules(Model):
    """How a strategy is drafted from a diagnosis and a plan followed.

    goals: how many domains and how many indicators goals are set for, beside the total.
    priorities: how many initiatives and how many technologies are put first. ready: the readiness
    from which on a technology is no risk. slack: the share of its term an action may lag before it
    is behind.
    """

    goals: Annotated[int, Field(ge=1)]
    priorities: Annotated[int, Field(ge=1)]
    ready: Annotated[int, Field(ge=1, le=9)]
    slack: Share


class Planning(Model):
    """The rules of diagnosis and planning.

    currency: its code (ISO 4217). years: how long a plan runs. target: the status an action brings
    an initiative to. effect: the share of the way to its best goalpost that an initiative moves an
    indicator. joint_saving: the share of the cost of putting it in place that each settlement saves
    where at least joint_from of them buy the same in the same year. peers: how many are named.
    consultation_days: working days for which a plan lies open to residents.
    """

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    years: Annotated[int, Field(ge=1, le=15)]
    target: Id
    effect: Share
    joint_saving: Share
    joint_from: Annotated[int, Field(ge=2)]
    peers: Annotated[int, Field(ge=1)]
    consultation_days: Annotated[int, Field(ge=1)]
    stages: tuple[StageTerm, ...]
    needs: NeedsRules
    draft: DraftRules
    source: Source
