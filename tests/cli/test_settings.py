"""The language and the other shared options are known before anything is parsed or said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.cli.settings import Settings, scan
from aqyl.language import LANGUAGES
from tests.cli.running import Cli, run_program


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_language_may_stand_anywhere(lang: str, place: int) -> None:
    words = ["edition", "list"]
    for given_as in (["--lang", lang], [f"--lang={lang}"]):
        assert scan([*words[:place], *given_as, *words[place:]], {}).lang == lang


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "en"),
        ({"LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LC_ALL": "ru_RU.UTF-8", "LANG": "kk_KZ.UTF-8"}, "ru"),
        ({"LC_ALL": "", "LC_MESSAGES": "kk_KZ", "LANG": "ru_RU"}, "kk"),
        ({"AQYL_LANG": "kk", "LANG": "ru_RU.UTF-8"}, "kk"),
        ({"AQYL_LANG": "", "LANG": "ru_RU.UTF-8"}, "ru"),
    ],
)
def test_without_an_option_the_variable_decides_then_the_locale(
    environment: dict[str, str], lang: str
) -> None:
    assert scan(["run"], environment).lang == lang
    assert scan(["run", "--lang", "en"], environment).lang == "en"


def test_flags_are_seen_and_nothing_after_two_dashes_is() -> None:
    assert scan(["run", "--json", "-q", "--debug"], {}) == Settings("en", True, True, True)
    assert scan(["register", "search", "--", "--json", "--lang", "kk"], {}) == Settings("en")


@given(st.lists(st.text(max_size=8), max_size=6))
def test_any_words_can_be_scanned(words: list[str]) -> None:
    assert scan(words, {}).lang in LANGUAGES


def test_an_unknown_language_is_a_problem_said_in_a_known_one(aqyl: Cli) -> None:
    result = aqyl("edition", "list", "--json", "--lang", "de")
    assert result.code == 2
    assert result.out == ""
    assert result.problems[0]["problem"] == "cli.lang"
    assert result.problems[0]["given"] == "--lang: de"


def test_an_unknown_language_in_the_variable_names_the_variable() -> None:
    result = run_program("edition", "list", AQYL_LANG="de", LANG="ru_RU.UTF-8")
    assert result.code == 2
    assert "AQYL_LANG: de" in result.err
    assert "допустимо" in result.err


def test_shared_options_may_stand_before_the_verb(aqyl: Cli) -> None:
    assert aqyl("--json", "register", "--lang", "ru", "show", "710000000").json["name_ru"]
