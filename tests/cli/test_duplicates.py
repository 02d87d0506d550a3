"""`aqyl duplicates`: pairs, problems, verdicts, the same bytes twice."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from aqyl.diagnose.duplicates import PAIRS, PROBLEMS
from tests.cli.running import Cli

PROJECTS = Path(__file__).parents[1] / "diagnose" / "duplicates" / "data" / "projects.csv"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_pairs_and_problems_are_written_the_same_twice(aqyl: Cli, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert aqyl("duplicates", PROJECTS, "-o", tmp_path / name).code == 0
    pairs = read(tmp_path / "one" / "duplicates" / "pairs.csv")
    verdicts = {(row["first"], row["second"]): row["verdict"] for row in pairs}
    assert verdicts["P01", "P02"] == "same"
    assert verdicts["P03", "P04"] == "part"
    assert verdicts["P03", "P05"] == verdicts["P06", "P07"] == "shared_need"
    assert not any("P08" in pair for pair in verdicts)
    assert tuple(pairs[0]) == PAIRS
    problems = read(tmp_path / "one" / "duplicates" / "problems.csv")
    assert tuple(problems[0]) == PROBLEMS
    assert {row["grade"] for row in problems} == {"warning"}
    for name in ("pairs.csv", "problems.csv"):
        one, two = (tmp_path / folder / "duplicates" / name for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("kk", "бір нәрсеге екі рет төленген"),
        ("ru", "одно и то же оплачено дважды"),
        ("en", "the same thing paid for twice"),
    ],
)
def test_people_are_told_in_their_language_and_what_the_weights_rest_on(
    aqyl: Cli, lang: str, words: str
) -> None:
    told = aqyl("duplicates", PROJECTS, "--lang", lang).out
    assert words in told
    assert "120" in told
    assert "synthetic" in told


def test_json_holds_the_sums_the_weights_and_every_pair(aqyl: Cli) -> None:
    found = aqyl("duplicates", PROJECTS, "--json").json
    assert (found["projects"], found["left_out"], found["quality"]) == (8, 0, None)
    assert found["weights"]["source"]["kind"] == "working"
    assert sum(found["verdicts"].values()) == len(found["pairs"])


def test_verdicts_are_counted_and_few_of_them_change_nothing(aqyl: Cli, tmp_path: Path) -> None:
    path = tmp_path / "verdicts.csv"
    path.write_text("first,second,verdict\nP01,P02,same\nP01,P08,different\n", encoding="utf-8")
    result = aqyl("duplicates", PROJECTS, "--verdicts", path)
    assert "Too few verdicts to learn from (2)" in result.out
    found = aqyl("duplicates", PROJECTS, "--verdicts", path, "--json").json["quality"]
    assert found["changed"] == []
    assert found["before"]["precision"]["value"] == 1.0
    assert (found["before"]["pairs"], found["before"]["sample"]) == (2, "verdicts.csv")


def test_rows_left_out_are_told_with_their_repair(aqyl: Cli, tmp_path: Path) -> None:
    path = tmp_path / "projects.csv"
    text = PROJECTS.read_text(encoding="utf-8")
    path.write_text(text.replace("P08,391010000", "P08,123456789"), encoding="utf-8")
    result = aqyl("duplicates", path, "-o", tmp_path / "out")
    assert result.code == 0
    assert "settlement code: 123456789" in result.out
    rows = read(tmp_path / "out" / "duplicates" / "problems.csv")
    assert [row["row"] for row in rows if row["grade"] == "error"] == ["9"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("id,settlement,title_kk\nA,1,\n", "duplicates.none_usable"),
        ("id,titel\nA,x\n", "table.column_unknown"),
        ("", "table.empty"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_and_nothing_written(
    aqyl: Cli, tmp_path: Path, content: str, problem: str
) -> None:
    path = tmp_path / "projects.csv"
    path.write_text(content, encoding="utf-8")
    result = aqyl("duplicates", path, "-o", tmp_path / "out", "--json")
    assert (result.code, result.out) == (2, "")
    assert problem in [one["problem"] for one in result.problems]
    assert not (tmp_path / "out").exists()
