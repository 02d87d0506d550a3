"""An assessment written as a folder of files that can be checked and replayed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import aqyl
from aqyl.assess import Assessment, facts_table, ranks_table, reports_table, scores_table
from aqyl.assess.results import FACTS, REPORTS
from aqyl.publish.folders import replaced_folder
from aqyl.publish.inputs import ReportInput
from aqyl.standard import count_sources, fingerprint
from aqyl.tables import SCHEMAS, Table, sha256_of, write_csv, write_json

MANIFEST, REPORT, AUDIT = "manifest.json", "report.html", "audit.json"
GAMING, DRAWS, LEVELS, AHEAD = "gaming.json", "uncertainty.csv", "levels.csv", "ahead.csv"
FILES = frozenset(
    {
        *("scores.csv", "ranks.csv", "facts.csv", "reports.csv", DRAWS, LEVELS, AHEAD),
        *(AUDIT, GAMING, MANIFEST, REPORT),
    }
)
SHOWN = ("edition", "inputs", "versions", "seed", "command")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that the run read, for its manifest."""

    use: str
    file: str
    sha256: str
    rows: int


def folder_name(edition_id: str) -> str:
    """The folder of an edition's outputs; a variant has one of its own beside its edition's.

    >>> folder_name("kz-open-2023/ahp")
    'kz-open-2023--ahp'
    """
    return edition_id.replace("/", "--")


def write_assessment(
    out: Path,
    report: ReportInput,
    tables: Mapping[str, Table],
    others: Iterable[InputFile] = (),
) -> Path:
    """Write `<out>/<edition>/` as a whole: tables, audit, manifest, report; the folder.

    others: files read besides the input tables, such as a published ranking or the register. What
    `report.manifest` holds (the command) goes into the manifest. The same input gives the same
    bytes. Raises InputError when the folder holds files of others.
    """
    from aqyl.publish import write_report

    target = out / folder_name(report.assessment.edition.id)
    manifest = {**describe_run(report, tables, others), **report.manifest}
    shown = {key: value for key, value in manifest.items() if key in SHOWN}
    with replaced_folder(target, FILES) as folder:
        write_results(folder, report, tables)
        write_report(folder / REPORT, replace(report, manifest=shown))
        outputs = [
            {"file": path.name, "sha256": sha256_of(path)} for path in sorted(folder.iterdir())
        ]
        write_json(folder / MANIFEST, {**manifest, "outputs": outputs})
    return target


def write_results(folder: Path, report: ReportInput, tables: Mapping[str, Table]) -> None:
    """Write tables, findings and what analyses there are into a folder: all but the report."""
    _write_tables(folder, report, tables)
    _write_analyses(folder, report)
    write_json(folder / AUDIT, [finding.as_dict() for finding in report.findings])


def _write_tables(folder: Path, report: ReportInput, tables: Mapping[str, Table]) -> None:
    assessment = report.assessment
    write_csv(folder / "scores.csv", SCHEMAS["scores"].names, scores_table(assessment))
    write_csv(folder / "ranks.csv", SCHEMAS["ranks"].names, ranks_table(assessment))
    write_csv(folder / "facts.csv", FACTS, facts_table(assessment))
    if "evidence" in tables:
        uses = reports_table(assessment, tables["evidence"])
        write_csv(folder / "reports.csv", REPORTS, uses)


def _write_analyses(folder: Path, report: ReportInput) -> None:
    """Draws and gaming tests, where there are any."""
    from aqyl.assess import uncertainty as room

    if report.uncertain:
        write_csv(folder / DRAWS, room.DRAWS, room.draws_table(report.uncertain))
        write_csv(folder / LEVELS, room.LEVELS, room.levels_table(report.uncertain))
        write_csv(folder / AHEAD, room.AHEAD, room.ahead_table(report.uncertain))
    if report.gaming:
        write_json(folder / GAMING, [finding.as_dict() for finding in report.gaming])


def describe_run(
    report: ReportInput, tables: Mapping[str, Table], others: Iterable[InputFile] = ()
) -> dict[str, object]:
    """What was run, without its outputs: edition, inputs, period, findings, versions."""
    severities = Counter(finding.severity for finding in report.findings)
    findings = {name: severities[name] for name in ("error", "warning", "note")}
    run = describe_assessment(report.assessment, tables, others)
    seed = report.uncertain[0].rules.seed if report.uncertain else None
    return {**run, "findings": findings, "seed": seed}


def versions() -> dict[str, str]:
    """The versions of what computes the scores."""
    import numpy as np

    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {"aqyl": aqyl.__version__, "numpy": np.__version__, "python": python}


def describe_assessment(
    assessment: Assessment, tables: Mapping[str, Table], others: Iterable[InputFile] = ()
) -> dict[str, object]:
    """What was assessed: edition, inputs, period, versions."""
    edition = assessment.edition
    read = [InputFile(name, t.file, t.digest, len(t)) for name, t in sorted(tables.items())]
    return {
        "edition": {
            "id": edition.id,
            "fingerprint": fingerprint(edition),
            "sources": count_sources(edition),
        },
        "period": assessment.period,
        "units": len(assessment.units),
        "inputs": [
            {"use": one.use, "file": one.file, "sha256": one.sha256, "rows": one.rows}
            for one in (*read, *others)
        ],
        "versions": versions(),
        "seed": None,
    }
