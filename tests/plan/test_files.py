"""Plans and reports go to files and come back the same; wrong files are told field by field."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqyl.language import LANGUAGES
from aqyl.plan import read_plan, read_reports, write_plan, write_reports
from aqyl.problems import InputError, Problem
from tests.plan.example import almaty, almaty_reports


def test_a_plan_and_its_reports_come_back_the_same(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan.json", almaty())
    write_reports(tmp_path / "reports.json", almaty_reports())
    assert read_plan(tmp_path / "plan.json") == almaty()
    assert read_reports(tmp_path / "reports.json") == almaty_reports()


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        write_plan(tmp_path / name, almaty())
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as error:
        read_plan(path)
    return error.value.problems


@pytest.mark.parametrize(
    ("old", "new", "field", "allowed"),
    [
        ('"version": 1', '"version": 0', "version", "1 or more"),
        ('"version": 1', '"version": "1"', "version", "a whole number"),
        ('"basis": "assumption"', '"basis": "guess"', "basis", "one of"),
        ('"settlement"', '"town"', "settlement", "this field must be there"),
        ('"start": "2027-01-01"', '"start": "1 January"', "start", "YYYY-MM-DD"),
        ('"likelihood": 0.', '"likelihood": 7.', "likelihood", "1 or less"),
    ],
)
def test_a_wrong_field_is_named_with_what_is_allowed(
    tmp_path: Path, old: str, new: str, field: str, allowed: str
) -> None:
    path = tmp_path / "plan.json"
    write_plan(path, almaty())
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    named = [one for one in problems_of(path) if one.place.column.endswith(field)]
    assert named
    assert allowed in named[0].part("allowed", "en")
    assert all(named[0].part("allowed", lang) for lang in LANGUAGES)


@pytest.mark.parametrize("content", [b"{", b"", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_told_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    assert [one.key for one in problems_of(path)] == ["plan.not_json"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert [one.key for one in problems_of(tmp_path / "no.json")] == ["plan.no_file"]
