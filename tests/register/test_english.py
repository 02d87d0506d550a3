"""English names: one rule, and the Kazakh letters in Latin."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.language.alphabet import KAZAKH
from aqyl.register import load_register
from aqyl.register.english import EnglishName, district_in_english, english_name, transliterate
from aqyl.register.paths import ENGLISH_NAMES


def test_the_listed_name_goes_first_then_geonames_then_the_letters() -> None:
    listed = EnglishName("Karaganda", "evidence")
    assert english_name(listed, "Karagandy", "Қарағанды") is listed
    assert english_name(None, "Karagandy", "Қарағанды") == EnglishName("Karagandy", "geonames")
    assert english_name(None, None, "Қарағанды") == EnglishName("Qaraghandy", "transliteration")


def test_marks_and_apostrophes_are_left_away() -> None:
    assert english_name(None, "Ūst’-Talovka", "").name == "Ust-Talovka"
    assert english_name(None, "Gülshat", "").name == "Gulshat"


@pytest.mark.parametrize(
    ("kazakh", "latin"),
    [
        ("Шымкент", "Shymkent"),
        ("Щучинск", "Shchuchinsk"),
        ("Қызылжар", "Qyzylzhar"),
        ("Ғабиден Мұстафин", "Ghabiden Mustafin"),
        ("Жаңа Қаратон", "Zhanga Qaraton"),
        ("Октябрь", "Oktyabr"),
        ("Форт-Шевченко", "Fort-Shevchenko"),
    ],
)
def test_kazakh_letters_in_latin(kazakh: str, latin: str) -> None:
    assert transliterate(kazakh) == latin


@given(st.text(alphabet=st.sampled_from(KAZAKH + KAZAKH.upper() + " -.")))
def test_no_cyrillic_letter_is_left(kazakh: str) -> None:
    assert transliterate(kazakh).isascii()
    assert transliterate(kazakh).lower() == transliterate(kazakh.lower())


def test_districts() -> None:
    assert district_in_english("Төле би ауданы") == "Tole bi District"


def test_names_agree_with_the_evidence_table() -> None:
    data = files("aqyl").joinpath("data/kz-public/evidence.csv").read_text(encoding="utf-8")
    reported = {row["settlement"] for row in csv.DictReader(data.splitlines(keepends=True))}
    with ENGLISH_NAMES.open(encoding="utf-8", newline="") as file:
        listed = {row["kato"] for row in csv.DictReader(file) if row["basis"] == "evidence"}
    assert reported == listed


def test_every_settlement_has_three_names_in_the_letters_of_their_languages() -> None:
    for one in load_register().settlements:
        assert one.name_en.isascii()
        assert not one.name_kk.endswith((" қ.", " к."))
        assert not one.name_ru.startswith(("г.", "п."))


def test_names_common_in_english() -> None:
    expected = {"351010000": "Karaganda", "631010000": "Ust-Kamenogorsk", "191010000": "Konayev"}
    assert {kato: load_register().get(kato).name_en for kato in expected} == expected
