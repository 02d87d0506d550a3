"""`aqyl bridge`: from as published to put right, every change named with its share."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from aqyl.language import LANGUAGES
from tests.cli.running import Cli

TO = ("--to", "kz-open-2023-corrected")


def test_from_as_published_to_put_right(aqyl: Cli, open_data: Path) -> None:
    result = aqyl("bridge", "kz-open-2023", open_data, *TO)
    assert (result.code, result.err) == (0, "")
    lines = [" ".join(line.split()) for line in result.out.splitlines()]
    assert lines[0].endswith("19 units in common")
    assert "Almaty city 0.5427 0.4804 −0.0623 0 −0.0552 −0.0071 2 → 5" in lines
    assert any(line.startswith("method steps: recorded crime") for line in lines)
    assert any(line.startswith("data came in: Shymkent city") for line in lines)
    blanks = [line for line in lines if line.startswith("data filled blank: gross product")]
    assert len(blanks) == 4
    assert lines[-1] == "Changes that moved neither a score nor a bound are not shown: 1."


def test_parts_and_shares_sum_to_the_change(aqyl: Cli, open_data: Path) -> None:
    found = aqyl("bridge", "kz-open-2023", open_data, *TO, "--json").json
    for row in found["bridge"]:
        assert row["real"] + row["method"] + row["data"] == pytest.approx(row["change"], abs=1e-9)
        own = [
            one["share"]
            for one in found["shares"]
            if (one["settlement"], one["measure"]) == (row["settlement"], row["measure"])
        ]
        assert sum(own) == pytest.approx(row["change"], abs=1e-9)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_settlement_in_full(aqyl: Cli, open_data: Path, lang: str) -> None:
    words = ("--settlement", "620000000", "--lang", lang)
    result = aqyl("bridge", "kz-open-2023", open_data, *TO, *words)
    blank = {
        "kk": "толтырылған бос орын: жан басына шаққандағы жалпы өнім (Ұлытау облысы)",
        "ru": "заполненный пропуск: валовой продукт на душу населения (область Ұлытау)",
        "en": "filled blank: gross product per head (Ulytau Region)",
    }[lang]
    [line] = [line for line in result.out.splitlines() if blank in line]
    assert line.split()[-2].startswith("−")
    assert line.split()[-1].startswith("+")


def test_another_year_of_the_same_data_is_real_and_data_never_method(
    aqyl: Cli, public_data: Path
) -> None:
    words = ("--period", "2024", "--to-period", "2026", "--json")
    found = aqyl("bridge", "kz-2026", public_data, *words).json
    assert {player["part"] for player in found["players"]} == {"real", "data"}
    assert {row["method"] for row in found["bridge"] if row["change"] is not None} == {0}


def test_nothing_changed(aqyl: Cli, open_data: Path) -> None:
    result = aqyl("bridge", "kz-open-2023", open_data)
    told = result.out.splitlines()
    assert told[1] == "Nothing changed."
    assert "--to (kz-open-2023/ahp, kz-open-2023-corrected)" in told[2]


def test_no_unit_with_a_score_on_both_sides_is_explained(aqyl: Cli, tmp_path: Path) -> None:
    for folder, unit in (("one", "750000000"), ("other", "710000000")):
        (tmp_path / folder).mkdir()
        row = f"{unit},safety.video-analytics,2026,pilot,claimed"
        text = f"settlement,initiative,period,status,verified\n{row}\n"
        (tmp_path / folder / "answers.csv").write_text(text, encoding="utf-8")
    result = aqyl("bridge", "kz-2026", tmp_path / "one", "--to-data", tmp_path / "other")
    assert result.code == 0
    assert result.out.splitlines()[-1].startswith(
        "Nothing to split: no unit has a score on both sides. Of 100 units in common 1 had"
    )


def test_what_did_not_change_is_counted_not_shown(aqyl: Cli, public_data: Path) -> None:
    words = ("--period", "2024", "--to-period", "2026")
    told = aqyl("bridge", "kz-2026", public_data, *words).out
    still = re.search(r"did not change are not shown: (\d+); of them changed rank", told)
    assert still is not None
    found = aqyl("bridge", "kz-2026", public_data, *words, "--json").json["bridge"]
    rows = [row for row in found if row["measure"] == "score" and row["change"] is not None]
    idle = [row for row in rows if not any(round(row[p], 2) for p in ("real", "method", "data"))]
    assert int(still[1]) == len(idle) > 0


def test_a_settlement_may_be_named(aqyl: Cli, open_data: Path) -> None:
    by_code, by_name = (
        aqyl("bridge", "kz-open-2023", open_data, *TO, "--settlement", given).out
        for given in ("620000000", "ұлытау облысы")
    )
    assert by_code == by_name


def test_a_domain_in_place_of_the_total(aqyl: Cli, open_data: Path) -> None:
    result = aqyl("bridge", "kz-open-2023", open_data, *TO, "--node", "social", "--lang", "ru")
    assert "Здесь: социальная сфера" in result.out


def test_what_is_written(aqyl: Cli, open_data: Path, tmp_path: Path) -> None:
    aqyl("bridge", "kz-open-2023", open_data, *TO, "-o", tmp_path, "--quiet")
    folder = tmp_path / "bridge" / "kz-open-2023-corrected"
    names = {path.name for path in folder.iterdir()}
    assert names == {"bridge.csv", "shares.csv", "contributors.csv", "manifest.json"}
    with (folder / "shares.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert "steps: recorded crime" in {row["name_en"] for row in rows}
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["before"]["edition"]["id"] == "kz-open-2023"
    assert manifest["after"]["edition"]["id"] == "kz-open-2023-corrected"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--settlement", "1"), "assess.unknown_unit"),
        (("--node", "crimes"), "assess.unknown_node"),
        (("--detail", "all"), "cli.choice"),
        (("--to", "kz-2030"), "edition.unknown"),
        (("--to-period", "2023a"), "cli.period"),
    ],
)
def test_wrong_words(aqyl: Cli, open_data: Path, words: tuple[str, ...], problem: str) -> None:
    result = aqyl("bridge", "kz-open-2023", open_data, *words, "--json")
    assert (result.code, result.out) == (2, "")
    assert [one["problem"] for one in result.problems] == [problem]
