"""Scores by domain, and the trail of one number, of one settlement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aqyl.assess.trail import Known, TrailNode
from aqyl.portal.results.models import Fact, Score
from aqyl.publish.view.links import SourceLink, source_link
from aqyl.standard import Edition, Text

_DIGEST = "sha256:"


@dataclass(frozen=True, slots=True)
class Ground:
    """A row of a table of the bundle that a leaf rests on, and the sources it names."""

    file: str
    line: int | None
    sha256: str
    links: tuple[SourceLink, ...]
    digests: tuple[str, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known of a leaf, in the words of the edition."""

    standing: str
    status: Text | None
    value: float | None
    unit: Text | None
    period: str
    grounds: tuple[Ground, ...]


def trail_of(
    edition: Edition, scores: Iterable[Score], facts: Iterable[Fact], settlement: str
) -> TrailNode:
    """The trail of a settlement, the total at its top. Raises NotFoundError without scores."""
    from aqyl.assess.trail import build_trail

    rows = [row.as_row() for row in scores]
    return build_trail(edition, rows, [fact.as_row() for fact in facts], settlement)


def way_to(trail: TrailNode, node: str) -> tuple[TrailNode, ...]:
    """The nodes from the total down to one, itself last; empty where it is not there."""
    if trail.node == node:
        return (trail,)
    for child in trail.children:
        below = way_to(child, node)
        if below:
            return (trail, *below)
    return ()


def basis_of(edition: Edition, node: str, known: Known | None) -> Basis | None:
    """What a leaf rests on, for its page."""
    if known is None:
        return None
    statuses: Mapping[str, Text] = {status.id: status.title for status in edition.statuses}
    return Basis(
        standing=known.basis,
        status=statuses.get(known.given),
        value=known.value,
        unit=units_of(edition).get(node),
        period=known.period,
        grounds=tuple(_ground(one.file, one.line, one.sha256, one.source) for one in known.grounds),
    )


def bases_of(edition: Edition, trail: TrailNode) -> dict[str, Basis | None]:
    """What every node of a trail rests on."""
    return {node.node: basis_of(edition, node.node, node.known) for node in trail.walk()}


def units_of(edition: Edition) -> dict[str, Text]:
    """Indicator -> its unit in words."""
    units = {unit.id: unit.title for unit in edition.measurement_units}
    return {one.id: units[one.unit] for one in edition.indicators}


def _ground(file: str, line: int | None, sha256: str, source: str) -> Ground:
    """The parts of a source: addresses, digests of files, and what else is said."""
    links: list[SourceLink] = []
    digests: list[str] = []
    rest: list[str] = []
    for part in source.split():
        link = source_link(part)
        if part.startswith(_DIGEST):
            digests.append(part.removeprefix(_DIGEST))
        elif link.href:
            links.append(link)
        else:
            rest.append(part)
    return Ground(file, line, sha256, tuple(links), tuple(digests), " ".join(rest))
