"""The section of one settlement: its scores, what is known and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aqyl.assess.facts import Fact, Origin
from aqyl.publish.view.frame import TOTAL, Cell, Frame
from aqyl.publish.view.links import SourceLink, source_link
from aqyl.publish.view.ranking import Ranked, ranked
from aqyl.standard import Text
from aqyl.standard.models import Domain


@dataclass(frozen=True, slots=True)
class Reported:
    """One row of an input table behind an answer or a value."""

    status: Text | None
    on: str
    what: str
    link: SourceLink


@dataclass(frozen=True, slots=True)
class KnownLeaf:
    """An initiative or indicator of which something is known.

    gives: what it adds to the total, None where the total is not a weighted sum.
    sides: reports that contradict each other, the deciding one first. others: reports that agree
    or are earlier.
    """

    title: Text
    kind: str
    basis: str
    status: Text | None
    status_low: Text | None
    status_high: Text | None
    value: float | None
    unit: Text | None
    period: str
    cell: Cell
    weight: float
    gives: float | None
    sides: list[Reported]
    others: list[Reported]


@dataclass(frozen=True, slots=True)
class DomainPart:
    """A node between total and leaves: its score, what is known below it, what is not."""

    title: Text
    depth: int
    cell: Cell
    weight: float
    known: list[KnownLeaf]
    unknown: int
    unknown_weight: float


@dataclass(frozen=True, slots=True)
class SettlementPart:
    """All of one unit."""

    ranked: Ranked
    group: Text | None
    domains: list[DomainPart]
    unknown: int
    unknown_weight: float
    adds_up: bool


class Sections:
    """Makes the sections; what they share is looked up once."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        edition = frame.edition
        self.statuses = {status.id: status.title for status in edition.statuses}
        units = {unit.id: unit.title for unit in edition.measurement_units}
        self.unit_titles = {i.id: units[i.unit] for i in edition.indicators}
        self.facts: dict[tuple[str, str], Fact] = {
            (fact.settlement, fact.node): fact for fact in frame.assessment.facts
        }
        self.others = self._other_reports()
        self.adds_up = self._adds_up()

    def all(self) -> list[SettlementPart]:
        """Every unit, by group and name in the first language."""
        groups = self.frame.groups
        return [
            self.one(unit, group, title)
            for group, title, units in groups
            for unit in sorted(units, key=self._by_name)
        ]

    def _by_name(self, unit: str) -> int:
        from aqyl.language import LANGUAGES

        return self.frame.places[unit][LANGUAGES.index(self.frame.words.lang)]

    def one(self, unit: str, group: str, title: Text | None) -> SettlementPart:
        """The section of one unit."""
        domains = [
            self._domain(unit, domain, depth)
            for domain, depth in _walk(self.frame.edition.domains, TOTAL)
            if self.frame.applies(unit, domain.id)
        ]
        return SettlementPart(
            ranked(self.frame, unit, group),
            title,
            domains,
            sum(part.unknown for part in domains),
            sum(part.unknown_weight for part in domains),
            self.adds_up,
        )

    def _domain(self, unit: str, domain: Domain, depth: int) -> DomainPart:
        frame = self.frame
        hierarchy = frame.assessment.tree.hierarchy
        weights = frame.assessment.weight[frame.unit_of[unit]]
        column = frame.column(domain.id)
        leaves = [
            frame.assessment.tree.nodes[child]
            for child in hierarchy.children[column]
            if child < len(frame.assessment.tree.leaves) and weights[child] > 0
        ]
        known = [leaf for leaf in leaves if (unit, leaf) in self.facts]
        unknown = [leaf for leaf in leaves if (unit, leaf) not in self.facts]
        return DomainPart(
            domain.title,
            depth,
            frame.cell(unit, domain.id, frame.domain_shades),
            float(weights[column]),
            [self._leaf(unit, leaf) for leaf in known],
            len(unknown),
            float(sum(weights[frame.column(leaf)] for leaf in unknown)),
        )

    def _leaf(self, unit: str, leaf: str) -> KnownLeaf:
        frame, fact = self.frame, self.facts[unit, leaf]
        u, n = frame.unit_of[unit], frame.column(leaf)
        a = frame.assessment
        cell = frame.cell(unit, leaf)
        disputed = any(origin.role == "disputes" for origin in fact.origins)
        origins = [self._origin(origin, fact) for origin in fact.origins]
        return KnownLeaf(
            frame.node_titles[leaf],
            a.tree.kinds[n],
            str(fact.basis),
            self.statuses.get(fact.given),
            self.statuses.get(fact.given_low),
            self.statuses.get(fact.given_high),
            fact.value,
            self.unit_titles.get(leaf),
            fact.period,
            cell,
            float(a.weight[u, n]),
            float(a.counted[u, n]) * cell.score
            if self.adds_up and cell.score is not None
            else None,
            origins if disputed else origins[:1],
            self.others.get((unit, leaf), []) + ([] if disputed else origins[1:]),
        )

    def _origin(self, origin: Origin, fact: Fact) -> Reported:
        status = self.statuses.get(origin.status or fact.given)
        on = origin.on or fact.period
        return Reported(status, on, origin.what, source_link(origin.source))

    def _other_reports(self) -> dict[tuple[str, str], list[Reported]]:
        """Reports that agree with the deciding one or are earlier, by unit and initiative."""
        table = self.frame.report.evidence
        found: dict[tuple[str, str], list[Reported]] = {}
        for use in self.frame.assessment.reports if table else ():
            if table and use.use in ("agrees", "earlier"):
                row = table.rows[use.index]
                report = Reported(
                    self.statuses.get(str(row["status"])),
                    str(row["on"] or ""),
                    str(row["what"] or ""),
                    source_link(str(row["source"] or "")),
                )
                found.setdefault((use.settlement, use.initiative), []).append(report)
        return found

    def _adds_up(self) -> bool:
        """Whether every total is the sum of its known leaves' weighted scores."""
        a = self.frame.assessment
        leaves = len(a.tree.leaves)
        sums = np.nansum(a.counted[:, :leaves] * a.score[:, :leaves], axis=1)
        totals = np.nan_to_num(a.score[:, self.frame.column(TOTAL)])
        return bool(np.allclose(sums, totals, rtol=0, atol=1e-9 * a.edition.scoring.scale))


def _walk(domains: tuple[Domain, ...], parent: str, depth: int = 0) -> list[tuple[Domain, int]]:
    """Domains as one reads a tree, each with its depth."""
    found: list[tuple[Domain, int]] = []
    for domain in domains:
        if domain.parent == parent:
            found += [(domain, depth), *_walk(domains, domain.id, depth + 1)]
    return found
