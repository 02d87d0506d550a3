"""Needs, peers and priority technologies of all 100 settlements of kz-2026 (synthetic data)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from aqyl.diagnose import diagnose
from aqyl.register import load_register
from benchmarks.figure import Figure, seconds
from tests.diagnose.made import made_up


def measure(_: Path) -> Iterator[Figure]:
    """Every leaf of every settlement known (made up, for load only): the most there is to do."""
    assessment, _kinds = made_up()
    register = load_register()
    yield Figure(
        "needs, peers and priorities of 100 settlements, seconds",
        seconds(lambda: diagnose(assessment, register)),
        "s",
        1.0,
        "the aim",
    )
