"""Which place of GeoNames a settlement is; the 100 lie where they should."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from aqyl.problems import Place
from aqyl.register import load_register, load_special_cases
from aqyl.register.geonames import GeoPlace, locate_settlements, read_places
from aqyl.register.kato import Unit
from aqyl.register.special import PlaceChoice, Point, SpecialCases
from aqyl.standard import Text

HEADER = "geonameid,name,admin1code,latitude,longitude,population,alternatenames"
ABAY_KARAGANDA = "1,Abay,12,49.63,72.87,35454,Абай"
ABAY_TURKISTAN = "2,Abay,10,41.35,68.95,24047,Abay-Bazar|Абай"
SARAN = "3,Saran,12,49.80,72.84,0,Сарань"
SARAN_STATION = "4,Saran Station,12,49.70,72.80,10,Саран"
WHY = Text(kk="себебі", ru="причина", en="reason")


def places(folder: Path, *lines: str) -> dict[str, GeoPlace]:
    path = folder / "geonames.csv"
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    found, problems = read_places(path)
    assert problems == []
    return found


def unit(kato: str, ru: str, kk: str) -> Unit:
    return Unit(kato, "settlement", ru, kk, Place())


def cases(*choices: PlaceChoice) -> SpecialCases:
    return SpecialCases(geonames_admin1={"350000000": "12"}, places=choices)


ABAY = unit("353220100", "г.Абай", "Абай қ.")
SARAN_CITY = unit("352210000", "г.Сарань", "Саран қ.")


def test_a_namesake_in_another_oblast_is_not_taken(tmp_path: Path) -> None:
    found = locate_settlements([ABAY], places(tmp_path, ABAY_KARAGANDA, ABAY_TURKISTAN), cases())
    assert (found[ABAY.kato].basis, found[ABAY.kato].latitude) == ("geonames:1", 49.63)


def test_the_soft_sign_makes_no_difference_and_no_population_is_none(tmp_path: Path) -> None:
    found = locate_settlements([SARAN_CITY], places(tmp_path, SARAN), cases())
    place = found[SARAN_CITY.kato].place
    assert place is not None
    assert (place.id, place.population) == ("3", None)


def test_two_places_of_one_name_are_left_undecided(tmp_path: Path) -> None:
    found = locate_settlements([SARAN_CITY], places(tmp_path, SARAN, SARAN_STATION), cases())
    assert (found[SARAN_CITY.kato].basis, found[SARAN_CITY.kato].latitude) == ("namesakes", None)


def test_two_settlements_that_claim_one_place_are_left_undecided(tmp_path: Path) -> None:
    kent = unit("354063100", "п.Абай", "Абай к.")
    found = locate_settlements([ABAY, kent], places(tmp_path, ABAY_KARAGANDA), cases())
    assert {one.basis for one in found.values()} == {"namesakes"}


def test_a_choice_by_hand_decides_and_takes_the_place_from_others(tmp_path: Path) -> None:
    kent = unit("354063100", "п.Абай", "Абай к.")
    choice = PlaceChoice(kato=ABAY.kato, geonames="1", reason=WHY)
    found = locate_settlements([ABAY, kent], places(tmp_path, ABAY_KARAGANDA), cases(choice))
    assert found[ABAY.kato].basis == "geonames_chosen:1"
    assert found[kent.kato].basis == "not_in_geonames"


def test_a_choice_may_be_a_point_or_no_place_at_all(tmp_path: Path) -> None:
    point = Point(latitude=49.6, longitude=72.9, basis="published:somewhere")
    by_point = PlaceChoice(kato=ABAY.kato, point=point, reason=WHY)
    nowhere = PlaceChoice(kato=SARAN_CITY.kato, reason=WHY)
    known = places(tmp_path, ABAY_KARAGANDA, SARAN)
    found = locate_settlements([ABAY, SARAN_CITY], known, cases(by_point, nowhere))
    assert (found[ABAY.kato].basis, found[ABAY.kato].longitude) == ("published:somewhere", 72.9)
    assert found[SARAN_CITY.kato].basis == "not_in_geonames"


@pytest.mark.parametrize(
    ("line", "key", "column"),
    [
        ("5,Abay,12,49°38′,72.87,1,", "register.bad_coordinate", "latitude"),
        ("5,Abay,12,49.63,181,1,", "register.bad_coordinate", "longitude"),
        ('5,Abay,12,"49,63",72.87,1,', "register.bad_coordinate", "latitude"),
        ("5,Abay,12,nan,72.87,1,", "register.bad_coordinate", "latitude"),
        ("5,Abay,12,49.63,72.87,about 100,", "table.not_number", "population"),
        ("1,Abay,12,49.63,72.87,1,", "table.key_twice", "geonameid"),
    ],
)
def test_rows_that_cannot_be_used(tmp_path: Path, line: str, key: str, column: str) -> None:
    path = tmp_path / "geonames.csv"
    path.write_text("\n".join((HEADER, ABAY_KARAGANDA, line)) + "\n", encoding="utf-8")
    _, (problem,) = read_places(path)
    assert (problem.key, problem.place.line, problem.place.column) == (key, 3, column)


def test_each_of_the_100_has_coordinates_and_says_how() -> None:
    placed = load_register().in_groups()
    assert all(one.latitude and one.longitude for one in placed)
    codes = Counter(one.coordinates_basis.partition(":")[0] for one in placed)
    assert codes == {"geonames": 91, "geonames_chosen": 7, "outline": 1, "published": 1}


def test_a_settlement_without_coordinates_says_why() -> None:
    missing = [one for one in load_register().settlements if one.latitude is None]
    assert {one.coordinates_basis for one in missing} == {"not_in_geonames"}
    assert not any(one.group for one in missing)


def test_no_two_settlements_are_one_place() -> None:
    used = Counter(
        one.coordinates_basis for one in load_register().settlements if one.latitude is not None
    )
    assert used.most_common(1)[0][1] == 1


@pytest.mark.parametrize(
    ("kato", "latitude", "longitude"),
    [
        ("113220100", 51.99, 70.95),  # Akkol the town, not the village 150 km away
        ("353220100", 49.64, 72.87),  # Abay in Karaganda oblast
        ("273620100", 51.17, 53.00),  # Aksay in West Kazakhstan
        ("551610000", 52.04, 76.93),  # Aksu in Pavlodar oblast
        ("316621100", 43.61, 73.76),  # Shu
        ("334820100", 45.41, 79.92),  # Sarkan
        ("194020100", 43.36, 77.45),  # Esik
        ("395420100", 53.21, 63.70),  # Tobyl beside Kostanay, not Tobol
        ("471010000", 43.66, 51.17),  # Aktau on the Caspian
    ],
)
def test_places_that_are_easily_confused(kato: str, latitude: float, longitude: float) -> None:
    one = load_register().get(kato)
    assert one.latitude == pytest.approx(latitude, abs=0.01)
    assert one.longitude == pytest.approx(longitude, abs=0.01)


def test_every_choice_by_hand_is_needed() -> None:
    register = load_register()
    for choice in load_special_cases().places:
        assert register.get(choice.kato).coordinates_basis.partition(":")[0] != "geonames"
