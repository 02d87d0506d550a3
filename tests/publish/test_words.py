"""Words, numbers and dates of a report."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.language import LANGUAGES, Lang
from aqyl.publish.words import Number, Percent, Words, date_in_three, marks, name_places, said
from aqyl.standard import Text

THREE = {"kk": "бір", "ru": "один", "en": "one"}


def test_a_wording_is_marked_with_its_place_and_kept_once() -> None:
    words = Words("ru")
    assert words.text(THREE) == '<span data-t="0">один</span>'
    assert words.text(Text(**THREE)) == '<span data-t="0">один</span>'
    assert words.attribute("title", THREE) == 'title="один" data-a="title:0"'
    assert json.loads(words.as_json())["words"] == {"kk": ["бір"], "ru": ["один"], "en": ["one"]}


def test_what_is_the_same_in_every_language_needs_no_mark() -> None:
    words = Words("kk")
    assert words.text("<kz-2026>") == "&lt;kz-2026&gt;"
    assert json.loads(words.as_json())["words"]["kk"] == []


def test_numbers_in_a_sentence_follow_its_language() -> None:
    three = said("map.mark", name=Text(**THREE), score=Number(1234.5, 1))
    assert three == {"kk": "бір: 1\u00a0234,5", "ru": "один: 1\u00a0234,5", "en": "one: 1,234.5"}
    assert Percent(0.5).say("ru") == "50\u00a0%"


@pytest.mark.parametrize(
    ("lang", "number", "percent"),
    [
        ("kk", "1\u00a0234,5", "12\u00a0%"),
        ("ru", "1\u00a0234,5", "12\u00a0%"),
        ("en", "1,234.5", "12%"),
    ],
)
def test_a_number_carries_its_plain_value(lang: Lang, number: str, percent: str) -> None:
    words = Words(lang)
    assert words.number(1234.5, 1) == f'<data value="1234.5">{number}</data>'
    assert words.percent(0.12) == f'<data value="12%">{percent}</data>'


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_a_missing_number_is_a_dash_and_never_zero(missing: float | None) -> None:
    assert Words("kk").number(missing, 1) == "–"
    assert Words("kk").percent(missing) == "–"


@given(st.text())
def test_the_dictionary_cannot_end_its_script(text: str) -> None:
    words = Words("kk")
    words.text({"kk": text + "</script>", "ru": "<!--", "en": text})
    written = words.as_json()
    assert "<" not in written
    assert ">" not in written
    assert json.loads(written)["words"]["en"] == [text]


@pytest.mark.parametrize(
    ("on", "en", "ru"),
    [
        ("2025-11-19", "Nov 19, 2025", "19 нояб. 2025\u202fг."),
        ("2025-11", "Nov 2025", "нояб. 2025\u202fг."),
        ("2025", "2025", "2025"),
        ("2019/2021", "2019 – 2021", "2019 – 2021"),
        ("../2018", "2018 or earlier", "2018 или раньше"),
        ("2025-13-40", "2025-13-40", "2025-13-40"),
        ("soon", "soon", "soon"),
    ],
)
def test_dates_whole_and_partial(on: str, en: str, ru: str) -> None:
    three = {lang: text.replace("\u00a0", "\u202f") for lang, text in date_in_three(on).items()}
    assert three["en"] == en
    assert three["ru"] == ru


@pytest.mark.parametrize("lang", LANGUAGES)
def test_marks_of_numbers(lang: Lang) -> None:
    thousands, decimal, percent = marks(lang)
    assert {thousands, decimal} == ({",", "."} if lang == "en" else {"\u00a0", ","})
    assert percent.endswith("%")


def test_places_by_name_differ_by_language() -> None:
    titles = {
        "a": Text(kk="Қостанай", ru="Костанай", en="Kostanay"),
        "b": Text(kk="Кентау", ru="Кентау", en="Kentau"),
        "c": Text(kk="Өскемен", ru="Усть-Каменогорск", en="Altyn"),
    }
    assert name_places(titles) == {"a": (1, 1, 2), "b": (0, 0, 1), "c": (2, 2, 0)}
