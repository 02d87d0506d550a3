"""Findings of the audit, by severity and check."""

from __future__ import annotations

from dataclasses import dataclass

from aqyl.assess.audit.finding import SEVERITIES, Finding
from aqyl.publish.view.frame import Frame
from aqyl.publish.words import each
from aqyl.standard import Text


@dataclass(frozen=True, slots=True)
class FoundAt:
    """The rows of one unit a finding rests on; `unit` is empty where it has no section."""

    unit: str
    name: Text | str
    rows: list[str]


@dataclass(frozen=True, slots=True)
class Found:
    """One finding in three languages, with where it stands."""

    certainty: str
    title: dict[str, str]
    found: dict[str, str]
    repair: dict[str, str]
    places: list[FoundAt]


def findings(frame: Frame) -> list[tuple[str, list[list[Found]]]]:
    """Severity -> the findings of each check, in the audit's order, the gravest first."""
    result: list[tuple[str, list[list[Found]]]] = []
    for severity in SEVERITIES:
        checks: dict[str, list[Found]] = {}
        for finding in frame.report.findings:
            if finding.severity == severity:
                checks.setdefault(finding.check, []).append(_one(frame, finding))
        if checks:
            result.append((severity, list(checks.values())))
    return result


def _one(frame: Frame, finding: Finding) -> Found:
    cells = [(cell.settlement, str(cell.place)) for cell in finding.cells]
    rows: dict[str, list[str]] = {}
    for unit, place in cells or [(finding.settlement, str(finding.place))]:
        rows.setdefault(unit, []).extend([place] if place else [])
    return Found(
        finding.certainty,
        each(lambda lang: finding.part("title", lang)),
        each(lambda lang: finding.part("found", lang)),
        each(lambda lang: finding.part("repair", lang)),
        [_at(frame, unit, places) for unit, places in rows.items() if unit or places],
    )


def _at(frame: Frame, unit: str, rows: list[str]) -> FoundAt:
    return FoundAt(unit if unit in frame.titles else "", frame.titles.get(unit, unit), rows)
