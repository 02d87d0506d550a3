"""The gaps of a settlement as its page shows them, with who has closed each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqyl.portal.results.pages.trails import units_of
from aqyl.portal.results.shown import titles_of
from aqyl.publish.view.links import SourceLink, source_link
from aqyl.register import Settlement, load_register
from aqyl.standard import Edition, Text

if TYPE_CHECKING:
    from aqyl.diagnose import Diagnosis, Gap, GapPeers, Membership, Peer

LARGEST = 8  # gaps that the page of a settlement shows with their peers


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain and what it holds."""

    title: Text
    gap: Gap
    leaves: list[tuple[Text, Gap]]


@dataclass(frozen=True, slots=True)
class Like:
    """A settlement that has closed a gap: with what, since when, by which source."""

    place: Settlement
    similarity: float
    status: Text | None
    value: float | None
    unit: Text | None
    since: str | None
    basis: str
    what: str
    links: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """A gap of the settlement that others like it have closed."""

    node: str
    title: Text
    gap: Gap
    peers: list[Like]


@dataclass(frozen=True, slots=True)
class Standing:
    """The class of a settlement within a group or among all; None of it where it has none.

    group: the group's title, None for all settlements.
    """

    group: Text | None
    own: Membership | None
    title: Text | None
    other: Text | None
    reason: str
    known: float


def domains_of(edition: Edition, found: Diagnosis, settlement: str) -> list[Domain]:
    """Each domain that applies with its initiatives and indicators, the heaviest gap first."""
    gaps = {gap.node: gap for gap in found.profile(settlement).gaps}
    titles = titles_of(edition)
    own = {one.id: one.domain for one in edition.initiatives}
    own |= {one.id: one.domain for one in edition.indicators}
    shown = []
    for domain in edition.domains:
        held = [gaps[name] for name, of in own.items() if of == domain.id and name in gaps]
        held.sort(key=lambda gap: (gap.gain is None, -(gap.gain or 0.0), -gap.weight))
        if domain.id in gaps:
            leaves = [(titles[gap.node], gap) for gap in held]
            shown.append(Domain(domain.title, gaps[domain.id], leaves))
    return shown


def closed_of(edition: Edition, found: Diagnosis, settlement: str) -> list[Closed]:
    """The gaps that others have closed: those that gain most first, unknown ones last."""
    profile, titles = found.profile(settlement), titles_of(edition)
    shown = [
        Closed(one.node, titles[one.node], profile.gap(one.node), _likes(edition, one))
        for one in found.peers_of(settlement)
    ]
    return sorted(shown, key=lambda one: (one.gap.gain is None, -(one.gap.gain or 0.0)))


def _likes(edition: Edition, one: GapPeers) -> list[Like]:
    statuses = {status.id: status.title for status in edition.statuses}
    unit = units_of(edition).get(one.node)
    return [_like(peer, statuses, unit) for peer in one.peers]


def _like(peer: Peer, statuses: Mapping[str, Text], unit: Text | None) -> Like:
    return Like(
        place=load_register().get(peer.settlement),
        similarity=peer.similarity,
        status=statuses.get(peer.status or ""),
        value=peer.value,
        unit=unit,
        since=peer.since,
        basis=peer.basis,
        what=peer.what,
        links=tuple(_links(peer.source.split())),
    )


def _links(words: Iterable[str]) -> Iterable[SourceLink]:
    return (link for link in map(source_link, words) if link.href)


def standings_of(edition: Edition, found: Diagnosis, settlement: str) -> list[Standing]:
    """Where the settlement stands among all, and within its group."""
    groups = {group.id: group.title for group in edition.groups}
    shown = []
    for classes in found.classes:
        if settlement not in (*classes.sample, *classes.unclassed):
            continue
        own = classes.of(settlement)
        titles = {one.id: one.title for one in classes.classes}
        unknown = settlement in classes.unclassed and classes.reason != "nothing_known"
        shown.append(
            Standing(
                group=groups.get(classes.group),
                own=own,
                title=titles.get(own.needs_class) if own else None,
                other=titles.get(own.other or "") if own else None,
                reason="unknown_here" if unknown else "no_classes",
                known=classes.known,
            )
        )
    return shown
