"""An edition of a standard as frozen, strict objects: what the text holds, nothing of a city.

Every entry carries its source. `official` is what the act says; `working` is a list or rule the
authors filled in until the act's annex is at hand; `assumption` is a number chosen to be able to
compute. Scores inside an edition run from 0 (worst) to 1 (best).
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from aqyl.standard.entries import Entry, Id, Model, Share, Source, Text, Weight, Words
from aqyl.standard.planning import Cost, Criterion, Funding, Planning, Readiness, Scale
from aqyl.standard.procedure import (
    FormRules,
    ReviewRules,
    Standing,
    State,
    Transition,
    Verification,
)
from aqyl.standard.steps import Step

Obligation = Literal["base", "recommended", "not_applied"]
Direction = Literal["up", "down"]
Mean = Literal["arithmetic", "geometric", "harmonic"]
UnitKind = Literal["share", "rate", "count", "size", "money", "time", "index"]


class Goal(Entry):
    """A goal of the standard."""


class Principle(Entry):
    """A principle of the standard."""


class Group(Entry):
    """An administrative class of settlements; `count` is how many settlements it holds.

    `count_source` is given where the number does not come from the entry's own source. `scale`
    fits the costs of initiatives to the group.
    """

    rule: Text
    count: Annotated[int, Field(ge=0)] | None = None
    count_source: Source | None = None
    scale: Scale | None = None


class Domain(Entry):
    """An inner node of the tree. `parent` is another domain or `total`."""

    parent: Id = "total"
    weight: Weight = 1.0
    aggregation: Mean | None = None
    after: tuple[Step, ...] = ()


class Status(Entry):
    """How far an initiative is; `points` 0-1; `done` says in general what counts as this status.

    `ladder` is the step on the way up (none 0, planned 1, ...); None stands off the ladder (lost).
    """

    points: Share
    done: Text
    ladder: Annotated[int, Field(ge=0)] | None


class Level(Entry):
    """A named band of the total score; `lower` is its lower bound on the edition's scale."""

    lower: float


class Technology(Entry):
    """A technology that initiatives use."""

    readiness: Readiness | None = None


class Unit(Entry):
    """A unit of measurement. `size` grows with the settlement itself (persons, hectares)."""

    kind: UnitKind


class Reference(Model):
    """A code of an outside standard, such as ISO 37122:2019, 10.3."""

    standard: Words
    code: Words


class Initiative(Entry):
    """A thing a city puts in place.

    `done` words what counts as each status for this very initiative; a status it leaves out is
    worded by the status itself. `groups` gives every group its obligation. `stage` 1-3 orders
    introduction. `themes` are the themes of the evidence table that speak of it.
    """

    domain: Id
    done: dict[Id, Text] = Field(default_factory=dict)
    groups: dict[Id, Obligation]
    stage: Literal[1, 2, 3]
    weight: Weight = 1.0
    technologies: tuple[Id, ...] = ()
    prerequisites: tuple[Id, ...] = ()
    moves: tuple[Id, ...] = ()
    principles: tuple[Id, ...] = ()
    references: tuple[Reference, ...] = ()
    themes: tuple[Words, ...] = ()
    cost: Cost | None = None


class Goalpost(Model):
    """The values of an indicator that earn 0 (`low`) and 1 (`high`) for a group, or for `all`.

    For an indicator whose direction is `down`, `low` is the larger number.
    """

    group: Id = "all"
    low: float
    high: float
    source: Source


class Checks(Model):
    """What a value can be. Bounds are in the indicator's unit; ids name other indicators.

    whole: what of it counts things, so that it is whole and not negative. jump: the share of change
    against last year that must be explained, where it is not that of the form's rules.
    """

    minimum: float | None = None
    maximum: float | None = None
    at_most: Id | None = None
    sum_of: tuple[Id, ...] = ()
    whole: tuple[Literal["value", "numerator", "denominator"], ...] = ()
    jump: Annotated[float, Field(gt=0)] | None = None


class Indicator(Entry):
    """A thing that is measured. value = numerator / denominator * multiplier."""

    domain: Id
    unit: Id
    direction: Direction
    weight: Weight = 1.0
    numerator: Text | None = None
    denominator: Text | None = None
    multiplier: Annotated[float, Field(gt=0)] = 1.0
    goalposts: tuple[Goalpost, ...] = ()
    target: float | None = None
    steps: tuple[Step, ...] = ()
    checks: Checks = Checks()
    references: tuple[Reference, ...] = ()


class UnmatchedTheme(Model):
    """A theme of the evidence table that no initiative answers to, and why."""

    theme: Words
    reason: Text


class Assumption(Entry):
    """A choice the edition rests on, worded for its readers."""


class StandingRule(Model):
    """What an answer of this standing is worth: in the score, at worst and at best.

    `stated` takes the status as said, `worst` and `best` the ends of the scale, `unknown` treats
    the answer as missing.
    """

    score: Literal["stated", "worst", "unknown"]
    low: Literal["stated", "worst"]
    high: Literal["stated", "best", "worst"]


class NodeWeights(Model):
    """How the children of a node are weighted.

    `ahp` takes the upper triangle of the pairwise comparison matrix, row by row, in `order`.
    """

    node: Id
    method: Literal["equal", "given", "ahp"]
    order: tuple[Id, ...] = ()
    upper: tuple[Annotated[float, Field(gt=0)], ...] = ()
    source: Source


class Imputation(Model):
    """Blanks filled from the k nearest units; `marked` keeps their low-high at worst and best."""

    method: Literal["nearest_neighbours"]
    neighbours: Annotated[int, Field(ge=1)]
    marked: bool
    source: Source


class EvidenceRules(Model):
    """How dated reports become an answer.

    The latest stated report decides. A report whose confidence is inferred, or that has no date,
    is a claim. A report marked as contradicting keeps its say for `dispute_months` before the
    deciding one; reports whose dates overlap so that none is later keep theirs too.
    """

    stated: Standing
    inferred: Standing
    undated: Standing
    dispute_months: Annotated[int, Field(ge=0)]
    source: Source


class ValueRules(Model):
    """Which value of an indicator stands for a period.

    `max_age_years`: how much older than the period a value may be. `ratio`: take the value as
    stated, or recompute it from numerator and denominator wherever both are given.
    """

    max_age_years: Annotated[int, Field(ge=0)]
    ratio: Literal["stated", "recomputed"]
    source: Source


class UncertaintyRules(Model):
    """What of a score is uncertain, and how it is drawn.

    weights: a weight lies evenly within +/- this share of itself. claims: the probability that a
    claim nobody has verified holds. unknown: what is unknown of a unit is drawn `together` (one
    number says how good all of it is) or `apart`. aggregations, normalisations, neighbours: other
    means, other scales for indicators, other numbers of neighbours to fill blanks from; each is as
    likely as the edition's own. draws: how many; seed: of the random numbers.
    """

    weights: Share
    claims: Share
    unknown: Literal["together", "apart"]
    aggregations: tuple[Mean, ...] = ()
    normalisations: tuple[Literal["min_max", "percentile_rank"], ...] = ()
    neighbours: tuple[Annotated[int, Field(ge=1)], ...] = ()
    draws: Annotated[int, Field(ge=1)]
    seed: Annotated[int, Field(ge=0)]
    source: Source


class Scoring(Model):
    """How answers and values become scores.

    scale: what a score of 1 is shown as. shares: how the weight under a domain splits between its
    initiatives and its indicators. obligations: weight of an initiative by its obligation.
    missing: what an unknown leaf is in the score (its low and high are always worst and best):
    `worst` earns the worst, `left_out` renormalises the weights of the others. pooling: a node is
    made of its children, or straight of all leaves below it.
    """

    scale: Annotated[float, Field(gt=0)]
    aggregation: Mean
    missing: Literal["worst", "left_out"]
    pooling: Literal["children", "leaves"] = "children"
    shares: dict[Literal["initiatives", "indicators"], Share]
    obligations: dict[Obligation, Weight] = Field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    weights: tuple[NodeWeights, ...] = ()
    standings: dict[Standing, StandingRule] = Field(default_factory=dict)
    imputation: Imputation | None = None
    uncertainty: UncertaintyRules | None = None
    evidence: EvidenceRules | None = None
    values: ValueRules
    source: Source


class Variant(Entry):
    """Another published weighting of the same edition; addressed as `edition/variant`."""

    weights: tuple[NodeWeights, ...]


class Place(Entry):
    """A unit of an edition that brings its own units; `left_out` says why it is not assessed."""

    left_out: Text | None = None


class Units(Model):
    """Which units are assessed: those of the register, the edition's own, or any in the data."""

    kind: Literal["register", "listed", "data"]
    listed: tuple[Place, ...] = ()


class Basis(Model):
    """The act an edition rests on."""

    act: Words
    date: dt.date
    adopted_by: Text
    link: Words | None = None


class InForce(Model):
    """From when (and until when) an edition holds."""

    start: dt.date
    end: dt.date | None = None


class Edition(Model):
    """One dated version of a standard."""

    id: Id
    title: Text
    summary: Text
    in_force: InForce
    basis: Basis
    source: Source
    licence: Words
    goals: tuple[Goal, ...] = ()
    principles: tuple[Principle, ...] = ()
    groups: tuple[Group, ...] = ()
    domains: tuple[Domain, ...]
    statuses: tuple[Status, ...] = ()
    levels: tuple[Level, ...] = ()
    measurement_units: tuple[Unit, ...] = ()
    technologies: tuple[Technology, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    unmatched_themes: tuple[UnmatchedTheme, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    units: Units
    scoring: Scoring
    variants: tuple[Variant, ...] = ()
    form: FormRules | None = None
    states: tuple[State, ...] = ()
    transitions: tuple[Transition, ...] = ()
    verification: Verification | None = None
    review: ReviewRules | None = None
    criteria: tuple[Criterion, ...] = ()
    funding: tuple[Funding, ...] = ()
    planning: Planning | None = None
