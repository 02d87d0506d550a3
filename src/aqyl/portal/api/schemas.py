"""What goes in and comes out of the interface. Numbers are on the edition's scale, shares 0-1."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Generic, TypeVar

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

T = TypeVar("T")

MOST = 200
# Text that both databases hold: no zero character.
_PLAIN = r"^[^\x00]*$"
EditionId = Annotated[
    str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$", examples=["kz-2026"], description="Edition")
]
Period = Annotated[
    str, Field(pattern=r"^[0-9]{4}$", examples=["2026"], description="The year assessed")
]
KatoCode = Annotated[
    str, Field(pattern=r"^[0-9]{9}$", examples=["750000000"], description="KATO code")
]
Node = Annotated[
    str,
    Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$", examples=["total"], description="Id in the tree"),
]
Number = Annotated[float, Field(allow_inf_nan=False)]


class Named(Schema):
    """A title in three languages."""

    kk: str
    ru: str
    en: str


class Page(Schema, Generic[T]):
    """Part of a list. next: the offset of the following part, null at the end."""

    items: list[T]
    count: int
    limit: int
    offset: int
    next: int | None


class ProblemOut(Schema):
    """One thing that stands against a request."""

    problem: str
    given: str
    allowed: str
    repair: str


class Refusal(Schema):
    """RFC 9457, in the language of Accept-Language (kk, ru, en)."""

    type: str
    title: str
    status: int
    problems: list[ProblemOut]


class PublicationOut(Schema):
    """One publication. bundle: SHA-256 of the file that replays it; reason: of a correction."""

    number: int
    at: dt.datetime
    bundle: str
    size: int
    log_number: int
    log_digest: str
    reason: str


class CampaignOut(Schema):
    """A published campaign. sources: entries of its edition by kind (official, working, ...).

    demonstration: its answers are made up.
    """

    edition: str
    period: str
    fingerprint: str
    demonstration: bool
    licence: str | None
    sources: dict[str, int]
    publications: list[PublicationOut]


class EditionOut(Schema):
    """An edition. initiatives and indicators: how many; sources: its entries by kind."""

    id: str
    title: Named
    act: str
    licence: str
    fingerprint: str
    initiatives: int
    indicators: int
    sources: dict[str, int]


class InitiativeOut(Schema):
    """An initiative. source: official, working or assumption."""

    id: str
    title: Named
    domain: str
    stage: int
    groups: dict[str, str]
    source: str


class SettlementOut(Schema):
    """A settlement of the register."""

    kato: str
    name: Named
    group: str | None
    population: int | None


class ScoreOut(Schema):
    """A node's score of a settlement; null where nothing is known."""

    settlement: str
    group: str
    node: str
    kind: str
    score: float | None
    low: float | None
    high: float | None
    weight: float | None
    coverage: float | None
    verified: float | None
    reported: float | None
    claimed: float | None


class RankOut(Schema):
    """A settlement's rank in a group, or among `all`."""

    group: str
    settlement: str
    score: float | None
    rank: float | None
    rank_low: float | None
    rank_high: float | None
    level: str | None
    level_low: str | None
    level_high: str | None


class AnswerIn(Schema):
    """What is to be written; what is left out stays as it is. A null number empties it."""

    model_config = ConfigDict(extra="forbid")

    status: Annotated[str, StringConstraints(max_length=80, pattern=_PLAIN)] = ""
    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    source: Annotated[str, StringConstraints(max_length=500, pattern=_PLAIN)] = ""
    note: Annotated[str, StringConstraints(max_length=4000, pattern=_PLAIN)] = ""


class AnswerOut(Schema):
    """An answer as it stands; version is its ETag.

    state: null to someone who may be asked for a second verdict that is not to know the first.
    """

    node: str
    is_indicator: bool
    state: str | None
    version: int
    status: str
    value: float | None
    numerator: float | None
    denominator: float | None
    source: str
    note: str
