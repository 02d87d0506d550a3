"""A kill in the middle of writing leaves the former bundle or none: never a half."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from aqyl.publish.bundle import Publication, verify, write_bundle
from tests.publish.bundle.making import DATA

OPEN = DATA / "kz-open-2023"
# A long pause when a part of the archive has been written.
PAUSING = """
import sys, time
import aqyl.publish.bundle.archive as archive
real = archive.shutil.copyfileobj
def pause(source, sink, *rest):
    real(source, sink, *rest)
    if "results" in source.name:
        print("in the middle", flush=True)
        time.sleep(60)
archive.shutil.copyfileobj = pause
from aqyl.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def break_off(out: Path, how: signal.Signals) -> subprocess.CompletedProcess[str]:
    words = ["bundle", "kz-open-2023", str(OPEN), "-o", str(out), "--lang", "en"]
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


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_an_interrupted_run_leaves_nothing(tmp_path: Path, how: signal.Signals) -> None:
    broken = break_off(tmp_path / "b.zip", how)
    assert broken.returncode == 130
    assert "the run was interrupted" in broken.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_killed_run_leaves_the_former_bundle_and_the_next_one_clears_up(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    write_bundle(path, Publication("kz-open-2023/ahp", OPEN))
    former = path.read_bytes()
    assert break_off(path, signal.SIGKILL).returncode == -signal.SIGKILL
    assert path.read_bytes() == former
    assert len(list(tmp_path.iterdir())) == 2
    write_bundle(path, Publication("kz-open-2023", OPEN))
    assert [one.name for one in tmp_path.iterdir()] == ["b.zip"]
    assert verify(path).replays


def test_no_room_on_the_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("aqyl.publish.bundle.archive.shutil.copyfileobj", full)
    with pytest.raises(OSError, match="No space"):
        write_bundle(tmp_path / "b.zip", Publication("kz-open-2023", OPEN))
    assert list(tmp_path.iterdir()) == []
