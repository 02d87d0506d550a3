"""What can be wrong with a row: what leaves it out, what is only told."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqyl.diagnose.duplicates import PROBLEMS, Read, problems_table, read_projects
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.tables import Row, Table, read_table, write_csv
from aqyl.tables.schema import PROJECTS

GOOD: Row = {
    "id": "A", "settlement": "391010000", "title_kk": "Бейнебақылау", "title_ru": "Видеонаблюдение",
    "amount": 10.0, "start": "2025-03", "end": "2025-09", "supplier_bin": "070340007367",
    "initiative": "ecology.air-stations",
}  # fmt: skip


def read(**changes: object) -> Read:
    row = dict(GOOD) | changes
    table = Table("projects", (row,), (2,), "projects.csv")  # type: ignore[arg-type]
    return read_projects(table, load_edition("kz-2026"), load_register())


def test_a_good_row_is_read_without_a_word() -> None:
    found = read()
    assert (found.errors, found.warnings) == ((), ())
    projects = found.projects
    assert (len(projects), projects.amount[0], projects.bin[0]) == (1, 10.0, "070340007367")
    span = projects.span(0)
    assert (str(span.start), str(span.end)) == ("2025-03-01", "2025-09-30")
    assert projects.title(0, "en") == "Бейнебақылау"


@pytest.mark.parametrize(
    ("changes", "problem", "column"),
    [
        ({"title_kk": None, "title_ru": None}, "no_title", "title_kk"),
        ({"amount": -1.0}, "amount_negative", "amount"),
        ({"amount": 1e300}, "amount_too_large", "amount"),
        ({"settlement": "123456789"}, "settlement_unknown", "settlement"),
        ({"settlement": None}, "settlement_unknown", "settlement"),
        ({"end": "2024"}, "end_before_start", "end"),
    ],
)
def test_a_row_that_cannot_be_used_is_left_out(changes: Row, problem: str, column: str) -> None:
    found = read(**changes)
    assert len(found.projects) == 0
    [one] = found.errors
    assert (one.key, one.place.line, one.place.column) == (f"duplicates.{problem}", 2, column)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title_kk": None}, "one_language"),
        ({"title_ru": "Видeонаблюдение"}, "mixed_letters"),
        ({"currency": "USD"}, "currency_other"),
        ({"supplier_bin": "070340007368"}, "bin_wrong"),
        ({"initiative": "none.such"}, "initiative_unknown"),
        ({"technology": "none.such"}, "technology_unknown"),
        ({"start": "весной"}, "date_unreadable"),
    ],
)
def test_a_doubt_is_told_and_the_row_used(changes: Row, problem: str) -> None:
    found = read(**changes)
    assert len(found.projects) == 1
    assert [one.key for one in found.warnings] == [f"duplicates.{problem}"]


def test_what_a_spreadsheet_makes_of_cells_is_read_as_it_was_meant() -> None:
    found = read(supplier_bin="70340007367", start="2025-03-01 00:00:00")
    assert (found.errors, found.warnings) == ((), ())
    assert found.projects.bin[0] == "070340007367"
    assert str(found.projects.span(0).start) == "2025-03-01"


def test_what_is_doubtful_is_not_used() -> None:
    projects = read(currency="EUR", supplier_bin="1", initiative="none.such").projects
    assert projects.amount[0] != projects.amount[0]
    assert (projects.bin[0], projects.initiative[0]) == ("", "")


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_problems_are_told_with_their_repair(lang: str) -> None:
    [row] = problems_table(read(amount=-5.0), lang)
    assert tuple(row) == PROBLEMS
    assert (row["row"], row["grade"]) == (2, "error")
    assert all(row[part] for part in ("given", "allowed", "repair"))


def test_the_table_is_read_like_the_others(tmp_path: Path) -> None:
    path = tmp_path / "projects.csv"
    write_csv(path, PROJECTS.names, [GOOD])
    table = read_table(path, "projects")
    assert table.rows[0]["id"] == "A"
    assert set(table.rows[0]) == set(PROJECTS.names)
