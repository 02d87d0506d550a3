"""YAML with lines: what a file says, and where it says it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.problems import Place
from aqyl.standard.yaml_source import Located, ids_in, locate, parse_yaml, read_yaml, walk

TEXT = """\
# a comment
id: "x"
list:
  - id: "one"
    title:
      kk: "бір"
  - {id: "two", weight: 2}
"""


def parsed(text: str) -> Located:
    value, problems = parse_yaml(text.encode(), "file.yaml")
    assert problems == []
    return value


def wrong(text: str) -> tuple[str, int | None]:
    _, (problem,) = parse_yaml(text.encode(), "file.yaml")
    return problem.key, problem.place.line


def test_lists_become_tuples_and_mappings_know_their_lines() -> None:
    value = parsed(TEXT)
    assert value == {
        "id": "x",
        "list": ({"id": "one", "title": {"kk": "бір"}}, {"id": "two", "weight": 2}),
    }
    assert value.place("list") == Place("file.yaml", 3, "list")
    assert [mapping.line for mapping in walk(value)] == [2, 4, 6, 7]
    assert ids_in(value["list"]) == ("one", "two")


@pytest.mark.parametrize(
    ("loc", "shown"),
    [
        ((), "file.yaml:2"),
        (("id",), "file.yaml:2:id"),
        (("list", 0), "file.yaml:4:list.one"),
        (("list", 0, "title", "kk"), "file.yaml:6:list.one.title.kk"),
        (("list", 0, "title", "ru"), "file.yaml:5:list.one.title"),
        (("list", 1, "weight"), "file.yaml:7:list.two.weight"),
        (("list", 9), "file.yaml:3:list"),
    ],
)
def test_a_path_leads_to_its_deepest_known_line(loc: tuple[int | str, ...], shown: str) -> None:
    assert str(locate(parsed(TEXT), loc)) == shown


def test_a_list_entry_without_an_id_is_numbered() -> None:
    assert str(locate(parsed("a:\n- b: 1\n- b: 2"), ("a", 1, "b"))) == "file.yaml:3:a.2.b"


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("a: [1", "yaml.broken", 2),
        ("a: 1\n b: 2", "yaml.broken", 2),
        ("a: 1\n---\nb: 2", "yaml.broken", 2),
        ("a: !person x", "yaml.broken", 1),
        ("a: \x01", "yaml.broken", 1),
        ("x: 1\na: &here [*here]", "yaml.broken", 2),
        ("[" * 5000, "yaml.broken", 2),
        ("- a", "yaml.no_mapping", 1),
        ("", "yaml.no_mapping", 1),
        ("a: 1\nb: 2\na: 3", "yaml.key_twice", 3),
    ],
)
def test_what_cannot_be_read(text: str, key: str, line: int) -> None:
    assert wrong(text) == (key, line)


def test_text_that_is_not_utf8_names_the_byte() -> None:
    value, (problem,) = parse_yaml(b"a: 1\nb: \xff", "file.yaml")
    assert value == {}
    assert (problem.key, problem.place.line, problem.values["byte"]) == ("file.not_utf8", 2, 8)


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "windows.yaml"
    path.write_bytes("\ufeffid: x\r\n".encode())
    assert read_yaml(path, "windows.yaml") == ({"id": "x"}, [])


def test_keys_are_text_whatever_yaml_would_make_of_them() -> None:
    assert list(parsed("no: 1\n1.10: 2\n2026-01-01: 3")) == ["no", "1.10", "2026-01-01"]


def test_a_date_that_is_none_stays_text() -> None:
    assert parsed("on: 2026-02-30")["on"] == "2026-02-30"


def test_aliases_of_aliases_cost_nothing() -> None:
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    value = parsed("\n".join(lines))
    assert isinstance(value["a39"], tuple)
    assert len(value["a39"]) == 9


def test_a_copy_is_changed_alone() -> None:
    first = parsed("a: 1")
    second = first.derive()
    second.put("b", 2, ("other.yaml", 7))
    assert (first, second) == ({"a": 1}, {"a": 1, "b": 2})
    assert second.place("b") == Place("other.yaml", 7, "b")
    assert second.place("a") == Place("file.yaml", 1, "a")


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_are_too_strange_to_be_answered(raw: bytes) -> None:
    value, problems = parse_yaml(raw, "file.yaml")
    assert isinstance(value, Located)
    assert all(problem.place.line for problem in problems)
