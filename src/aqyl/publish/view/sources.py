"""How much of an edition is official, working or assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from aqyl.standard import Edition, Source

KINDS = ("official", "working", "assumption")
# Fields of an edition that hold entries of one sort, in the order the report lists them.
PARTS = (
    "edition", "goals", "principles", "groups", "domains", "units", "statuses", "levels",
    "initiatives", "indicators", "goalposts", "measurement_units", "technologies", "scoring",
    "variants", "assumptions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartSources:
    """How many entries of one part of the edition are of each kind."""

    part: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """All entries of the part."""
        return sum(self.counts.values())


def sources_of(edition: Edition) -> list[PartSources]:
    """The parts of an edition that hold entries, each with its counts by kind of source."""
    found: list[PartSources] = []
    for part in PARTS:
        counts = Counter(_kinds(_part(edition, part)))
        if counts:
            found.append(PartSources(part, {kind: counts[kind] for kind in KINDS}))
    return found


def _part(edition: Edition, part: str) -> object:
    if part == "edition":
        return edition.source
    if part == "goalposts":
        return tuple(post.source for one in edition.indicators for post in one.goalposts)
    return getattr(edition, part)


def totals(parts: list[PartSources]) -> dict[str, int]:
    """The counts by kind over all parts."""
    return {kind: sum(part.counts[kind] for part in parts) for kind in KINDS}


def _kinds(thing: object) -> Iterator[str]:
    """The kinds of all sources in a thing; goalposts are counted by themselves."""
    if isinstance(thing, Source):
        yield thing.kind
    elif isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            if name != "goalposts":
                yield from _kinds(getattr(thing, name))
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _kinds(item)
