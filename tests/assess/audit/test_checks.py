"""The registry: every check has its strings, a test that fires it and one that does not."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from aqyl.assess import audit
from aqyl.assess.audit import CHECKS, Cell, Finding, stops
from aqyl.language import LANGUAGES, catalogue
from aqyl.problems import Place

HERE = Path(__file__).parent
TESTS = "\n".join(file.read_text(encoding="utf-8") for file in sorted(HERE.glob("test_*.py")))
STRINGS = {key: words for key, words in catalogue().items() if key.startswith("audit.")}


def test_public_face() -> None:
    assert audit.__all__ == ["CHECKS", "Cell", "Finding", "Mode", "audit", "stops"]


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_has_strings_a_docstring_and_tests_both_ways(check: str) -> None:
    assert CHECKS[check].__doc__
    for part in ("title", "found", "repair"):
        assert f"audit.{check}.{part}" in STRINGS
    assert re.search(rf"^def test_{check}_fires", TESTS, re.M)
    assert re.search(rf"^def test_{check}_stays_quiet", TESTS, re.M)


def test_every_string_belongs_to_a_check() -> None:
    owners = {key.split(".")[1] for key in STRINGS}
    assert owners - {"word", "reason"} == set(CHECKS)


@pytest.mark.parametrize("key", STRINGS)
def test_every_string_says_the_same_in_three_languages(key: str) -> None:
    said = STRINGS[key]
    assert set(said) == set(LANGUAGES)
    names = {
        lang: {name for _, name, _, _ in Formatter().parse(said[lang]) if name} for lang in said
    }
    assert names["kk"] == names["ru"] == names["en"]


def _finding(severity: str) -> Finding:
    return Finding("source_kinds", severity, "certain")  # type: ignore[arg-type]


def test_strict_stops_at_errors_and_warnings() -> None:
    assert stops([_finding("note"), _finding("error")], "strict")
    assert stops([_finding("warning")], "strict")
    assert not stops([_finding("note")], "strict")


def test_warn_never_stops() -> None:
    assert not stops([_finding("error"), _finding("warning")], "warn")


def test_a_finding_as_json() -> None:
    values = {"official": 1, "working": 2, "assumption": {"kk": "үш", "ru": "три", "en": "three"}}
    cell = Cell("710000000", Place("values.csv", 7, "value"))
    found = Finding("source_kinds", "note", "certain", values, place=cell.place, cells=(cell,))
    written = found.as_dict()
    where = {"file": "values.csv", "line": 7, "column": "value"}
    assert {key: written[key] for key in where} == where
    assert written["settlement"] is None
    assert written["cells"] == [{"settlement": "710000000", **where}]
    assert written["found"]["kk"].endswith("болжам – үш.")  # type: ignore[index]
