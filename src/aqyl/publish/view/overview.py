"""The head of the report: what is official in it, and the key facts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from aqyl.assess.audit.finding import SEVERITIES
from aqyl.assess.facts import BASES
from aqyl.publish.view.frame import TOTAL, Frame
from aqyl.publish.view.sources import PartSources, sources_of, totals
from aqyl.publish.words import said


@dataclass(frozen=True, slots=True)
class Banner:
    """Counts of the edition's entries by kind of source."""

    counts: dict[str, int]
    parts: list[PartSources]

    @property
    def total(self) -> int:
        """All entries."""
        return sum(self.counts.values())

    @property
    def unofficial(self) -> int:
        """Entries that no act states."""
        return self.total - self.counts["official"]


@dataclass(frozen=True, slots=True)
class Known:
    """Mean shares of the weight over the units, 0-1, that rest on each basis."""

    shares: dict[str, float]
    units_known: int
    units: int

    @property
    def total(self) -> float:
        """The share of the weight of which anything is known."""
        return sum(self.shares.values())


def banner(frame: Frame) -> Banner:
    """What is official, working and assumed in the edition."""
    parts = sources_of(frame.edition)
    return Banner(totals(parts), parts)


def known(frame: Frame) -> Known:
    """How much is known, verified, reported and claimed apart."""
    a, total = frame.assessment, frame.column(TOTAL)
    shares = {basis: float(np.mean(a.shares[basis][:, total])) for basis in BASES}
    return Known(shares, int(frame.known[:, total].sum()), len(a.units))


def severities(frame: Frame) -> dict[str, int]:
    """How many findings of each severity, the gravest first."""
    counts = Counter(finding.severity for finding in frame.report.findings)
    return {severity: counts[severity] for severity in SEVERITIES}


def sections(frame: Frame, *, has_map: bool) -> list[tuple[str, dict[str, str]]]:
    """The anchors of the report and their titles, in order."""
    report = frame.report
    there = {
        "summary": True,
        "reading": True,
        "map": has_map,
        "ranking": True,
        "sure": bool(report.uncertain),
        "domains": True,
        "comparison": report.comparison is not None,
        "moved": report.before is not None,
        "bridge": report.bridge is not None and bool(report.bridge.players),
        "settlements": True,
        "audit": True,
        "gaming": bool(report.gaming),
        "evidence": bool(report.assessment.reports),
        "assumptions": True,
        "provenance": True,
        "licences": True,
    }
    own = ("settlements",)
    return [
        (name, said(frame.said_of_units(name) if name in own else f"{name}.title"))
        for name, shown in there.items()
        if shown
    ]
