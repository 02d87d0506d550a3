"""The shipped table is what the shipped inputs give; wrong inputs are said in one pass."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from aqyl.problems import InputError
from aqyl.register import build_register, load_register
from aqyl.register.paths import ENGLISH_NAMES, GEONAMES_FILE, KATO_FILE, SETTLEMENTS, SPECIAL_CASES

KATO = """kato,level,name_ru,name_kk
110000000,oblast,Акмолинская область,Ақмола облысы
111000000,district,Кокшетау Г.А.,Көкшетау Қ.Ә.
111010000,sub_district,г.Кокшетау,Көкшетау қ.
113200000,district,Аккольский район,Ақкөл ауданы
113220100,settlement,г.Акколь,Ақкөл қ.
113230200,settlement,с.Кына,Қына а.
"""
GEONAMES = """geonameid,name,admin1code,latitude,longitude,population,alternatenames
7,Kokshetau,03,53.28,69.39,150649,Көкшетау|Кокшетау
"""
SPECIAL = 'geonames_admin1: {"110000000": "03"}\n'
ENGLISH = "kato,name_en,basis,source\n110000000,Akmola Region,published,somewhere\n"


@pytest.fixture
def inputs(tmp_path: Path) -> dict[str, Path]:
    """A small world: one oblast, one city, one district with its town, one village."""
    texts = {"kato_csv": KATO, "geonames_csv": GEONAMES, "english_csv": ENGLISH}
    paths = {name: tmp_path / f"{name}.csv" for name in texts}
    for name, text in texts.items():
        paths[name].write_text(text, encoding="utf-8")
    paths["special_yaml"] = tmp_path / "special.yaml"
    paths["special_yaml"].write_text(SPECIAL, encoding="utf-8")
    return paths | {"out_csv": tmp_path / "out.csv"}


def problems_of(inputs: dict[str, Path]) -> list[str]:
    with pytest.raises(InputError) as raised:
        build_register(**inputs)
    assert not inputs["out_csv"].exists()
    return [problem.key for problem in raised.value.problems]


def test_a_rebuild_gives_the_shipped_bytes(tmp_path: Path) -> None:
    out = tmp_path / "settlements.csv"
    built = build_register(KATO_FILE, GEONAMES_FILE, out, SPECIAL_CASES)
    assert out.read_bytes() == SETTLEMENTS.read_bytes()
    assert built == load_register()
    assert b"\r" not in out.read_bytes()


def test_what_is_built_is_read_back(inputs: dict[str, Path]) -> None:
    built = build_register(**inputs)
    assert built == load_register(inputs["out_csv"])
    city, town = built.settlements
    assert (city.name_en, city.name_en_basis) == ("Kokshetau", "geonames")
    assert (city.population, city.population_year, city.population_source) == (
        150649,
        None,
        "geonames",
    )
    assert (town.name_en, town.name_en_basis) == ("Aqkol", "transliteration")
    assert (town.oblast_en, town.district_ru) == ("Akmola Region", "Аккольский район")
    assert (town.group, town.coordinates_basis) == ("district", "not_in_geonames")
    assert (town.population, town.population_source) == (None, "none")


def test_populations_of_the_shipped_table() -> None:
    register = load_register()
    assert register.get("790000000").population == 1191877
    assert {one.population_source for one in register.list(group="republican")} == {
        "open_data_kazakhstan"
    }
    withheld = [one.kato for one in register.settlements if one.population_source == "withheld"]
    assert withheld == ["113220100", "334820100"]
    assert all(one.population is None for one in map(register.get, withheld))


def test_wrong_inputs_are_all_said_in_one_pass(inputs: dict[str, Path]) -> None:
    inputs["kato_csv"].write_text(KATO + "11x,settlement,п.Икс,Икс к.\n", encoding="utf-8")
    inputs["geonames_csv"].write_text(GEONAMES + "8,Far,03,95,69,1,\n", encoding="utf-8")
    inputs["special_yaml"].write_text('settlements: [{kato: "1"}]\n', encoding="utf-8")
    inputs["english_csv"].write_text(ENGLISH + "110000000,Again,chosen,twice\n", encoding="utf-8")
    keys = problems_of(inputs)
    assert keys[:2] == ["register.bad_kato", "register.bad_coordinate"]
    assert keys[2:-1] == ["register.special_invalid"] * (len(keys) - 3)
    assert keys[-1] == "table.key_twice"


def test_special_cases_name_only_what_is_there(inputs: dict[str, Path]) -> None:
    inputs["special_yaml"].write_text(
        SPECIAL + "places:\n"
        '  - {kato: "999999999", geonames: "55", reason: {kk: "сол", ru: "так", en: "why"}}\n',
        encoding="utf-8",
    )
    assert problems_of(inputs) == ["register.special_unknown", "register.geonames_unknown"]


def test_a_special_case_that_is_wrong_is_shown_with_its_line(inputs: dict[str, Path]) -> None:
    inputs["special_yaml"].write_text(
        SPECIAL + "populations:\n"
        '  - {kato: "111010000", persons: "many", code: "x",'
        ' reason: {kk: "себебі", ru: "причина", en: "why"}}\n',
        encoding="utf-8",
    )
    with pytest.raises(InputError) as raised:
        build_register(**inputs)
    (problem,) = raised.value.problems
    assert problem.key == "register.special_invalid"
    assert (problem.place.file, problem.place.line) == ("special.yaml", 3)
    assert problem.values["field"] == "persons"


def test_a_district_without_a_centre_needs_a_word_why(inputs: dict[str, Path]) -> None:
    text = KATO.replace("113220100,settlement,г.Акколь,Ақкөл қ.\n", "")
    inputs["kato_csv"].write_text(text, encoding="utf-8")
    assert problems_of(inputs) == ["register.no_seat"]


def test_missing_files_are_all_named(inputs: dict[str, Path]) -> None:
    for name in ("kato_csv", "geonames_csv", "special_yaml", "english_csv"):
        inputs[name].unlink()
    assert problems_of(inputs) == ["table.no_file"] * 4


def test_a_failed_build_leaves_the_old_table(inputs: dict[str, Path]) -> None:
    shutil.copy(SETTLEMENTS, inputs["out_csv"])
    inputs["geonames_csv"].write_text("geonameid\n1\n", encoding="utf-8")
    with pytest.raises(InputError):
        build_register(**inputs)
    assert inputs["out_csv"].read_bytes() == SETTLEMENTS.read_bytes()


def test_english_names_are_listed_once(inputs: dict[str, Path]) -> None:
    codes = [line.split(",")[0] for line in ENGLISH_NAMES.read_text("utf-8").splitlines()]
    assert len(codes) == len(set(codes)) == 80
