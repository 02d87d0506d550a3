"""A folder of tables, and writing files whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from aqyl.problems import InputError
from aqyl.tables import read_data, sha256_of, write_csv, write_json, write_text

VALUES = "settlement,indicator,period,value\n710000000,x,2023,1\n"


def test_a_folder_gives_the_tables_it_holds(tmp_path: Path) -> None:
    (tmp_path / "values.csv").write_text(VALUES)
    (tmp_path / "notes.txt").write_text("anything")
    (tmp_path / "published-equal.csv").write_text("settlement,node,score\n")
    assert set(read_data(tmp_path)) == {"values"}
    assert set(read_data(tmp_path / "values.csv")) == {"values"}


@pytest.mark.parametrize(
    ("names", "key"),
    [
        ([], "data.none"),
        (["value.csv"], "data.near_name"),
        (["VALUES.CSV"], "data.near_name"),
        (["values.ods"], "data.near_name"),
        (["values.csv", "values.parquet"], "data.table_twice"),
    ],
)
def test_a_folder_that_cannot_be_meant(tmp_path: Path, names: list[str], key: str) -> None:
    for name in names:
        (tmp_path / name).write_text(VALUES)
    with pytest.raises(InputError) as caught:
        read_data(tmp_path)
    assert [problem.key for problem in caught.value.problems] == [key]


def test_problems_of_all_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "values.csv").write_text(VALUES.replace(",1\n", ",one\n"))
    (tmp_path / "answers.csv").write_text("settlement\n710000000\n")
    with pytest.raises(InputError) as caught:
        read_data(tmp_path)
    assert {p.place.file for p in caught.value.problems} == {"values.csv", "answers.csv"}


def test_a_write_that_fails_leaves_the_old_file_and_no_half(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    write_text(path, "old")

    def rows() -> object:
        yield {"a": 1}
        raise RuntimeError("stopped in the middle")

    with pytest.raises(RuntimeError):
        write_csv(path, ["a"], rows())  # type: ignore[arg-type]
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["table.csv"]


def test_a_rename_that_fails_leaves_no_temporary_file(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "inside").touch()
    with pytest.raises(OSError, match="taken"):
        write_text(tmp_path / "taken", "text")
    assert os.listdir(tmp_path) == ["taken"]


def test_missing_is_blank_and_floats_keep_their_digits(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_csv(path, ["a", "b"], [{"a": None, "b": 0.1 + 0.2}, {"a": float("nan"), "b": 3.0}])
    assert path.read_text() == "a,b\n,0.30000000000000004\n,3\n"


def test_json_is_the_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    write_json(tmp_path / "a.json", {"b": 1, "a": "ә"})
    write_json(tmp_path / "b.json", {"a": "ә", "b": 1})
    assert sha256_of(tmp_path / "a.json") == sha256_of(tmp_path / "b.json")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == {"a": "ә", "b": 1}
