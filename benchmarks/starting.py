"""How long a person waits: `aqyl --help`, and the whole `aqyl run`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure, ratio, seconds

AQYL = str(Path(sys.executable).with_name("aqyl"))


def call(*command: str) -> None:
    """Run a command to its end; raises CalledProcessError when it fails."""
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def measure(_: Path) -> Iterator[Figure]:
    """Whole-process times and ratios."""
    floor = "python -c 'import typer, rich.console, yaml'"
    imports = ("import typer, rich.console, yaml",)
    yield Figure("help, seconds", seconds(lambda: call(AQYL, "--help")), "s", 0.4, "the aim")
    yield Figure(
        "help / bare imports",
        ratio(lambda: call(AQYL, "--help"), lambda: call(sys.executable, "-c", *imports)),
        "x",
        2.5,
        floor,
    )
    with tempfile.TemporaryDirectory() as folder:
        run = seconds(lambda: call(AQYL, "run", "-o", folder, "--quiet"), runs=3)
    yield Figure("aqyl run, seconds", run, "s", 20.0, "the aim")
