"""`aqyl audit`: the errors of the published ranking, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqyl.language import LANGUAGES
from tests.cli.running import Cli


def test_the_errors_of_the_published_ranking_are_found(aqyl: Cli, open_data: Path) -> None:
    published = open_data / "published-equal.csv"
    words = ("audit", "kz-open-2023", open_data, "--published", published, "--json")
    findings = aqyl(*words).json
    found = {(one["check"], one["node"], one["settlement"]) for one in findings}
    assert ("double_inversion", "crime", "750000000") in found
    assert ("unit_left_out", None, "790000000") in found
    assert ("size_as_merit", "population", "750000000") in found
    blanks = [one for one in findings if one["check"] == "blank_unmarked"]
    assert len(blanks) == 5
    assert {one["node"] for one in blanks} == {"gross-product"}
    assert "published_reproduced" in {one["check"] for one in findings}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_findings_are_told_in_full_in_the_language(aqyl: Cli, open_data: Path, lang: str) -> None:
    result = aqyl("audit", "kz-open-2023", open_data, "--lang", lang)
    assert (result.code, result.err) == (0, "")
    first = result.out.split("\n\n")[0].splitlines()
    word = {"kk": "қате (анық)", "ru": "ошибка (точно)", "en": "error (certain)"}[lang]
    assert first[0].startswith(f"{word}: ")
    assert "values.csv:" in result.out
    repair = {"kk": "түзету: ", "ru": "как исправить: ", "en": "repair: "}[lang]
    assert all(f"\n  {repair}" in f"\n{one}" for one in result.out.strip().split("\n\n"))


def test_strict_ends_with_its_own_exit_code(aqyl: Cli, open_data: Path) -> None:
    words = ("audit", "kz-open-2023", open_data, "--strict")
    result = aqyl(*words)
    assert result.code == 3
    assert result.out.startswith("error")
    assert "stopped" in result.err
    assert aqyl(*words, "--json").code == 3


def test_a_published_table_that_differs_is_said_to(
    aqyl: Cli, open_data: Path, tmp_path: Path
) -> None:
    text = (open_data / "published-equal.csv").read_text(encoding="utf-8")
    changed = tmp_path / "published.csv"
    changed.write_text(text.replace("0.5427416182899559", "0.9"), encoding="utf-8")
    words = ("audit", "kz-open-2023", open_data, "--published", changed, "--json")
    checks = {one["check"] for one in aqyl(*words).json}
    assert "published_differs" in checks
    assert "published_reproduced" not in checks


def test_a_published_table_that_is_not_there(aqyl: Cli, open_data: Path) -> None:
    words = ("audit", "kz-open-2023", open_data, "--published", "no.csv", "--json")
    result = aqyl(*words)
    assert (result.code, result.out) == (2, "")
    assert [one["problem"] for one in result.problems] == ["table.no_file"]
