"""What became of every report: used, contradicted, or not matched and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from aqyl.assess.evidence import ReportUse
from aqyl.publish.view.frame import Frame
from aqyl.publish.view.links import SourceLink, source_link
from aqyl.publish.words import said
from aqyl.standard import Text

USES = ("decides", "agrees", "disputes", "earlier", "replaced", "unmatched")


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A report that no answer rests on; `name` is the unit's, or its code if it is not assessed."""

    settlement: str
    name: Text | str
    theme: str
    status: Text | str
    on: str
    what: str
    link: SourceLink
    reason: dict[str, str] | Text


@dataclass(frozen=True, slots=True)
class EvidenceUse:
    """Counts of the reports by use and of the unmatched by reason; the disputed; the unmatched."""

    total: int
    uses: dict[str, int]
    reasons: list[tuple[dict[str, str], int]]
    disputed: list[tuple[str, Text, Text]]
    unmatched: list[Unmatched]

    @property
    def matched(self) -> int:
        """Reports that speak of an initiative of the edition."""
        return self.total - self.uses["unmatched"]


def evidence_use(frame: Frame) -> EvidenceUse:
    """Every report's use."""
    reports = frame.assessment.reports
    counts = Counter(use.use for use in reports)
    unmatched = [use for use in reports if use.use == "unmatched"]
    reasons = Counter(use.reason for use in unmatched)
    disputed = sorted({(u.settlement, u.initiative) for u in reports if u.use == "disputes"})
    return EvidenceUse(
        len(reports),
        {use: counts[use] for use in USES},  # type: ignore[index]
        [(said(f"reason.{reason}"), n) for reason, n in sorted(reasons.items())],
        [(s, frame.titles[s], frame.node_titles[i]) for s, i in disputed],
        [_unmatched(frame, use) for use in unmatched],
    )


def _unmatched(frame: Frame, use: ReportUse) -> Unmatched:
    table = frame.report.evidence
    row = table.rows[use.index] if table else {}
    statuses = {status.id: status.title for status in frame.edition.statuses}
    status = str(row.get("status") or "")
    themes = {theme.theme: theme.reason for theme in frame.edition.unmatched_themes}
    aside = themes.get(use.theme) if use.reason == "theme_set_aside" else None
    return Unmatched(
        use.settlement if use.settlement in frame.titles else "",
        frame.titles.get(use.settlement, use.settlement),
        use.theme,
        statuses.get(status, status),
        str(row.get("on") or ""),
        str(row.get("what") or ""),
        source_link(str(row.get("source") or "")),
        aside or said(f"reason.{use.reason}"),
    )
