"""The published ranking of Kazakhstan's first-level units: as published, and put right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aqyl.cli.screen import Screen
from aqyl.cli.shipped import shipped_data
from aqyl.cli.work import (
    Assessed,
    Begin,
    analysed,
    assess_and_audit,
    report_input,
    write,
)
from aqyl.language import Lang

if TYPE_CHECKING:
    from aqyl.assess import Assessment
    from aqyl.standard import Edition

PUBLISHED, AHP, CORRECTED = "kz-open-2023", "kz-open-2023/ahp", "kz-open-2023-corrected"
CRIME = "crime"


@dataclass(frozen=True)
class Moves:
    """How many units change their rank among `units` that stand in both orders."""

    moved: int
    units: int


@dataclass(frozen=True)
class OpenRun:
    """The three editions, where they were written, and who moves when errors are put right."""

    written: tuple[tuple[Assessed, Path], ...]
    corrected: Moves
    crime_alone: Moves

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "editions": [
                {
                    "edition": assessed.edition.id,
                    "folder": str(folder),
                    "units": len(assessed.assessment.units),
                    "findings": dict(Counter(one.severity for one in assessed.findings)),
                }
                for assessed, folder in self.written
            ],
            "moved": {
                "corrected": {"moved": self.corrected.moved, "of": self.corrected.units},
                "crime_alone": {"moved": self.crime_alone.moved, "of": self.crime_alone.units},
            },
        }

    def show(self, screen: Screen) -> None:
        """For people."""
        from aqyl.cli.summary import show_headlines, show_ranking

        for assessed, folder in self.written:
            title, period = screen.title(assessed.edition.title), assessed.assessment.period
            values = {"edition": assessed.edition.id, "title": title, "period": period}
            screen.line(screen.say("cli.run.title", **values))
            screen.line()
            show_ranking(screen, assessed)
            for finding in assessed.findings:
                if finding.check == "published_reproduced":
                    screen.line(finding.part("found", screen.lang))
            show_headlines(screen, assessed.findings)
            screen.line(screen.say("cli.run.report", path=folder / "report.html"))
            screen.line()
        for key, moves in (("moved_crime", self.crime_alone), ("moved", self.corrected)):
            screen.line(screen.say(f"cli.run.{key}", moved=moves.moved, count=moves.units))


def run_open(out: Path, lang: Lang, begin: Begin) -> OpenRun:
    """Assess and audit as published and put right; write; count who moves."""
    from aqyl.assess.bridge import bridge

    data = shipped_data("kz-open-2023")
    equal = assess_and_audit(PUBLISHED, data, begin, published=data / "published-equal.csv")
    corrected = assess_and_audit(CORRECTED, data, begin)
    begin("bridge")
    moved = bridge(equal.assessment, corrected.assessment)
    first = equal, _write(out, equal, lang, begin, bridge=moved)
    ahp = assess_and_audit(AHP, data, begin, published=data / "published-ahp.csv")
    second = ahp, _write(out, ahp, lang, begin)
    before = equal.assessment
    third = corrected, _write(out, corrected, lang, begin, before=before, bridge=moved)
    begin("compare")
    crime_alone = _assess_crime_alone(equal, corrected.edition)
    return OpenRun(
        (first, second, third),
        count_moves(equal.assessment, corrected.assessment),
        count_moves(equal.assessment, crime_alone),
    )


def _write(out: Path, assessed: Assessed, lang: Lang, begin: Begin, **others: Any) -> Path:
    """others: what the report shows besides, such as `before` and `bridge`."""
    report = report_input(assessed, lang, f"aqyl run -o OUT --lang {lang}")
    report = analysed(assessed, replace(report, **others), begin)
    begin("write", edition=assessed.edition.id)
    return write(out, assessed, report)


def _assess_crime_alone(published: Assessed, corrected: Edition) -> Assessment:
    from aqyl.assess import assess

    edition = with_crime_corrected(published.edition, corrected)
    return assess(edition, published.tables, None, published.assessment.period)


def with_crime_corrected(published: Edition, corrected: Edition) -> Edition:
    """The published edition with the steps of crime alone taken from the corrected one."""
    steps = next(one.steps for one in corrected.indicators if one.id == CRIME)
    indicators = tuple(
        one.model_copy(update={"steps": steps}) if one.id == CRIME else one
        for one in published.indicators
    )
    return published.model_copy(update={"indicators": indicators})


def count_moves(before: Assessment, after: Assessment) -> Moves:
    """How many units stand at another rank; ranks are taken among those that stand in both."""
    from aqyl.assess.compare import compare_order, places_of

    rows = compare_order(after, places_of(before)).rows
    return Moves(sum(row.rank != row.among for row in rows), len(rows))
