"""`bundle.json`: what a bundle says of itself."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from aqyl.publish.bundle.layout import DATA, EDITION, REGISTER, RESULTS, clashing, is_safe
from aqyl.standard.entries import SourceKind

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Year = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]

_PARTS = (EDITION, REGISTER, DATA, RESULTS)


def _inside(name: str) -> str:
    if not is_safe(name) or name.partition("/")[0] not in _PARTS or "/" not in name:
        raise ValueError("a path in one of the four folders")
    return name


def _one_part(name: str) -> str:
    if not is_safe(name) or "/" in name:
        raise ValueError("the name of one folder")
    return name


Inside = Annotated[str, AfterValidator(_inside)]
Folder = Annotated[str, AfterValidator(_one_part)]


class Model(BaseModel):
    """Frozen, strict, nothing extra."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class File(Model):
    """A file of the bundle; size in bytes."""

    file: Inside
    sha256: Digest
    size: Count


class EditionStated(Model):
    """The edition: its folder in `edition/`, the variant that was taken (None: none).

    sources: how many entries and numbers that scores rest on are official, working, assumed.
    """

    id: Words
    folder: Folder
    variant: Folder | None
    fingerprint: Digest
    licence: Words
    sources: dict[SourceKind, Count]


class Stated(Model):
    """What a replay finds out anew, and so proves or disproves.

    seed: that of the draws; None where there are none. units: how many were assessed.
    """

    edition: EditionStated
    period: Year
    units: Count
    seed: Count | None


def _each_once(files: tuple[File, ...]) -> tuple[File, ...]:
    if clashing(file.file for file in files):
        raise ValueError("each file once")
    return files


class Manifest(Stated):
    """The whole of `bundle.json`.

    created_on and data_licence are as the publisher said; they cannot be checked. versions: of the
    programs that computed the results.
    """

    format: Literal[1] = 1
    created_on: dt.date | None
    data_licence: Words | None
    versions: dict[Words, Words]
    files: Annotated[tuple[File, ...], AfterValidator(_each_once)]

    @property
    def stated(self) -> Stated:
        """The part that a replay checks."""
        return Stated(**{name: getattr(self, name) for name in Stated.model_fields})
