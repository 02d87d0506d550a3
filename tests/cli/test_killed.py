"""A run that is broken off leaves the former results, or none: never a half."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from aqyl.publish.outputs import FILES
from tests.cli.running import Cli

# The command line with a long pause after the tables are written and before the audit is.
PAUSING = """
import sys, time
import aqyl.publish.outputs as outputs
def pause(path, value):
    print("in the middle", flush=True)
    time.sleep(60)
outputs.write_json = pause
from aqyl.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def break_off(data: Path, out: Path, how: signal.Signals) -> subprocess.CompletedProcess[str]:
    words = ["assess", "kz-open-2023", str(data), "-o", str(out), "--lang", "en"]
    process = subprocess.Popen(
        [sys.executable, "-c", PAUSING, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "in the middle\n"
    process.send_signal(how)
    told, err = process.communicate(timeout=30)
    return subprocess.CompletedProcess(words, process.returncode, told, err)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_an_interrupted_run_clears_up_and_says_so(
    open_data: Path, tmp_path: Path, how: signal.Signals
) -> None:
    broken = break_off(open_data, tmp_path, how)
    assert broken.returncode == 130
    assert "the run was interrupted" in broken.stderr
    assert "Traceback" not in broken.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["SIGTERM", "SIGKILL"])
def test_former_results_stay_as_they_were(
    aqyl: Cli, open_data: Path, tmp_path: Path, how: signal.Signals
) -> None:
    words = ("assess", "kz-open-2023", open_data, "-o", tmp_path, "--quiet")
    assert aqyl(*words).code == 0
    before = contents(tmp_path / "kz-open-2023")
    assert break_off(open_data, tmp_path, how).returncode == (
        130 if how is signal.SIGTERM else -signal.SIGKILL
    )
    assert contents(tmp_path / "kz-open-2023") == before


def test_what_a_killed_run_left_is_cleared_by_the_next(
    aqyl: Cli, open_data: Path, tmp_path: Path
) -> None:
    assert break_off(open_data, tmp_path, signal.SIGKILL).returncode == -signal.SIGKILL
    assert not (tmp_path / "kz-open-2023").exists()
    left = list(tmp_path.iterdir())
    assert [path.name.startswith(".kz-open-2023~") for path in left] == [True]
    assert aqyl("assess", "kz-open-2023", open_data, "-o", tmp_path, "--quiet").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["kz-open-2023"]
    assert set(contents(tmp_path / "kz-open-2023")) == FILES - {"reports.csv"}


def test_a_reader_who_leaves_early_is_no_fault(public_data: Path) -> None:
    assert public_data.is_dir()
    line = f"{sys.executable} -m aqyl.cli.main register list --json --lang en | head -n 1"
    found = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert (found.returncode, found.stdout, found.stderr) == (0, "[\n", "")
