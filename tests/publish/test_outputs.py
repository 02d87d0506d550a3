"""The folder of an assessment: complete, named by hashes, the same bytes every time."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

import aqyl
from aqyl.assess import assess
from aqyl.assess.audit import audit
from aqyl.assess.gaming import gaming
from aqyl.assess.uncertainty import Draft, apart_and_together
from aqyl.problems import InputError
from aqyl.publish import ReportInput
from aqyl.publish.outputs import (
    FILES,
    InputFile,
    count_sources,
    describe_run,
    folder_name,
    write_assessment,
)
from aqyl.publish.replay import read_outputs
from aqyl.register import load_register
from aqyl.standard import fingerprint, list_editions, load_edition
from aqyl.tables import SCHEMAS, Table, read_data, read_table, sha256_of

DATA = Path(str(files("aqyl"))) / "data"
KZ_2026, KZ_OPEN = ("kz-2026", "kz-public"), ("kz-open-2023/ahp", "kz-open-2023")
Made = tuple[ReportInput, dict[str, Table]]


def made(name: str, data: str) -> Made:
    edition, tables = load_edition(name), read_data(DATA / data)
    assessment = assess(edition, tables, load_register(), None)
    findings = tuple(audit(edition, tables, assessment))
    report = ReportInput(assessment, findings, manifest={"command": "aqyl assess …"})
    drawn = apart_and_together(Draft.of(assessment, draws=64))
    analysed = replace(report, uncertain=drawn, gaming=gaming(assessment))
    return replace(analysed, evidence=tables.get("evidence")), tables


@pytest.fixture(scope="module", params=[KZ_2026, KZ_OPEN], ids=lambda pair: pair[0])
def written(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Made]:
    run = made(*request.param)
    return write_assessment(tmp_path_factory.mktemp("out"), *run), run


def test_every_file_is_there_and_reports_only_where_there_is_evidence(
    written: tuple[Path, Made],
) -> None:
    folder, (_, tables) = written
    expected = FILES if "evidence" in tables else FILES - {"reports.csv"}
    assert {path.name for path in folder.iterdir()} == expected


@pytest.mark.parametrize("name", ["scores", "ranks"])
def test_tables_are_read_back_by_their_own_schema(written: tuple[Path, Made], name: str) -> None:
    folder, (report, _) = written
    table = read_table(folder / f"{name}.csv", name)
    assert tuple(table.rows[0]) == SCHEMAS[name].names
    found = {row["settlement"] for row in table}
    assert found == {unit.id for unit in report.assessment.units}


def test_the_manifest_names_what_was_read_by_its_hash(written: tuple[Path, Made]) -> None:
    folder, (report, tables) = written
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    read = {one["use"]: (one["file"], one["sha256"], one["rows"]) for one in manifest["inputs"]}
    assert read == {name: (t.file, t.digest, len(t)) for name, t in tables.items()}
    edition = report.assessment.edition
    assert manifest["edition"]["id"] == edition.id
    assert manifest["edition"]["fingerprint"] == fingerprint(edition)
    assert manifest["edition"]["sources"] == count_sources(edition)
    assert manifest["period"] == report.assessment.period
    assert manifest["seed"] == report.uncertain[0].rules.seed
    assert manifest["versions"]["aqyl"] == aqyl.__version__
    assert manifest["versions"]["numpy"] == np.__version__
    assert re.fullmatch(r"3\.\d+", manifest["versions"]["python"])


def test_the_manifest_names_every_output_but_itself_by_its_hash(
    written: tuple[Path, Made],
) -> None:
    folder, _ = written
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    listed = {one["file"]: one["sha256"] for one in manifest["outputs"]}
    there = {path.name for path in folder.iterdir()} - {"manifest.json"}
    assert listed == {name: sha256_of(folder / name) for name in there}


def test_the_same_input_gives_the_same_bytes(written: tuple[Path, Made], tmp_path: Path) -> None:
    folder, (report, tables) = written
    name = report.assessment.edition.id
    again, again_tables = made(*next(pair for pair in (KZ_2026, KZ_OPEN) if pair[0] == name))
    assert again_tables == tables
    second = write_assessment(tmp_path / "elsewhere", again, again_tables)
    for path in folder.iterdir():
        assert (second / path.name).read_bytes() == path.read_bytes(), path.name


def test_no_file_holds_a_path_of_the_machine_or_the_time(written: tuple[Path, Made]) -> None:
    folder, _ = written
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert str(folder.parent) not in text
        assert str(DATA) not in text
        assert "\r" not in text
        assert not re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d", text), path.name


def test_facts_and_reports_point_back_to_their_rows(written: tuple[Path, Made]) -> None:
    folder, (report, tables) = written
    with (folder / "facts.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    digests = {table.file: table.digest for table in tables.values()}
    assert all(fact["sha256"] == digests[fact["file"]] for fact in facts if fact["file"])
    assert len({(f["settlement"], f["node"]) for f in facts}) == len(report.assessment.facts.known)
    if "evidence" in tables:
        lines = (folder / "reports.csv").read_text(encoding="utf-8").splitlines()
        assert len(lines) == 1 + len(tables["evidence"])


def test_the_audit_is_written_in_three_languages(written: tuple[Path, Made]) -> None:
    folder, (report, _) = written
    findings = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    assert len(findings) == len(report.findings) > 0
    assert all(set(one["title"]) == {"kk", "ru", "en"} for one in findings)


def test_what_was_written_is_read_back(written: tuple[Path, Made]) -> None:
    folder, (report, _) = written
    assessment = report.assessment
    for place in (folder, folder.parent):
        outputs = read_outputs(place, assessment.edition)
        assert outputs.folder == folder
        assert outputs.period == assessment.period
        assert {row["settlement"] for row in outputs.scores} == {u.id for u in assessment.units}
    with pytest.raises(InputError):
        read_outputs(folder, load_edition("kz-2019"))


def test_files_read_besides_the_tables_are_named_too() -> None:
    report, tables = made(*KZ_OPEN)
    other = InputFile("published", "published.csv", "0" * 64, 19)
    inputs = describe_run(report, tables, [other])["inputs"]
    assert isinstance(inputs, list)
    assert inputs[-1] == {
        "use": "published",
        "file": "published.csv",
        "sha256": "0" * 64,
        "rows": 19,
    }


def test_no_two_editions_share_a_folder() -> None:
    names = [folder_name(edition) for edition in list_editions()]
    assert len(set(names)) == len(names)
    assert not any("/" in name for name in names)


def test_sources_are_counted_by_kind() -> None:
    counts = count_sources(load_edition("kz-2026"))
    assert list(counts) == ["official", "working", "assumption"]
    assert all(count > 0 for count in counts.values())
    assert sum(counts.values()) > len(load_edition("kz-2026").initiatives)
