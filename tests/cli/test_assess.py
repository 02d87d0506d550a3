"""`aqyl assess`: what it writes, what it says, when it stops."""

from __future__ import annotations

import csv
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from aqyl.publish.outputs import FILES
from tests.cli.running import Cli


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_every_output_is_written(out: Path) -> None:
    assert names(out) == {"kz-2026", "kz-open-2023", "kz-open-2023--ahp"}
    assert names(out / "kz-2026") == FILES
    assert names(out / "kz-open-2023") == FILES - {"reports.csv"}


def test_a_summary_tells_the_first_of_each_group_and_where_the_report_is(
    aqyl: Cli, public_data: Path, tmp_path: Path
) -> None:
    words = ("assess", "kz-2026", public_data, "-o", tmp_path, "--period", "2026", "--lang", "ru")
    result = aqyl(*words)
    assert (result.code, result.err) == (0, "")
    assert "города республиканского значения: всего 3" in result.out
    assert "Алматы" in result.out
    assert "Аудит: ошибок – " in result.out
    assert str(tmp_path / "kz-2026" / "report.html") in result.out


def test_json_is_the_manifest(aqyl: Cli, open_data: Path, tmp_path: Path) -> None:
    result = aqyl("assess", "kz-open-2023", open_data, "-o", tmp_path, "--json")
    assert result.err == ""
    assert result.json["folder"] == str(tmp_path / "kz-open-2023")
    assert result.json["edition"]["id"] == "kz-open-2023"
    assert result.json["units"] == 19
    assert result.json["findings"]["error"] > 0


def test_the_period_may_be_given(aqyl: Cli, public_data: Path, tmp_path: Path) -> None:
    words = ("assess", "kz-2026", public_data, "-o", tmp_path, "--period", "2020", "--quiet")
    assert aqyl(*words).code == 0
    with (tmp_path / "kz-2026" / "scores.csv").open(encoding="utf-8", newline="") as file:
        assert {row["period"] for row in csv.DictReader(file)} == {"2020"}


def test_a_strict_run_is_stopped_and_writes_nothing(
    aqyl: Cli, open_data: Path, tmp_path: Path
) -> None:
    words = ("assess", "kz-open-2023", open_data, "-o", tmp_path, "--audit", "strict")
    result = aqyl(*words)
    assert (result.code, result.out) == (3, "")
    assert "Double inversion" in result.err
    assert "Nothing was written" in result.err
    assert names(tmp_path) == set()
    assert {found["severity"] for found in aqyl(*words, "--json").problems} == {"error", "warning"}


def test_a_variant_has_a_folder_of_its_own(out: Path) -> None:
    equal, ahp = (
        (out / name / "scores.csv").read_text(encoding="utf-8").splitlines()[1]
        for name in ("kz-open-2023", "kz-open-2023--ahp")
    )
    assert equal.startswith("kz-open-2023,")
    assert ahp.startswith("kz-open-2023/ahp,")


def test_progress_is_shown_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "aqyl.cli.main", "register", "build"]
    words += ["-o", str(tmp_path / "settlements.csv"), "--lang", "en"]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120"}
    for options, shown in (([], True), (["--quiet"], False), (["--json"], False)):
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [*words, *options], stdout=subprocess.DEVNULL, stderr=theirs, env=environment
        )
        os.close(theirs)
        seen = b""
        while chunk := _read(ours):
            seen += chunk
        os.close(ours)
        assert process.wait() == 0
        assert (b"building the register" in seen) is shown
        assert (seen != b"") is shown


def _read(terminal: int) -> bytes:
    """What the terminal holds; a closed one ends with an error on Linux."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


@pytest.mark.parametrize(
    ("option", "given", "problem"),
    [
        ("--audit", "loud", "cli.choice"),
        ("--period", "26", "cli.period"),
        ("--period", "0000", "cli.period"),
    ],
)
def test_a_wrong_word_of_an_option(
    aqyl: Cli, open_data: Path, tmp_path: Path, option: str, given: str, problem: str
) -> None:
    words = ("assess", "kz-open-2023", open_data, "-o", tmp_path, option, given, "--json")
    result = aqyl(*words)
    assert (result.code, [one["problem"] for one in result.problems]) == (2, [problem])
    assert names(tmp_path) == set()
