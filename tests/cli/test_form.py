"""aqyl form: write a settlement's form, check a filled one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aqyl.publish.form import read_form
from tests.assess.form.town import KOSTANAY
from tests.cli.running import Cli
from tests.publish.form.books import CAMERAS, CRIMES, KZ, SERVICE, Book

ANSWERS = f"""settlement,initiative,period,status,evidence,verified,note
{KOSTANAY},{CAMERAS},2026,implemented,Акт № 17,verified,
{KOSTANAY},{SERVICE},2025,implemented,,claimed,
710000000,{CAMERAS},2026,none,,claimed,
"""
VALUES = f"settlement,indicator,period,value,source,note\n{KOSTANAY},{CRIMES},2025,100,police,\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    (folder / "values.csv").write_text(VALUES, encoding="utf-8")
    return folder


def test_the_form_is_written_with_what_is_known(aqyl: Cli, tmp_path: Path, data: Path) -> None:
    path = tmp_path / "form.xlsx"
    result = aqyl("form", "write", "kz-2026", KOSTANAY, "-o", path, "--data", data, "--lang", "kk")
    assert (result.code, result.err) == (0, "")
    assert result.out == f"Форма жазылды: {path} (Қостанай, 2026; карточкалар: 142)\n"
    now = read_form(path, KZ).entries()
    assert [row["initiative"] for row in now.answers] == [CAMERAS]
    assert now.values == ()


def test_without_data_the_form_is_blank_and_of_the_editions_first_year(
    aqyl: Cli, tmp_path: Path
) -> None:
    path = tmp_path / "form.xlsx"
    result = aqyl("form", "write", "kz-2026", KOSTANAY, "-o", path, "--json")
    assert result.json == {
        "file": str(path),
        "edition": "kz-2026",
        "settlement": KOSTANAY,
        "period": "2026",
        "cards": 142,
    }


def test_a_file_that_is_there_is_never_written_over(aqyl: Cli, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_text("filled in already")
    result = aqyl("form", "write", "kz-2026", KOSTANAY, "-o", path, "--json")
    assert (result.code, result.problems[0]["problem"]) == (2, "cli.file_there")
    assert path.read_text() == "filled in already"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("kz-2026", "999999999"), "register.not_found"),
        (("kz-2062", KOSTANAY), "edition.unknown"),
        (("kz-2026", KOSTANAY, "--period", "26"), "cli.period"),
        (("kz-2026", KOSTANAY, "--data", "nowhere"), "data.none"),
    ],
)
def test_what_cannot_be_written(
    aqyl: Cli, tmp_path: Path, words: tuple[str, ...], problem: str
) -> None:
    result = aqyl("form", "write", *words, "-o", tmp_path / "form.xlsx", "--json")
    assert (result.code, result.problems[0]["problem"]) == (2, problem)
    assert list(tmp_path.iterdir()) == []


def filled(folder: Path) -> Path:
    """A form in which one answer was emptied, one fell and one value leapt."""
    book = Book.of()
    book.put(CAMERAS, "answer", "енгізілген").put(CAMERAS, "proof", "").put(CAMERAS, "note", "")
    return book.put(CRIMES, "answer", "640,5").save(folder / "filled.xlsx")


def test_a_filled_form_is_checked_against_the_data(aqyl: Cli, tmp_path: Path, data: Path) -> None:
    result = aqyl("form", "check", "kz-2026", filled(tmp_path), "--data", data)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "Kostanay: kz-2026, 2026"
    assert lines[2] == "Changes: emptied 1, changed 0, added 8, unchanged 1"
    assert lines[3].strip() == (
        "emptied: Video surveillance of public places, evidence: Акт № 17 → –"
    )
    assert "Remarks: to mend 1, to explain 2 (explained 0); cards without an answer 138" in lines
    assert f"error: Video surveillance of public places ({CAMERAS}, evidence)" in lines
    assert any("read as the number 640.5" in line for line in lines)
    assert "safety: of 19 cards 3 answered, 0 with a reason why not" in lines
    assert lines[-1].startswith("Next card: ")


def test_the_machine_form_holds_all_of_it(aqyl: Cli, tmp_path: Path, data: Path) -> None:
    result = aqyl("form", "check", "kz-2026", filled(tmp_path), "--data", data, "--json").json
    assert {remark["remark"] for remark in result["remarks"]} == {
        *("status_missing", "value_missing", "claim_unproven", "status_fell", "jump"),
    }
    [emptied] = [change for change in result["changes"] if change["kind"] == "emptied"]
    assert emptied["place"].endswith(":5:H")
    assert result["progress"]["safety"] == {"answered": 3, "explained": 0, "total": 19}
    assert result["next"]
    assert json.dumps(result["notes"])


def test_nothing_is_taken(aqyl: Cli, tmp_path: Path, data: Path) -> None:
    path = filled(tmp_path)
    before = {file.name: file.read_bytes() for file in (*data.iterdir(), path)}
    aqyl("form", "check", "kz-2026", path, "--data", data)
    assert {file.name: file.read_bytes() for file in (*data.iterdir(), path)} == before


def test_a_form_of_another_edition_is_refused(aqyl: Cli, tmp_path: Path) -> None:
    result = aqyl("form", "check", "kz-2019", filled(tmp_path), "--json")
    assert (result.code, result.problems[0]["problem"]) == (2, "form.other_edition")
