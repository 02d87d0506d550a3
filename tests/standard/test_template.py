"""The spreadsheet that is handed out: its columns, their explanations, what may be chosen."""

from __future__ import annotations

import csv
import re
import time
import zipfile
from pathlib import Path

import pytest

from aqyl.language import LANGUAGES
from aqyl.problems import InputError
from aqyl.standard import load_edition, write_template
from aqyl.standard.exchange.columns import list_columns
from aqyl.standard.exchange.template import template_ids
from aqyl.tables.sheets import sheet_lines, sheet_names

FIXED = [
    "id", "domain", "title_kk", "title_ru", "title_en", "stage", "republican", "oblast",
    "district", "weight", "technologies", "prerequisites", "moves", "principles", "references",
    "clause",
]  # fmt: skip
DONE = [
    f"done_{status}_{lang}"
    for status in ("pilot", "implemented", "integrated")
    for lang in LANGUAGES
]


def header(path: Path) -> list[str]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return next(csv.reader(file))
    lines, problems = sheet_lines(path, "initiatives", "initiatives")
    assert problems == []
    return [str(cell) for cell in lines[0][1]]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_without_an_edition_it_holds_the_columns_of_the_order(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"list{suffix}"
    write_template(path)
    assert header(path) == FIXED


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_with_an_edition_it_asks_what_counts_as_done(tmp_path: Path, suffix: str) -> None:
    """For the statuses that its initiatives word."""
    path = tmp_path / f"list{suffix}"
    write_template(path, load_edition("kz-2026"))
    assert header(path) == FIXED + DONE


def test_an_edition_without_initiatives_offers_all_its_groups_and_statuses() -> None:
    edition = load_edition("kz-2026").model_copy(update={"initiatives": ()})
    statuses = {column.status for column in list_columns(template_ids(edition)) if column.status}
    assert statuses == {status.id for status in edition.statuses}


def test_every_column_is_explained_in_three_languages(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_template(path, load_edition("kz-2026"))
    lines, _ = sheet_lines(path, "columns", "columns")
    head, *rows = [cells for _, cells in lines]
    assert head == ["column", "needed", "kk", "ru", "en", "example"]
    assert [row[0] for row in rows] == FIXED + DONE
    for row in rows:
        assert len(set(row[2:5])) == 3
        assert all(row[1:])
    needed = {str(row[0]): str(row[1]) for row in rows}
    assert needed["id"].endswith("/ needed")
    assert needed["stage"].endswith("needed for a new initiative")
    assert needed["weight"].endswith("optional")


def test_the_ids_of_the_edition_stand_in_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    edition = load_edition("kz-2026")
    write_template(path, edition)
    assert sheet_names(path) == ("initiatives", "columns", "ids")
    lines, _ = sheet_lines(path, "ids", "ids")
    listed = {(str(cells[0]), str(cells[1])): cells[2:] for _, cells in lines[1:]}
    assert ("domains", "safety") in listed
    assert {i for name, i in listed if name == "initiatives"} == {i.id for i in edition.initiatives}
    assert listed["groups", "oblast"][2] == "oblast centres and cities of oblast significance"


def test_cells_offer_what_is_allowed(tmp_path: Path) -> None:
    """Drop-down lists: the domain's and the group's insist, those of several ids only offer."""
    path = tmp_path / "list.xlsx"
    edition = load_edition("kz-2026")
    write_template(path, edition)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    rules = re.findall(r"<dataValidation (.*?)>.*?<formula1>(.*?)</formula1>", sheet)
    found = {re.search(r'sqref="([A-Z]+)2:', rule)[1]: (rule, source) for rule, source in rules}  # type: ignore[index]
    assert set(found) == {"B", "F", "G", "H", "I", "K", "L", "M", "N"}
    assert found["F"][1] == '"1,2,3"'
    assert found["G"][1] == '"base,recommended,not_applied"'
    assert found["B"][1] == f"ids!$B$2:$B${len(edition.domains) + 1}"
    assert "showErrorMessage" in found["B"][0]
    assert "showErrorMessage" not in found["K"][0]


def test_the_same_bytes_come_out_each_time(tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_template(first, load_edition("kz-2026"))
    time.sleep(1.1)
    write_template(second, load_edition("kz-2026"))
    assert first.read_bytes() == second.read_bytes()


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.xlsx or \.csv"):
        write_template(tmp_path / "list.ods")
    assert list(tmp_path.iterdir()) == []
