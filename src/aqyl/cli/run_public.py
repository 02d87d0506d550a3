"""kz-2026 for all settlements, from what is publicly known."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aqyl.cli.screen import Screen
from aqyl.cli.shipped import MinistryOrder, ministry_order, shipped_data
from aqyl.cli.work import Assessed, Begin, analysed, assess_and_audit, report_input, write
from aqyl.language import Lang, say_all

if TYPE_CHECKING:
    from aqyl.assess.compare import Comparison
    from aqyl.publish.inputs import OtherOrder

EDITION, PERIOD = "kz-2026", "2026"


@dataclass(frozen=True)
class PublicRun:
    """The assessment, the comparison with the Ministry's order, and where they were written."""

    assessed: Assessed
    comparison: Comparison
    folder: Path

    @property
    def reports(self) -> dict[str, int]:
        """How many reports are matched to an initiative; unmatched ones by reason."""
        uses = self.assessed.assessment.reports
        counts = Counter(use.reason or "matched" for use in uses)
        return {"matched": counts.pop("matched", 0), **dict(sorted(counts.items()))}

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        found = self.comparison.correlation
        rho = {name: _known(getattr(found, name)) for name in ("value", "low", "high", "pairs")}
        findings = Counter(finding.severity for finding in self.assessed.findings)
        return {
            "folder": str(self.folder),
            "units": len(self.assessed.assessment.units),
            "findings": dict(findings),
            "reports": self.reports,
            "ministry": {"spearman": rho, "inside": self.comparison.inside},
        }

    def show(self, screen: Screen) -> None:
        """For people."""
        from aqyl.cli.summary import show_headlines, show_ranking

        title = screen.title(self.assessed.edition.title)
        screen.line(screen.say("cli.run.title", edition=EDITION, title=title, period=PERIOD))
        screen.line()
        show_ranking(screen, self.assessed)
        screen.line(_reports_line(screen, self.reports))
        screen.line(_comparison_line(screen, self.comparison))
        show_headlines(screen, self.assessed.findings)
        screen.line(screen.say("cli.run.report", path=self.folder / "report.html"))
        screen.line()


def run_public(out: Path, lang: Lang, begin: Begin) -> PublicRun:
    """Assess, audit, set beside the Ministry's order, and write."""
    from aqyl.assess.compare import compare_order

    data = shipped_data("kz-public")
    assessed = assess_and_audit(EDITION, data, begin, period=PERIOD)
    begin("compare")
    order = ministry_order()
    comparison = compare_order(assessed.assessment, order.places)
    report = report_input(assessed, lang, f"aqyl run -o OUT --lang {lang}")
    report = replace(report, comparison=_other_order(comparison, order))
    report = analysed(assessed, report, begin)
    begin("write", edition=EDITION)
    folder = write(out, assessed, report, (order.file,))
    return PublicRun(assessed, comparison, folder)


def _other_order(comparison: Comparison, order: MinistryOrder) -> OtherOrder:
    from aqyl.publish.inputs import OtherOrder
    from aqyl.standard import Text

    return OtherOrder(comparison, Text(**say_all("cli.run.ministry_title")), order.source)


def _known(value: float) -> float | None:
    """JSON has no NaN."""
    return None if math.isnan(value) else value


def _reports_line(screen: Screen, reports: dict[str, int]) -> str:
    reasons = [
        screen.say("cli.run.unmatched_reason", reason=screen.say(f"cli.reason.{name}"), count=count)
        for name, count in reports.items()
        if name != "matched"
    ]
    unmatched = sum(reports.values()) - reports["matched"]
    values = {"total": sum(reports.values()), "matched": reports["matched"]}
    text = screen.say("cli.run.reports", **values, unmatched=unmatched)
    return f"{text} ({'; '.join(reasons)})" if reasons else text


def _comparison_line(screen: Screen, comparison: Comparison) -> str:
    found = comparison.correlation
    numbers = {
        "rho": screen.number(found.value, 2),
        "low": screen.number(found.low, 2),
        "high": screen.number(found.high, 2),
    }
    pairs = len(comparison.rows)
    said = screen.say("cli.run.ministry", **numbers, pairs=pairs, inside=comparison.inside)
    return f"{said}; {screen.say('cli.run.spans_all')}" if comparison.tells_nothing else said
