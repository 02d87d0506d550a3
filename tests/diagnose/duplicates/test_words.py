"""What is read out of titles: letters of one alphabet, signs, places, suppliers, terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.diagnose.duplicates.glossary import glossary
from aqyl.diagnose.duplicates.letters import unmixed
from aqyl.diagnose.duplicates.places import Gazetteer
from aqyl.diagnose.duplicates.signs import KINDS, signs_of
from aqyl.diagnose.duplicates.suppliers import UNKNOWN, core, suppliers
from aqyl.register import load_register
from aqyl.standard import load_edition


@pytest.mark.parametrize(
    ("mixed", "one"),
    [
        ("Видeонаблюдение", "Видеонаблюдение"),
        ("Aлматы", "Алматы"),
        ("Smаrt Citу", "Smart City"),
        ("құpылыс", "құрылыс"),
    ],
)
def test_look_alike_letters_are_told_and_folded(mixed: str, one: str) -> None:
    folded, found = unmixed(mixed)
    assert folded == one
    assert found


@given(st.text(alphabet="абвгдежзқңөұABCabc 12,.-", max_size=30))
def test_folding_letters_twice_changes_nothing(text: str) -> None:
    once = unmixed(text)[0]
    assert unmixed(once) == (once, ())
    assert len(once) == len(text)


@pytest.mark.parametrize("word", ["SMARTгород", "Wi-Fi", "IKOMEK109", "Қала", "е-Өтініш"])
def test_what_is_meant_so_stays(word: str) -> None:
    assert unmixed(word) == (word, ())


@pytest.mark.parametrize(
    ("title", "kind", "value"),
    [
        ("Видеонаблюдение, 2-й этап", "stage", "2"),
        ("Бейнебақылау, 2-кезең", "stage", "2"),
        ("CCTV, second phase", "stage", "2"),
        ("Строительство, II очередь", "stage", "2"),
        ("Екінші кезек", "stage", "2"),
        ("Датчики, лот № 2", "stage", "2"),
        ("Ремонт, 2-й этаж", "floor", "2"),
        ("2-қабатты жөндеу", "floor", "2"),
        ("№15 мектеп", "object", "15"),
        ("Камеры, школа № 15", "object", "15"),
        ("15 мектептің камералары", "object", "15"),
        ("ул. Абая, д. 15", "object", "15"),
        ("Обслуживание светофоров в 2025 году", "year", "2025"),
        ("120 камер", "number", "120"),
    ],
)
def test_a_sign_is_read_in_three_languages(title: str, kind: str, value: str) -> None:
    found = signs_of(title)
    assert {name: getattr(found, name) for name in KINDS if getattr(found, name)} == {
        kind: frozenset({value})
    }


def test_a_title_without_numbers_has_no_signs() -> None:
    found = signs_of("Ақылды аялдамалар", "Умные остановки", "")
    assert not any(getattr(found, kind) for kind in KINDS)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Қостанайдағы бейнебақылау", "Костанай"),
        ("Видеонаблюдение в Костанае", "Костанай"),
        ("CCTV in Kostanay", "Костанай"),
        ("Камеры Павлодара", "Павлодар"),
    ],
)
def test_a_place_is_known_whatever_its_ending(title: str, name: str) -> None:
    register = load_register()
    found = Gazetteer.of(register).named(title)
    assert {register.get(code).name_ru for code in found} == {name}


@pytest.mark.parametrize(
    "names",
    [
        ('ТОО "Зерде Холдинг"', "«Зерде Холдинг» ЖШС", "Zerde Holding LLP"),
        ("АО «Казахтелеком»", "«Қазақтелеком» АҚ", "Kazakhtelecom JSC"),
        ('Товарищество с ограниченной ответственностью "Таза ауа"', "ТОО Таза Ауа"),
    ],
)
def test_forms_quotes_and_alphabets_do_not_tell_organisations_apart(names: tuple[str, ...]) -> None:
    assert len({core(name) for name in names}) == 1


def test_the_bin_decides_and_the_name_stands_in_for_it() -> None:
    names = [
        "ТОО «Альфа Строй»",
        "Alfa Stroi LLP",
        "ТОО «Альфа Строй»",
        "ТОО «Альфа Сторй»",
        "",
        "ТОО «Бета»",
    ]
    bins = ["070340007367", "", "980940001419", "", "", "970340000010"]
    found = suppliers(names, bins)
    assert found.number[0] != found.number[2]
    # Of two BINs under one name none can be chosen; the two spellings are still one name.
    assert found.number[1] == found.number[3] not in (found.number[0], found.number[2])
    assert found.number[4] == UNKNOWN
    assert list(found.by_name) == [False, True, False, True, False, False]
    alone = suppliers(names[:2] + names[3:], bins[:2] + bins[3:])
    assert alone.number[0] == alone.number[1] == alone.number[2]


def test_numbers_in_names_tell_organisations_apart() -> None:
    found = suppliers(["ТОО «Құрылыс 1»", "ТОО «Құрылыс 2»"], ["", ""])
    assert found.number[0] != found.number[1]


def test_kazakh_and_russian_titles_of_the_edition_meet_in_the_glossary() -> None:
    edition = load_edition("kz-2026")
    made = glossary(edition)
    ids = [one.id for one in edition.initiatives]
    place = {term.id: at for at, term in enumerate(made.terms)}
    for lang in ("kk", "ru", "en"):
        meant = made.meant([one.title.say(lang) for one in edition.initiatives])
        there = [meant[row, place[name]] > 0 for row, name in enumerate(ids)]
        assert sum(there) / len(ids) > 0.95, lang


def test_a_text_without_terms_means_nothing() -> None:
    meant = glossary(load_edition("kz-2026")).meant(["", "xyzzy"])
    assert meant.nnz == 0
