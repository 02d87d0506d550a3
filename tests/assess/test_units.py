"""A unit by its code or its name in any of the three languages; else near ones are named."""

from __future__ import annotations

import pytest

from aqyl.assess.units import find_unit
from aqyl.language import LANGUAGES
from aqyl.problems import NotFoundError
from aqyl.register import load_register
from aqyl.standard import Text, load_edition

REGIONS = load_edition("kz-open-2023")
TITLES = {place.id: place.title for place in REGIONS.units.listed}
CITIES = {
    one.kato: Text(**{lang: one.name(lang) for lang in LANGUAGES})
    for one in load_register().in_groups()
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_region_is_found_by_its_name(lang: str) -> None:
    for unit, title in TITLES.items():
        assert find_unit(REGIONS, TITLES, title.say(lang)) == unit
        assert find_unit(REGIONS, TITLES, title.say(lang).upper()) == unit


@pytest.mark.parametrize(
    ("given", "unit"),
    [
        ("750000000", "750000000"),
        ("Shymkent", "790000000"),
        ("костанайская", "390000000"),
        ("Улытау", "620000000"),
        ("  west-kazakhstan ", "270000000"),
    ],
)
def test_whole_words_of_a_name_will_do_where_one_unit_has_them(given: str, unit: str) -> None:
    assert find_unit(REGIONS, TITLES, given) == unit


@pytest.mark.parametrize("given", ["оскемен", "Усть-Каменогорск", "UST KAMENOGORSK"])
def test_kazakh_letters_and_hyphens_make_no_difference(given: str) -> None:
    assert find_unit(load_edition("kz-2026"), CITIES, given) == "631010000"


@pytest.mark.parametrize(
    ("given", "near"),
    [
        ("Алматы", ["190000000 Алматы облысы (Almaty Region)", "750000000 Алматы қаласы"]),
        ("Kostanai", ["390000000"]),
        ("75000000", ["750000000"]),
        ("39", ["390000000"]),
    ],
)
def test_where_none_or_several_are_meant_near_ones_are_named(given: str, near: list[str]) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_unit(REGIONS, TITLES, given)
    assert all(name in caught.value.text("en") for name in near)
    for lang in LANGUAGES:
        assert "register" not in caught.value.text(lang)


@pytest.mark.parametrize("given", ["", "  ", "-", "Atlantis"])
def test_what_is_near_to_nothing(given: str) -> None:
    with pytest.raises(NotFoundError):
        find_unit(REGIONS, TITLES, given)
