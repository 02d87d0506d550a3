"""The procedure of an assessment and of a plan: states and steps, what they require and do; how
forms are checked, answers verified, and the base list looked through afterwards.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from aqyl.standard.entries import Entry, Id, Model, Share, Source

Standing = Literal["verified", "reported", "claimed", "returned", "refused"]
Subject = Literal["campaign", "submission", "answer", "plan", "report"]
Role = Literal["methodologist", "manager", "officer", "approver", "verifier", "deputy", "system"]
Requirement = Literal[
    "complete",
    "explained",
    "evidence",
    "reason",
    "another_person",
    "checked",
    "closed",
    "results",
    "assigned",
    "disputed",
    "agreed",
    "sound",
    "consulted",
    "answered",
    "reported",
]
Effect = Literal[
    "open_submissions",
    "assess",
    "freeze",
    "screen",
    "review",
    "assign",
    "freeze_plan",
    "supersede",
]
RiskSign = Literal["big_claim", "jump", "no_evidence", "links_only", "audit", "weight"]
RemarkKind = Literal[
    "card_unknown",
    "card_not_applied",
    "card_twice",
    "status_missing",
    "status_unknown",
    "claim_unproven",
    "zero_unproven",
    "prerequisite_missing",
    "status_fell",
    "value_missing",
    "unit_differs",
    "parts_halved",
    "denominator_zero",
    "count_negative",
    "count_not_whole",
    "part_above_whole",
    "value_not_ratio",
    "below_minimum",
    "above_maximum",
    "above_other",
    "sum_differs",
    "jump",
]


class FormRules(Model):
    """What a settlement's self-assessment is held to, besides the checks of each indicator.

    evidence_from: from this status up an answer needs evidence. done_from: from this status up an
    initiative counts as done and needs its prerequisites done. jump: the share of change against
    last year that must be explained. rounding: the share by which a value may part from its ratio,
    and a sum from its parts. warnings: the remarks that may be explained in place of being mended;
    every other one is an error.
    """

    evidence_from: Id
    done_from: Id
    jump: Annotated[float, Field(gt=0)]
    rounding: Share
    warnings: tuple[RemarkKind, ...] = ()
    source: Source


class State(Entry):
    """A state of a campaign, a submission, an answer, a settlement's plan or a report on it.

    start: where a subject begins; final: nothing follows. standing: what an answer counts as in it.
    editable: it can be written while in it; an answer only while its submission can be, too.
    """

    subject: Subject
    start: bool = False
    final: bool = False
    editable: bool = False
    standing: Standing | None = None


class Transition(Entry):
    """A step of the procedure from some states to another: who may take it and what it requires.

    by: `system` is nobody: the step is taken by itself with another one. during: states of what the
    subject belongs to (an answer to its submission, a submission and a plan to their campaign, a
    report to its plan) in which the step may be taken; empty: any. does: what else happens in the
    same step. within_days: working days since the state before was entered; None: no term. late:
    whether the step may still be taken after it (`allowed`, said in its event) or not (`refused`).
    """

    from_states: Annotated[tuple[Id, ...], Field(min_length=1)]
    to_state: Id
    by: Annotated[tuple[Role, ...], Field(min_length=1)]
    during: tuple[Id, ...] = ()
    requires: tuple[Requirement, ...] = ()
    does: tuple[Effect, ...] = ()
    within_days: Annotated[int, Field(ge=1)] | None = None
    late: Literal["allowed", "refused"] = "allowed"


class Risk(Entry):
    """A sign that puts an answer nearer the head of the verifiers' queue; `title` words it.

    points: what it adds. threshold: from where on the sign is there: of `big_claim` the leaf's
    score 0-1, of `jump` its change against last year, of `weight` its share in the total; the
    others take none.
    """

    sign: RiskSign
    points: Annotated[int, Field(ge=0)]
    threshold: Share | None = None


class Verification(Model):
    """How answers are verified: what is looked at first, and how many are looked at twice.

    second_share: the share of judged answers that a second verifier judges without seeing the
    first verdict. fewest_pairs: of such answers, from how many the interval of the verifiers'
    agreement is told. They change no score.
    """

    second_share: Share
    fewest_pairs: Annotated[int, Field(ge=2)]
    risks: tuple[Risk, ...]
    source: Source


class ReviewRules(Model):
    """What the answers of a year propose for the base list; all numbers lie in 0-1.

    having: a status worth at least this is having the initiative. large, small: everyone has it
    where the whole 95 % interval of the share lies from `large` up, nobody where it lies up to
    `small`. unproven: likewise, from where on the share refused among claims says that it cannot be
    proven. They change no score.
    """

    having: Share
    large: Share
    small: Share
    unproven: Share
    source: Source
