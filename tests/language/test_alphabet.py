"""Folding for search and sorting: what a reader of each language expects, and what always holds."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.language import LANGUAGES, fold, sort_key
from aqyl.language.alphabet import KAZAKH

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
NAMES = st.text(alphabet=st.sampled_from(KAZAKH + KAZAKH.upper() + "AZaz ūö’-.19"), max_size=12)
ANY = st.text(max_size=12)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("оскемен", "Өскемен"),
        ("КЫЗЫЛОРДА", "Қызылорда"),
        ("Жанаозен", "Жаңаөзен"),
        ("усть каменогорск", "Усть-Каменогорск"),
        ("Орехово", "Орёхово"),
        ("Saumalkol", "Saumalköl"),
        ("Ust-Talovka", "Ūst’-Talovka"),
        ("QYZYLORDA", "Qyzylorda"),
        ("Qostanai", "Qostanaı"),
        ("  Айтеке   би ", "Әйтеке би"),
    ],
)
def test_what_is_typed_finds_what_is_meant(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


def test_letters_that_only_look_near_stay_apart() -> None:
    assert fold("Шар") != fold("Шал")
    assert fold("ы") != fold("и")


@given(ANY)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY)
def test_capitals_make_no_difference(text: str) -> None:
    assert fold(text.upper()) == fold(text)


def test_the_kazakh_alphabet_has_42_letters_and_holds_the_russian_order() -> None:
    assert len(set(KAZAKH)) == 42
    assert "".join(letter for letter in KAZAKH if letter in RUSSIAN) == RUSSIAN


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("case", [str, str.upper])
def test_letters_sort_in_their_alphabets_order(lang: str, case: type[str]) -> None:
    letters = [case(letter) for letter in (KAZAKH if lang == "kk" else RUSSIAN)]
    backwards = letters[::-1]
    assert sorted(backwards, key=lambda name: sort_key(name, lang)) == letters


@pytest.mark.parametrize(
    ("lang", "ordered"),
    [
        ("kk", ["Ақтау", "Әйтеке би", "Кентау", "Қостанай", "Тараз", "Ұлытау", "Үшарал", "Aktau"]),
        ("ru", ["Есик", "Ёлкино", "Жем", "Иртыш", "Йод", "Караганда", "Қонаев", "Эмба", "Emba"]),
        ("en", ["7th", "Abay", "Aktau", "Ålesund", "Ust-Kamenogorsk", "Zaysan", "zoo", "Абай"]),
    ],
)
def test_names_sort_as_a_reader_of_the_language_expects(lang: str, ordered: list[str]) -> None:
    for mixed in (ordered[::-1], sorted(ordered)):
        assert sorted(mixed, key=lambda name: sort_key(name, lang)) == ordered


def test_a_shorter_name_comes_first() -> None:
    assert sort_key("Ақ") < sort_key("Ақсу")


def test_one_name_written_in_two_ways_of_unicode_sorts_to_one_place() -> None:
    composed, decomposed = "йод", "и\u0306од"
    assert sort_key(composed)[0] == sort_key(decomposed)[0]


@pytest.mark.parametrize("lang", LANGUAGES)
@given(names=st.lists(NAMES | ANY, min_size=3, max_size=3))
def test_sorting_is_a_total_order(lang: str, names: list[str]) -> None:
    keys = [sort_key(name, lang) for name in names]
    for (a, key_a), (b, key_b) in itertools.combinations(zip(names, keys, strict=True), 2):
        assert (key_a < key_b) + (key_b < key_a) + (a == b) == 1
    one, two, three = keys
    assert not (one <= two <= three) or one <= three


@pytest.mark.parametrize("lang", LANGUAGES)
@given(name=NAMES)
def test_case_alone_decides_nothing_before_the_letters(lang: str, name: str) -> None:
    assert sort_key(name.upper(), lang)[0] == sort_key(name.lower(), lang)[0]
