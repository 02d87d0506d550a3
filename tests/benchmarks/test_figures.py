"""The benchmarks run, and docs/performance.md names each of their figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from aqyl.diagnose.duplicates.matching import Interval
from benchmarks import (
    assessing,
    building,
    diagnosing,
    duplicates,
    outranking,
    planning,
    portal,
    starting,
    uncertainty,
)
from benchmarks.figure import Figure, ratio, seconds

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
GROUPS: dict[str, Any] = {
    "starting": starting,
    "assessing": assessing,
    "building": building,
    "diagnosing": diagnosing,
    "duplicates": duplicates,
    "outranking": outranking,
    "planning": planning,
    "portal": portal,
    "uncertainty": uncertainty,
}


def named() -> dict[str, list[str]]:
    """Figure -> the other cells of its row."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", PAGE.read_text("utf-8"), re.M)
    return {name: list(rest) for name, *rest in rows if name != "figure" and "---" not in name}


@pytest.fixture
def untimed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures without their work: everything takes no time."""
    for group in GROUPS.values():
        for timer in ("ratio", "seconds", "peak_memory"):
            if hasattr(group, timer):
                monkeypatch.setattr(group, timer, lambda *_, **__: 0.0)
    monkeypatch.setattr(portal, "seconds_and_share", lambda: (0.0, 0.0))
    monkeypatch.setattr(duplicates, "candidates_of", lambda _: (0.0, 0.0))
    for name in ("f1_on_test", "f1_of_link"):
        monkeypatch.setattr(duplicates, name, lambda *_, **__: Interval(0.0, 0.0, 0.0))
    nothing = SimpleNamespace(answer=SimpleNamespace(gap=0.0))
    for name in ("problem", "optimise"):
        monkeypatch.setattr(planning, name, lambda *_: nothing)
    monkeypatch.setattr(outranking, "compiled_loop", lambda: outranking.index.copeland)
    monkeypatch.setattr(outranking, "UNITS", 50)


@pytest.mark.usefixtures("untimed")
def test_the_page_names_every_figure_with_its_target() -> None:
    figures = [figure for group in GROUPS.values() for figure in group.measure(Path())]
    page = named()
    assert list(page) == [figure.name for figure in figures]
    for figure in figures:
        least = "at least " if figure.least else ""
        assert page[figure.name][1] == f"{least}{figure.target:g} {figure.unit}", figure.name
        assert page[figure.name][2] == figure.against


def test_uncertainty_at_a_small_size() -> None:
    small = uncertainty.Size(units=600, draws=512, runs=1)
    figures = list(uncertainty.measure(Path(), small))
    assert len(figures) == 6
    assert all(figure.value > 0 for figure in figures)


def test_a_build_is_whole() -> None:
    found = building.build(building.asem())
    assert found.ranks[:, -1].max() == 51
    building.floor(building.synthetic(40))


@pytest.mark.parametrize("timer", [ratio, seconds])
def test_timers_call_the_work_once_to_warm_up_and_then_so_often(
    timer: Callable[..., float],
) -> None:
    calls: Iterator[int] = iter(range(100))
    more = [lambda: None] if timer is ratio else []
    assert timer(lambda: next(calls), *more, runs=3) >= 0
    assert next(calls) == 4


def test_a_figure_holds_at_its_target_and_not_above() -> None:
    at, above = (Figure("f", value, "x", 2.0, "a floor") for value in (2.0, 2.1))
    assert (at.holds, above.holds) == (True, False)
    assert "FAILS" in str(above)
    rates = [Figure("f", value, "x", 0.6, "a floor", least=True) for value in (0.6, 0.59)]
    assert [one.holds for one in rates] == [True, False]
    assert "at least 0.6" in str(rates[0])
    assert at.as_dict().keys() == {"name", "value", "unit", "target", "against", "holds"}
