"""Reading CSV files of the register: whatever is wrong with the file is a problem, not a crash."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aqyl.register.files import read_rows

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), max_size=8)


def test_gzip_and_byte_order_mark_make_no_difference(tmp_path: Path) -> None:
    text = 'a,b\n1,"x\ny"\n\n2,z\n'
    (tmp_path / "plain.csv").write_text(text, encoding="utf-8-sig")
    (tmp_path / "packed.csv.gz").write_bytes(gzip.compress(text.encode()))
    plain, no_problems = read_rows(tmp_path / "plain.csv", ("a", "b"))
    packed, none_either = read_rows(tmp_path / "packed.csv.gz", ("a", "b"))
    assert no_problems == none_either == []
    assert plain.rows == packed.rows == ({"a": "1", "b": "x\ny"}, {"a": "2", "b": "z"})
    assert plain.lines == (2, 5)


@pytest.mark.parametrize(
    ("content", "key", "line"),
    [
        (None, "table.no_file", None),
        (b"", "table.column_missing", 1),
        (b"a,b\n", "table.empty", None),
        (b"a\n1\n", "table.column_missing", 1),
        (b"a,b\n1,2\n1,2,3\n", "table.width", 3),
        (b"a,b\n1,2\n\xff,2\n", "file.not_utf8", 3),
        (b'a,b\n1,"2\n', "table.broken", None),
    ],
)
def test_files_that_cannot_be_used(
    tmp_path: Path, content: bytes | None, key: str, line: int | None
) -> None:
    path = tmp_path / "table.csv"
    if content is not None:
        path.write_bytes(content)
    _, problems = read_rows(path, ("a", "b"))
    assert problems[0].key == key
    assert problems[0].place.line == line


@pytest.mark.parametrize("damage", [b"not gzip", gzip.compress(b"a,b\n1,2\n", mtime=0)[:20]])
def test_a_broken_archive(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "table.csv.gz"
    path.write_bytes(damage)
    _, (problem,) = read_rows(path, ("a", "b"))
    assert problem.key == "table.broken"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_what_is_written_is_read(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([("a", "b"), *rows])
    path = tmp_path / "table.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    table, problems = read_rows(path, ("a", "b"))
    assert problems == []
    assert [(row["a"], row["b"]) for row in table.rows] == rows
