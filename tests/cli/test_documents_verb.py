"""`aqyl documents`: a plan's file to a document's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqyl.plan import write_plan, write_reports
from tests.cli.running import Cli
from tests.plan.example import almaty, almaty_reports


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    write_plan(tmp_path / "plan.json", almaty())
    write_reports(tmp_path / "reports.json", almaty_reports())
    return tmp_path / "plan.json"


@pytest.mark.parametrize(
    ("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK"), ("json", b"{")]
)
def test_the_roadmap_in_each_format(aqyl: Cli, plan: Path, form: str, begins: bytes) -> None:
    out = plan.parent / f"roadmap.{form}"
    found = aqyl("documents", plan, "--format", form, "-o", out, "--lang", "kk")
    assert found.code == 0
    assert "жазылды" in found.out
    assert out.read_bytes().startswith(begins)


def test_a_progress_report_takes_the_reports(aqyl: Cli, plan: Path) -> None:
    out = plan.parent / "progress.pdf"
    reports = plan.parent / "reports.json"
    found = aqyl("documents", plan, "--kind", "progress", "--reports", reports, "-o", out, "--json")
    assert found.json["kind"] == "progress"
    assert found.json["size"] == out.stat().st_size


def test_what_is_wrong_is_told_and_nothing_is_written(aqyl: Cli, plan: Path) -> None:
    out = plan.parent / "x.pdf"
    for words, problem in (
        (("--kind", "poem"), "cli.choice"),
        (("--format", "odt"), "cli.choice"),
        (("--kind", "progress"), "plan.no_report"),
        (("--edition", "kz-1990"), "edition.unknown"),
        (("--edition", "kz-2019"), "documents.other_edition"),
        (("--format", "docx"), "documents.suffix"),
    ):
        found = aqyl("documents", plan, "-o", out, *words, "--json")
        assert found.code == 2
        assert [one["problem"] for one in found.problems] == [problem]
        assert not out.exists()


def test_the_edition_can_be_named(aqyl: Cli, plan: Path) -> None:
    out = plan.parent / "strategy.pdf"
    found = aqyl("documents", plan, "--kind", "strategy", "--edition", "kz-2026", "-o", out)
    assert found.code == 0
