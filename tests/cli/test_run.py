"""`aqyl run`: everything that ships, in one go."""

from __future__ import annotations

import json
import resource
from pathlib import Path

import pytest

from aqyl.publish.outputs import FILES
from tests.cli.running import Result, run_program

EDITIONS = ("kz-2026", "kz-open-2023", "kz-open-2023--ahp", "kz-open-2023-corrected")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("run")


@pytest.fixture(scope="module")
def told(folder: Path) -> Result:
    """What a run says to people."""
    return run_program("run", "-o", folder, "--lang", "en")


def test_it_takes_less_than_twenty_seconds(tmp_path: Path) -> None:
    """Of the processor: other programs on the machine do not count."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert run_program("run", "-o", tmp_path, "--quiet") == Result(0, "", "")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 20


def test_everything_is_written_and_its_place_is_told(told: Result, folder: Path) -> None:
    assert (told.code, told.err) == (0, "")
    assert {path.name for path in folder.iterdir()} == set(EDITIONS)
    for name in EDITIONS:
        written = {path.name for path in (folder / name).iterdir()}
        assert written == (FILES if name == "kz-2026" else FILES - {"reports.csv"})
        assert f"Report: {folder / name / 'report.html'}" in told.out


def test_every_report_is_matched_or_listed_with_its_reason(told: Result, folder: Path) -> None:
    assert "Reports: 423; matched to an initiative: 415; unmatched: 8 (" in told.out
    assert "the edition sets the theme aside: 8" in told.out
    lines = (folder / "kz-2026" / "reports.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + 423


def test_the_ministrys_order_is_set_beside_with_its_interval(told: Result) -> None:
    [line] = [line for line in told.out.splitlines() if "Spearman" in line]
    assert "the Ministry's order of 20 cities: Spearman's ρ = 0.58" in line
    assert "95% interval 0.15 … 0.83" in line


def test_published_scores_come_out_and_the_errors_are_named(told: Result) -> None:
    for headline in (
        "Double inversion: recorded crime",
        "Left out: Shymkent city",
        "Blank filled without a mark: Abai Region, gross product per head",
        "[4 more of the kind]",
        "Size counted as merit: population",
    ):
        assert told.out.count(headline) == 2, headline
    assert "all units: 20 in all" in told.out


def test_who_moves_when_the_errors_are_put_right(told: Result) -> None:
    assert "With crime alone put right (equal weights), 14 of 19 units change" in told.out
    assert "With every error put right, 16 of 19 units change" in told.out


def test_json_says_the_same_and_the_bytes_are_the_same(told: Result, folder: Path) -> None:
    assert told.code == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = run_program("run", "-o", folder, "--lang", "en", "--json")
    assert (result.code, result.err) == (0, "")
    found = result.json
    assert found["kz-2026"]["units"] == 100
    assert found["kz-2026"]["reports"] == {"matched": 415, "theme_set_aside": 8}
    assert found["kz-2026"]["ministry"]["spearman"]["pairs"] == 20
    assert found["kz-open-2023"]["moved"]["crime_alone"] == {"moved": 14, "of": 19}
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_the_manifest_names_everything_that_was_read(told: Result, folder: Path) -> None:
    assert told.code == 0
    manifest = json.loads((folder / "kz-2026" / "manifest.json").read_text(encoding="utf-8"))
    assert {one["use"] for one in manifest["inputs"]} == {
        *("evidence", "values", "comparison", "register"),
    }
    assert manifest["command"] == "aqyl run -o OUT --lang en"
