"""The portal: fifty people at work, pages for the public, a national campaign published."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure

PAGE = "/kk/results/kz-2026/2025/"


def measure(_: Path) -> Iterator[Figure]:
    """All that the portal's data hold was made up for load."""
    slow, share = seconds_and_share()
    yield Figure(
        "signed-in pages, 95 of 100 at most, with 50 people at work",
        slow * 1000,
        "ms",
        300.0,
        "the aim",
    )
    yield Figure(
        "published page from cache / empty view, requests a second",
        share,
        "x",
        0.6,
        "an empty Django view under the same middleware and server",
        least=True,
    )
    yield Figure(
        "campaign of 100 settlements computed and published",
        seconds(),
        "s",
        30.0,
        "nothing: SQLite, one process",
    )


def seconds_and_share() -> tuple[float, float]:
    """95th percentile of signed-in pages, seconds; published page / empty view, by their rates."""
    from benchmarks.serving import people, rates, server

    with server.portal() as served:
        visits = people.at_work(served)
        share = rates.page_against_empty(served, PAGE)
    kinds = defaultdict(list)
    for visit in visits:
        kinds[visit.kind].append(visit.seconds)
    for kind, times in sorted(kinds.items()):
        print(f"  {kind}: {len(times)} requests, {percentile(times) * 1000:.0f} ms", flush=True)
    return percentile([visit.seconds for visit in visits]), share


def percentile(times: list[float]) -> float:
    """What 95 of 100 stay below."""
    return statistics.quantiles(times, n=20)[-1]


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
