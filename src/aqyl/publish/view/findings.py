"""Findings of the audit, by severity."""

from __future__ import annotations

from dataclasses import dataclass

from aqyl.assess.audit.finding import SEVERITIES, Finding
from aqyl.language import LANGUAGES
from aqyl.publish.view.frame import Frame
from aqyl.standard import Text


@dataclass(frozen=True, slots=True)
class FoundAt:
    """One place a finding rests on; `unit` is empty where the unit has no section."""

    unit: str
    name: Text | str
    place: str


@dataclass(frozen=True, slots=True)
class Found:
    """One finding in three languages, with what it is about and where it stands."""

    severity: str
    certainty: str
    title: dict[str, str]
    found: dict[str, str]
    repair: dict[str, str]
    node: Text | None
    places: list[FoundAt]


def findings(frame: Frame) -> list[tuple[str, list[Found]]]:
    """Severity -> findings in the audit's order, the gravest first."""
    result: list[tuple[str, list[Found]]] = []
    for severity in SEVERITIES:
        found = [_one(frame, one) for one in frame.report.findings if one.severity == severity]
        if found:
            result.append((severity, found))
    return result


def _one(frame: Frame, finding: Finding) -> Found:
    cells = [(cell.settlement, str(cell.place)) for cell in finding.cells]
    places = cells or [(finding.settlement, str(finding.place))]
    return Found(
        finding.severity,
        finding.certainty,
        _three(finding, "title"),
        _three(finding, "found"),
        _three(finding, "repair"),
        frame.node_titles.get(finding.node),
        [_at(frame, unit, place) for unit, place in dict.fromkeys(places) if unit or place],
    )


def _at(frame: Frame, unit: str, place: str) -> FoundAt:
    return FoundAt(unit if unit in frame.titles else "", frame.titles.get(unit, unit), place)


def _three(finding: Finding, part: str) -> dict[str, str]:
    return {lang: finding.part(part, lang) for lang in LANGUAGES}
