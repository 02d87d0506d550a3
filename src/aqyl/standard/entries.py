"""What every listed thing of an edition has: an id, a wording in three languages, a source."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$", max_length=80)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(ge=0)]
SourceKind = Literal["official", "working", "assumption"]


class Model(BaseModel):
    """Frozen, strict, nothing extra; numbers are finite."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


class Text(Model):
    """A wording in the three languages."""

    kk: Words
    ru: Words
    en: Words

    def say(self, lang: str) -> str:
        """The wording in one language."""
        return str(getattr(self, lang))


class Source(Model):
    """Where an entry or a number comes from.

    `official` must name its act; `working` and `assumption` must say in `note` what they rest on.
    """

    kind: SourceKind
    act: Words | None = None
    clause: Words | None = None
    link: Words | None = None
    checked_on: dt.date
    note: Text | None = None

    @model_validator(mode="after")
    def _rests_on_something(self) -> Source:
        if self.kind == "official" and not self.act:
            raise ValueError("an official source names its act")
        if self.kind != "official" and not self.note:
            raise ValueError("a working or assumed source says in `note` what it rests on")
        return self


class Entry(Model):
    """What every listed thing has."""

    id: Id
    title: Text
    source: Source
    note: Text | None = None
