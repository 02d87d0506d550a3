"""How much of an edition is official, working or assumed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from aqyl.standard import Edition, sources_in
from aqyl.standard.entries import SourceKind
from aqyl.standard.sources import SOURCE_KINDS

# Fields of an edition that hold entries of one sort, in the order the report lists them.
PARTS = (
    "edition", "goals", "principles", "groups", "domains", "units", "statuses", "levels",
    "initiatives", "indicators", "goalposts", "measurement_units", "technologies", "scoring",
    "variants", "states", "transitions", "assumptions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartSources:
    """How many entries of one part of the edition are of each kind."""

    part: str
    counts: dict[SourceKind, int]

    @property
    def total(self) -> int:
        """All entries of the part."""
        return sum(self.counts.values())


def sources_of(edition: Edition) -> list[PartSources]:
    """The parts of an edition that hold entries, each with its counts by kind of source."""
    found: list[PartSources] = []
    for part in PARTS:
        sources = sources_in(_part(edition, part), leave_out="goalposts")
        counts = Counter(source.kind for source in sources)
        if counts:
            found.append(PartSources(part, {kind: counts[kind] for kind in SOURCE_KINDS}))
    return found


def _part(edition: Edition, part: str) -> object:
    if part == "edition":
        return edition.source
    if part == "goalposts":
        return tuple(post.source for one in edition.indicators for post in one.goalposts)
    return getattr(edition, part)


def totals(parts: list[PartSources]) -> dict[str, int]:
    """The counts by kind over all parts."""
    return {kind: sum(part.counts[kind] for part in parts) for kind in SOURCE_KINDS}
