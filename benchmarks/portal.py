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
    with tempfile.TemporaryDirectory(prefix="aqyl-bench-") as home:
        variables = {**os.environ, "AQYL_HOME": home, "AQYL_HTTPS": "no"}
        variables["DJANGO_SETTINGS_MODULE"] = "aqyl.portal.settings"
        made = subprocess.run(
            [sys.executable, "-m", "benchmarks.publishing"],
            env=variables,
            check=True,
            capture_output=True,
            text=True,
        )
    seconds = [float(line) for line in made.stdout.split()]
    yield Figure(
        "campaign of 100 settlements computed and published",
        seconds[0],
        "s",
        30.0,
        "the issue's own limit; SQLite, one process",
    )
