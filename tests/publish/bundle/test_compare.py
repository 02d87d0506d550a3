"""The first difference of two results: file, line, row, column, both values."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.publish.bundle.compare import Difference, first_difference

HEAD = "settlement,node,score\n"
Two = tuple[str, str]


def difference(
    tmp_path: Path, one: str | bytes, other: str | bytes, kind: str = "csv"
) -> Difference | None:
    paths = []
    for name, content in (("one", one), ("other", other)):
        path = tmp_path / f"{name}.{kind}"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        paths.append(path)
    return first_difference(*paths)


def test_the_same_bytes_do_not_differ(tmp_path: Path) -> None:
    assert difference(tmp_path, HEAD, HEAD) is None
    assert difference(tmp_path, b"\xff\x00", b"\xff\x00") is None


def test_a_cell(tmp_path: Path) -> None:
    one, other = (
        f"{HEAD}a,total,1\nb,total,2\nc,total,3\n",
        f"{HEAD}a,total,1\nb,total,5\nc,total,6\n",
    )
    assert difference(tmp_path, one, other) == Difference(
        3, "score", {"settlement": "b", "node": "total"}, "2", "5", lines=2
    )


def test_a_row_too_many_or_too_few(tmp_path: Path) -> None:
    more = f"{HEAD}a,total,1\n"
    assert difference(tmp_path, HEAD, more) == Difference(
        2, "", {"settlement": "a", "node": "total"}, None, "a,total,1", lines=1
    )
    found = difference(tmp_path, more, HEAD)
    assert found is not None
    assert (found.published, found.replayed) == ("a,total,1", None)


def test_the_header(tmp_path: Path) -> None:
    found = difference(tmp_path, HEAD, "settlement,node\n")
    assert found is not None
    assert (found.line, found.column, found.replayed) == (1, "", "settlement,node")


@pytest.mark.parametrize(
    ("one", "other"),
    [("a,total,1\n", "a,total,1\r\n"), ("a,total,1\n", 'a,"total",1\n'), ("a,1\n", "a,1")],
)
def test_quotes_and_line_ends_count_too(tmp_path: Path, one: str, other: str) -> None:
    found = difference(tmp_path, one, other)
    assert found is not None
    assert (found.line, found.column) == (1, "")


def test_json_is_compared_by_its_lines(tmp_path: Path) -> None:
    found = difference(tmp_path, '{\n  "a": 1\n}\n', '{\n  "a": 2\n}\n', "json")
    assert found is not None
    assert (found.line, found.published, found.replayed) == (2, '  "a": 1\n', '  "a": 2\n')


@pytest.mark.parametrize(
    ("one", "other", "rounding"),
    [
        ("a,total,0.30000000000000004", "a,total,0.3", True),
        ("a,total,1e-17", "a,total,0", True),
        ("a,total,0.3", "a,total,0.4", False),
        ("a,total,1", "b,total,1", False),
        ("a1,total,1", "a2,total,1", False),
        ("a,total,1", "a,total,", False),
        ("a,total,391010000", "a,total,391010001", False),
    ],
)
def test_a_difference_of_last_digits_is_known(
    tmp_path: Path, one: str, other: str, rounding: bool
) -> None:
    found = difference(tmp_path, f"{HEAD}{one}\n", f"{HEAD}{other}\n")
    assert found is not None
    assert found.rounding is rounding


@given(st.binary(max_size=60), st.binary(max_size=60), st.sampled_from(["csv", "json"]))
def test_whatever_the_bytes_a_difference_is_found(
    tmp_path_factory: pytest.TempPathFactory, one: bytes, other: bytes, kind: str
) -> None:
    found = difference(tmp_path_factory.getbasetemp(), one, other, kind)
    assert (found is None) == (one == other)
