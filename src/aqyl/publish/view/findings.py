"""Findings of the audit, by severity and check."""

from __future__ import annotations

from dataclasses import dataclass

from aqyl.assess.audit.finding import Finding
from aqyl.language import LANGUAGES
from aqyl.publish.view.frame import Frame
from aqyl.standard import Text

SEVERITIES = ("error", "warning", "note")
_CERTAINTY = ("certain", "likely", "possible")


@dataclass(frozen=True, slots=True)
class FoundOne:
    """One finding in three languages, with where it stands."""

    certainty: str
    found: dict[str, str]
    repair: dict[str, str]
    settlement: str
    name: Text | None
    node: Text | None
    place: str


@dataclass(frozen=True, slots=True)
class FoundBy:
    """What one check found."""

    check: str
    title: dict[str, str]
    findings: list[FoundOne]


def findings(frame: Frame) -> list[tuple[str, list[FoundBy]]]:
    """Severity -> checks -> findings, the gravest and the surest first."""
    result = []
    for severity in SEVERITIES:
        chosen = [f for f in frame.report.findings if f.severity == severity]
        checks = dict.fromkeys(f.check for f in sorted(chosen, key=_surest))
        groups = [_check(frame, check, [f for f in chosen if f.check == check]) for check in checks]
        if groups:
            result.append((severity, groups))
    return result


def _surest(finding: Finding) -> int:
    return _CERTAINTY.index(finding.certainty)


def _check(frame: Frame, check: str, found: list[Finding]) -> FoundBy:
    ordered = sorted(found, key=_surest)
    title = _three(ordered[0], "title")
    return FoundBy(check, title, [_one(frame, finding) for finding in ordered])


def _one(frame: Frame, finding: Finding) -> FoundOne:
    return FoundOne(
        finding.certainty,
        _three(finding, "found"),
        _three(finding, "repair"),
        finding.settlement if finding.settlement in frame.titles else "",
        frame.titles.get(finding.settlement),
        frame.node_titles.get(finding.node),
        str(finding.place),
    )


def _three(finding: Finding, part: str) -> dict[str, str]:
    return {lang: finding.part(part, lang) for lang in LANGUAGES}
