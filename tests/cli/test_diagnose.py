"""`aqyl diagnose`: what settlements need, told and written."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from aqyl.language import LANGUAGES
from aqyl.tables import SCHEMAS, write_csv
from tests.cli.running import Cli
from tests.diagnose.made import made_up_tables

FILES = {
    "needs.csv", "classes.csv", "peers.csv", "priorities.csv", "diagnosis.json", "manifest.json",
}  # fmt: skip


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def written(aqyl: Cli, public_data: Path, tmp_path: Path) -> Path:
    assert aqyl("diagnose", "kz-2026", public_data, "-o", tmp_path, "--quiet").code == 0
    return tmp_path / "diagnosis" / "kz-2026"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_that_too_little_is_known_in_the_language(
    aqyl: Cli, public_data: Path, lang: str
) -> None:
    result = aqyl("diagnose", "kz-2026", public_data, "--lang", lang)
    assert (result.code, result.err) == (0, "")
    none = {"kk": "Сыныптар жоқ:", "ru": "Классов нет:", "en": "No classes:"}[lang]
    assumed = {
        "kk": "болжам, ресми емес",
        "ru": "допущения, не официальные",
        "en": "assumptions, not official",
    }
    assert none in result.out
    assert assumed[lang] in result.out


def test_what_is_written_and_what_it_rests_on(written: Path) -> None:
    assert {path.name for path in written.iterdir()} == FILES
    needs = read(written / "needs.csv")
    assert {row["settlement"] for row in needs} == {
        row["settlement"] for row in read(written / "classes.csv")
    }
    assert all(row["gap"] or row["known"] == "0" for row in needs)
    priorities = read(written / "priorities.csv")
    assert priorities[0]["kind"] == "country"
    assert all(
        row["saw_place"] and row["topsis_place"] and row["promethee_place"] for row in priorities
    )
    manifest = json.loads((written / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["seed"], manifest["previous"]) == (469, None)
    assert {one["file"] for one in manifest["outputs"]} == FILES - {"manifest.json"}


def test_the_same_input_gives_the_same_bytes_and_last_years_classes_go_on(
    aqyl: Cli, public_data: Path, written: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    words = ("diagnose", "kz-2026", public_data, "-o", again, "--quiet")
    assert aqyl(*words).code == 0
    for name in FILES:
        other = again / "diagnosis" / "kz-2026" / name
        assert other.read_bytes() == (written / name).read_bytes(), name
    told = aqyl(*words, "--previous", written / "diagnosis.json", "--json").json
    assert told["previous"] == "2026"


def test_one_settlement_in_full(aqyl: Cli, public_data: Path) -> None:
    result = aqyl("diagnose", "kz-2026", public_data, "--settlement", "Астана")
    lines = result.out.splitlines()
    assert lines[0] == "Astana"
    assert "all units: there are no classes." in lines
    assert any("Almaty" in line and "2020-08" in line for line in lines)
    told = aqyl("diagnose", "kz-2026", public_data, "--settlement", "710000000", "--json").json
    assert told["settlement"] == "710000000"
    assert told["profile"]["gaps"][0]["node"] == "total"
    assert [one["scope"] for one in told["priorities"]] == ["710000000"]


@pytest.fixture(scope="module")
def made_up_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """SYNTHETIC data of all settlements, three fifths of it known."""
    folder = tmp_path_factory.mktemp("made-up")
    for name, table in made_up_tables(answered=0.6)[0].items():
        write_csv(folder / f"{name}.csv", SCHEMAS[name].names, table.rows)
    return folder


def test_classes_are_told_with_what_they_need_and_who_is_on_their_border(
    aqyl: Cli, made_up_data: Path, tmp_path: Path
) -> None:
    words = ("diagnose", "kz-2026", made_up_data)
    result = aqyl(*words, "-o", tmp_path)
    lines = result.out.splitlines()
    assert lines[2].startswith("Classes by need: 4. Agreement over 100 draws")
    [transport] = [line for line in lines if "infrastructure; transport and logistics" in line]
    assert transport.split()[0].startswith("all-")
    rows = read(tmp_path / "diagnosis" / "kz-2026" / "classes.csv")
    border = next(row for row in rows if row["group"] == "all" and row["on_border"] == "yes")
    told = aqyl(*words, "--settlement", border["settlement"], "--lang", "kk").out
    assert f"{border['class']} сыныбы – {border['title_kk']}" in told
    assert f"Шекарада тұр: басқа сынақтарда көбіне {border['other']} (" in told


def test_an_unknown_group_settlement_or_file_is_refused(
    aqyl: Cli, public_data: Path, tmp_path: Path
) -> None:
    words = ("diagnose", "kz-2026", public_data, "-o", tmp_path / "out")
    for option, given in (
        ("--group", "villages"),
        ("--settlement", "Nowhere"),
        ("--previous", public_data / "values.csv"),
    ):
        result = aqyl(*words, option, given)
        assert (result.code, result.out) == (2, "")
    assert not (tmp_path / "out").exists()


def test_an_edition_without_rules_of_diagnosis_is_refused(aqyl: Cli, open_data: Path) -> None:
    result = aqyl("diagnose", "kz-open-2023", open_data)
    assert result.code == 2
    assert "no rules of diagnosis" in result.err
