"""The portal: a national campaign computed and published, on a database of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure


def measure(_: Path) -> Iterator[Figure]:
    """100 settlements answer every card (made up, for load only); then the last two steps."""
    yield Figure(
        "campaign of 100 settlements computed and published",
        seconds(),
        "s",
        30.0,
        "nothing: SQLite, one process",
    )


def seconds() -> float:
    """How long the two steps take, in a process with a database of its own."""
    with tempfile.TemporaryDirectory(prefix="aqyl-bench-") as home:
        variables = {**os.environ, "AQYL_HOME": home, "AQYL_HTTPS": "no"}
        made = subprocess.run(
            [sys.executable, "-m", "benchmarks.publishing"],
            env={**variables, "DJANGO_SETTINGS_MODULE": "aqyl.portal.settings"},
            check=True,
            capture_output=True,
            text=True,
        )
    return float(made.stdout)
