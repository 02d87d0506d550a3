"""Loading a table of settlements: every wrong cell is said, with its place and its repair."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from aqyl.language import LANGUAGES
from aqyl.problems import InputError, Problem
from aqyl.register import COLUMNS, load_register
from aqyl.register.paths import SETTLEMENTS

Rows = list[dict[str, str]]


def shipped() -> Rows:
    with SETTLEMENTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))[:3]


def write(path: Path, rows: Rows, columns: tuple[str, ...] = COLUMNS) -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as raised:
        load_register(path)
    return raised.value.problems


def test_the_shipped_table_is_loaded_once() -> None:
    assert load_register() is load_register()
    assert [one.kato for one in load_register().settlements] == sorted(
        one.kato for one in load_register().settlements
    )


@pytest.mark.parametrize(
    ("column", "cell", "key"),
    [
        ("kato", "10101000", "register.bad_kato"),
        ("kato", "10101000X", "register.bad_kato"),
        ("latitude", "50,42", "register.bad_coordinate"),
        ("latitude", "95", "register.bad_coordinate"),
        ("longitude", "", "register.bad_coordinate"),
        ("name_kk", "", "table.blank"),
        ("group", "capital", "register.bad_cell"),
        ("population", "about 300000", "register.bad_cell"),
        ("population", "1.5", "register.bad_cell"),
    ],
)
def test_one_wrong_cell(tmp_path: Path, column: str, cell: str, key: str) -> None:
    rows = shipped()
    rows[1][column] = cell
    (problem,) = problems_of(write(tmp_path / "settlements.csv", rows))
    assert problem.key == key
    assert problem.place.line == 3
    for lang in LANGUAGES:
        assert all(problem.part(name, lang) for name in ("given", "allowed", "repair"))


def test_a_code_given_twice_names_the_first_row(tmp_path: Path) -> None:
    rows = shipped()
    rows.append(rows[0])
    (problem,) = problems_of(write(tmp_path / "settlements.csv", rows))
    assert problem.key == "register.kato_twice"
    assert (problem.place.line, problem.values["first"]) == (5, 2)


def test_a_missing_column(tmp_path: Path) -> None:
    columns = tuple(name for name in COLUMNS if name != "group")
    (problem,) = problems_of(write(tmp_path / "settlements.csv", shipped(), columns))
    assert (problem.key, problem.place.column) == ("table.column_missing", "group")


def test_several_wrong_cells_are_said_in_one_pass(tmp_path: Path) -> None:
    rows = shipped()
    rows[0]["kato"] = "1"
    rows[1] |= {"kind": "village", "status": ""}
    found = problems_of(write(tmp_path / "settlements.csv", rows))
    assert [(p.key, p.place.line) for p in found] == [
        ("register.bad_kato", 2),
        ("register.bad_cell", 3),
        ("table.blank", 3),
    ]
