"""A reader that leaves, a closed stdout, an interrupt before Aqyl has begun: no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

AQYL = f"{sys.executable} -m aqyl.cli.main"


def shell(line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    "words",
    ["gaming kz-open-2023 {data}", "edition show kz-2026", "register list", "bridge --help"],
)
def test_a_reader_who_leaves_before_anything_is_written(open_data: Path, words: str) -> None:
    found = shell(f"{AQYL} {words.format(data=open_data)} --lang en | true")
    assert (found.returncode, found.stderr) == (0, "")


def test_an_error_keeps_its_exit_code_though_nobody_reads_it(open_data: Path) -> None:
    found = shell(f"{AQYL} gaming kz-2026 {open_data} --json 2>&1 >/dev/null | true")
    assert found.returncode == 2


@pytest.mark.parametrize("words", ["register list", "run -o {out}", "--help"])
def test_a_closed_stdout_is_said_and_nothing_is_begun(tmp_path: Path, words: str) -> None:
    found = shell(f"{AQYL} {words.format(out=tmp_path / 'out')} --lang en >&-")
    assert found.returncode == 2
    assert found.stderr.splitlines()[0].endswith(
        "stdout is closed: there is nowhere to write the result"
    )
    assert "Traceback" not in found.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_can_be_said_where_stderr_is_closed_too() -> None:
    assert shell(f"{AQYL} register list >&- 2>&-").returncode == 2


EARLY = """
import sys
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
from aqyl.cli.main import main
sys.exit(main(["register", "list"]))
"""


@pytest.mark.parametrize("name", ["aqyl.cli.settings", "yaml", "typer", "aqyl.cli.app"])
def test_an_interrupt_while_aqyl_is_loaded(name: str) -> None:
    found = subprocess.run(
        [sys.executable, "-c", EARLY.format(name=name)],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert (found.returncode, found.stdout) == (130, "")
    assert "Traceback" not in found.stderr


def test_the_entry_point_loads_nothing_before_it_can_be_interrupted() -> None:
    code = (
        "import sys; before = {*sys.modules}; import aqyl.cli.main; print(*{*sys.modules} - before)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )
    assert set(found.stdout.split()) <= {"__future__", "aqyl", "aqyl.cli", "aqyl.cli.main"}
