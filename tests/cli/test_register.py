"""`aqyl register`: list, show, search, build."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqyl.language import sort_key
from aqyl.register import load_register
from aqyl.register.paths import SETTLEMENTS
from tests.cli.running import Cli


@pytest.mark.parametrize(("group", "count"), [("republican", 3), ("oblast", 39), ("district", 58)])
def test_list_by_group(aqyl: Cli, group: str, count: int) -> None:
    found = aqyl("register", "list", "--group", group, "--json").json
    assert len(found) == count
    assert {settlement["group"] for settlement in found} == {group}
    assert len(aqyl("register", "list", "--group", group).out.splitlines()) == count + 2


def test_list_of_all_and_of_the_unclear(aqyl: Cli) -> None:
    everyone = aqyl("register", "list", "--json").json
    unclear = aqyl("register", "list", "--group", "none", "--json").json
    assert len(everyone) == len(unclear) + 100 == len(load_register())
    assert {settlement["group"] for settlement in unclear} == {None}


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_list_is_sorted_by_the_alphabet_of_the_language(aqyl: Cli, lang: str) -> None:
    found = aqyl("register", "list", "--group", "oblast", "--lang", lang, "--json").json
    names = [settlement[f"name_{lang}"] for settlement in found]
    assert names == sorted(names, key=lambda name: sort_key(name, lang))
    if lang == "kk":
        assert names.index("Қарағанды") < names.index("Лисаков")


def test_numbers_are_written_as_the_language_does(aqyl: Cli) -> None:
    assert "2,161,695" in aqyl("register", "list", "--group", "republican").out
    russian = aqyl("register", "list", "--group", "republican", "--lang", "ru").out
    assert "2\u00a0161\u00a0695" in russian


@pytest.mark.parametrize("oblast", ["Қостанай облысы", "390000000"])
def test_list_by_oblast(aqyl: Cli, oblast: str) -> None:
    found = aqyl("register", "list", "--oblast", oblast, "--json").json
    assert {settlement["oblast_kato"] for settlement in found} == {"390000000"}


@pytest.mark.parametrize(("option", "given"), [("--group", "town"), ("--oblast", "Nowhere")])
def test_an_unknown_group_or_oblast_is_a_problem(aqyl: Cli, option: str, given: str) -> None:
    result = aqyl("register", "list", option, given, "--json")
    assert (result.code, result.out) == (2, "")
    assert given in result.problems[0]["given"]


def test_show_tells_all_in_the_language(aqyl: Cli) -> None:
    assert aqyl("register", "show", "111010000", "--json").json["name_en"] == "Kokshetau"
    shown = aqyl("register", "show", "111010000", "--lang", "kk").out
    assert "Көкшетау" in shown
    assert "облыс орталығы" in shown


def test_show_of_a_name_instead_of_a_code_names_the_code(aqyl: Cli) -> None:
    result = aqyl("register", "show", "Kokshetau")
    assert result.code == 2
    assert "111010000" in result.err


@pytest.mark.parametrize("text", ["Өскемен", "оскемен", "УСТЬ-КАМЕНОГОРСК", "ust-kamen"])
def test_search_in_any_language_and_without_kazakh_letters(aqyl: Cli, text: str) -> None:
    assert aqyl("register", "search", text, "--json").json[0]["kato"] == "631010000"


def test_search_that_finds_nothing_names_near_ones_and_is_no_error(aqyl: Cli) -> None:
    result = aqyl("register", "search", "Almatyy")
    assert result.code == 0
    assert "750000000" in result.err
    assert aqyl("register", "search", "zzzz", "--json").json == []


def test_build_makes_the_register_that_ships(aqyl: Cli, tmp_path: Path) -> None:
    file = tmp_path / "settlements.csv"
    built = aqyl("register", "build", "-o", file, "--json").json
    assert built["groups"] == {"republican": 3, "oblast": 39, "district": 58, "none": 78}
    assert file.read_bytes() == SETTLEMENTS.read_bytes()
    assert "Settlements" not in aqyl("register", "build", "-o", file, "--quiet").out


def test_build_from_a_file_that_is_not_there(aqyl: Cli, tmp_path: Path) -> None:
    file = tmp_path / "settlements.csv"
    result = aqyl("register", "build", "--kato", tmp_path / "no.csv", "-o", file, "--json")
    assert (result.code, result.out) == (2, "")
    assert result.problems
    assert not file.exists()
