"""The audit of kz-2026 on public evidence: a hundred settlements, a list one can read."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from aqyl.assess import assess
from aqyl.assess.audit import Finding, audit
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.tables import read_data

KOSTANAY = "391010000"


@cache
def _findings() -> tuple[Finding, ...]:
    edition, register = load_edition("kz-2026"), load_register()
    tables = read_data(Path(str(files("aqyl").joinpath("data", "kz-public"))))
    return audit(edition, tables, assess(edition, tables, register), register=register)


def _of(check: str) -> list[Finding]:
    return [one for one in _findings() if one.check == check]


def test_the_list_stays_readable() -> None:
    assert len(_findings()) < 60
    assert not [one for one in _findings() if one.severity == "error"]


def test_settlements_nobody_reports_on_are_named_in_one_finding() -> None:
    (found,) = _of("unit_without_data")
    assert found.part("title", "en") == "Nothing known: 44 of 100"
    assert "Степногорск" in found.part("found", "ru")


def test_kostanays_video_analytics_shows_both_sides() -> None:
    (found,) = [
        one
        for one in _of("reports_contradict")
        if (one.settlement, one.node) == (KOSTANAY, "safety.video-analytics")
    ]
    assert len(found.cells) >= 2
    assert "“lost”" in found.part("found", "en")
    assert "Қостанай" in found.part("title", "kk")


def test_every_report_is_used_or_counted_with_its_reason() -> None:
    (unmatched,) = _of("reports_unmatched")
    assert unmatched.values["total"] == 423
    assert len(unmatched.cells) == unmatched.values["count"]


def test_what_is_working_or_assumed_is_counted() -> None:
    (found,) = _of("source_kinds")
    assert all(found.values[kind] for kind in ("official", "working", "assumption"))
