"""Looking a settlement up: by code, in lists, by search in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.language import LANGUAGES, fold, sort_key
from aqyl.problems import NotFoundError
from aqyl.register import Settlement, describe, load_register, load_special_cases

REGISTER = load_register()
SETTLEMENTS = st.sampled_from(REGISTER.settlements)


def found(text: str) -> list[str]:
    return [one.name_en for one in REGISTER.search(text)]


def test_get_by_code() -> None:
    assert REGISTER.get("111010000").name_kk == "Көкшетау"
    assert "111010000" in REGISTER
    assert "111010001" not in REGISTER
    assert len(REGISTER) == 178


@pytest.mark.parametrize(
    ("given_code", "hint"),
    [
        ("111010001", "111010000 Көкшетау (Kokshetau)"),
        ("Көкшетау", "111010000 Көкшетау (Kokshetau)"),
        ("Karagnda", "351010000 Қарағанды (Karaganda)"),
        ("кустанай", "391010000 Қостанай (Kostanay)"),
    ],
)
def test_what_is_not_there_is_answered_with_the_nearest(given_code: str, hint: str) -> None:
    with pytest.raises(NotFoundError) as raised:
        REGISTER.get(given_code)
    (problem,) = raised.value.problems
    assert given_code in problem.part("given", "ru")
    assert hint in problem.part("repair", "kk")


def test_nothing_near_is_said_too() -> None:
    with pytest.raises(NotFoundError) as raised:
        REGISTER.get("§§§")
    assert raised.value.problems[0].part("repair", "en").endswith("–")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("оскемен", "Ust-Kamenogorsk"),
        ("ӨСКЕМЕН", "Ust-Kamenogorsk"),
        ("oskemen", "Ust-Kamenogorsk"),
        ("усть каменогорск", "Ust-Kamenogorsk"),
        ("kamenogorsk", "Ust-Kamenogorsk"),
        ("Qaraghandy", "Karaganda"),
        ("ақсу", "Aksu"),
        ("551610000", "Aksu"),
        ("уральск", "Uralsk"),
    ],
)
def test_search_finds_in_any_language_and_spelling(text: str, first: str) -> None:
    assert found(text)[0] == first


def test_search_puts_the_whole_name_first_then_beginnings_then_parts() -> None:
    assert found("абай")[0] == "Abay"
    assert found("алт") == ["Altay"]
    assert found("жез") == ["Zhezkazgan", "Zhezdi"]
    inside = REGISTER.search("тау")
    assert {"Aktau", "Karatau", "Temirtau"} <= {one.name_en for one in inside}
    assert [bool(one.group) for one in inside] == sorted(
        (bool(one.group) for one in inside), reverse=True
    )


def test_search_for_nothing_finds_nothing() -> None:
    assert REGISTER.search("  ") == REGISTER.search("ъъъ") == ()


@given(SETTLEMENTS, st.sampled_from(LANGUAGES))
def test_every_settlement_is_found_by_each_name_however_typed(one: Settlement, lang: str) -> None:
    for typed in (one.name(lang), one.name(lang).upper(), fold(one.name(lang))):
        assert one in REGISTER.search(typed)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lists_are_in_the_languages_order(lang: str) -> None:
    names = [one.name(lang) for one in REGISTER.list(lang=lang)]
    assert len(names) == 178
    assert names == sorted(names, key=lambda name: sort_key(name, lang))


def test_the_kazakh_order_is_not_the_order_of_code_points() -> None:
    names = [one.name_kk for one in REGISTER.list(group="oblast")]
    assert names.index("Көкшетау") < names.index("Қарағанды") < names.index("Лисаков")
    assert names.index("Орал") < names.index("Өскемен") < names.index("Павлодар")
    assert names != sorted(names)


def test_lists_by_group_and_oblast() -> None:
    assert [one.name_en for one in REGISTER.list(group="republican", lang="en")] == [
        "Almaty",
        "Astana",
        "Shymkent",
    ]
    assert len(REGISTER.list(group="")) == 78
    by_code = REGISTER.list(oblast="630000000")
    assert by_code == REGISTER.list(oblast="шығыс қазақстан облысы")
    assert by_code == REGISTER.list(oblast="East Kazakhstan Region")
    assert {one.oblast_kato for one in by_code} == {"630000000"}


@pytest.mark.parametrize("asked", [{"group": "capital"}, {"oblast": "Атлантида"}])
def test_an_unknown_group_or_oblast_says_what_there_is(asked: dict[str, str]) -> None:
    with pytest.raises(NotFoundError) as raised:
        REGISTER.list(**asked)
    allowed = raised.value.problems[0].part("allowed", "en")
    assert ("republican, oblast, district" in allowed) or ("100000000 Абай облысы" in allowed)


def test_baikonur_is_one_of_the_hundred_and_may_be_left_out() -> None:
    (baikonur,) = REGISTER.left_out()
    assert baikonur.name_en == "Baikonur"
    assert baikonur.special == "leased"
    assert baikonur in REGISTER.in_groups()


def test_special_cases_are_worded_and_sourced() -> None:
    cases = load_special_cases()
    assert {case.kato: case.code for case in cases.settlements} == {
        "191810000": "special_regime",
        "431910000": "leased",
    }
    for case in cases.settlements:
        assert case.source.link
        assert case.note.kk != case.note.ru
    for district in cases.districts:
        assert district.source.link
        assert district.seat in REGISTER
        assert district.district[:2] == district.seat[:2]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("one", REGISTER.settlements, ids=lambda one: one.kato)
def test_every_settlement_can_be_described(one: Settlement, lang: str) -> None:
    rows = dict(describe(one, lang))
    assert one.name(lang) in rows.values()
    assert one.kato in rows.values()
    assert len(rows) >= 13
    assert all(rows.values())


def test_a_description_in_english_holds_no_other_letters_than_names_do() -> None:
    rows = dict(describe(REGISTER.get("113220100"), "en"))
    assert rows["district or city administration"] == "Aqkol District (113200000)"
    assert rows["coordinates (latitude, longitude)"] == "51.99374, 70.94704"
    assert rows["population"] == "–"
    assert "swapped" in rows["note on the population"]
