"""The rule for groups, judged by a list that was worked out without it."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from aqyl.problems import Place
from aqyl.register import load_register
from aqyl.register.groups import check_seats, standing
from aqyl.register.kato import Classifier, Unit, read_kato
from aqyl.register.paths import KATO_FILE

JUDGE = Path(__file__).parent / "data" / "groups.csv"


def unit(kato: str, name: str, level: str = "settlement") -> Unit:
    return Unit(kato, level, name, name, Place("kato.csv", 2))


def classifier(*units: Unit) -> Classifier:
    return Classifier("kato.csv", {one.kato: one for one in units})


@pytest.mark.parametrize(
    ("kato", "name", "level", "expected"),
    [
        ("710000000", "г.Астана", "oblast", ("republican", "republican", "first_level_city")),
        ("101010000", "г.Семей", "sub_district", ("oblast_centre", "oblast", "oblast_centre")),
        ("101810000", "г.Курчатов", "sub_district", ("oblast_city", "oblast", "oblast_city")),
        ("103620100", "г.Аягоз", "settlement", ("district_city", "district", "district_centre")),
        ("113430100", "п.Аршалы", "settlement", ("kent", "district", "district_centre")),
        ("104221100", "г.Шар", "settlement", ("district_city", None, "city_not_centre")),
        ("104163100", "п.Чаган", "settlement", ("kent", None, "kent_not_centre")),
        ("632400200", "п.Ульба", "settlement", ("kent", None, "kent_under_city")),
    ],
)
def test_the_rule_by_example(
    kato: str, name: str, level: str, expected: tuple[str, str | None, str]
) -> None:
    assert standing(unit(kato, name, level)) == expected


def test_three_and_thirty_nine_and_fifty_eight_are_a_hundred() -> None:
    register = load_register()
    counts = Counter(one.group for one in register.settlements)
    assert counts == {"republican": 3, "oblast": 39, "district": 58, None: 78}
    assert len(register.in_groups()) == 100


def test_every_group_and_kind_is_as_the_judge_has_it() -> None:
    with JUDGE.open(encoding="utf-8", newline="") as file:
        judged = {row["kato"]: (row["kind"], row["group"] or None) for row in csv.DictReader(file)}
    register = load_register()
    assert {one.kato: (one.kind, one.group) for one in register.settlements} == judged


def test_one_oblast_centre_in_each_of_the_17_oblasts() -> None:
    centres = Counter(
        one.oblast_kato for one in load_register().settlements if one.status == "oblast_centre"
    )
    assert len(centres) == 17
    assert set(centres.values()) == {1}


def test_two_of_the_170_districts_have_their_centre_outside() -> None:
    whole, problems = read_kato(KATO_FILE)
    assert problems == []
    assert len(list(whole.districts())) == 170
    without = [p.values["given"] for p in check_seats(whole, frozenset())]
    assert without == ["104100000 район Жаңасемей", "556000000 Павлодарский район"]
    assert check_seats(whole, frozenset({"104100000", "556000000"})) == []


def test_a_district_with_two_centres_is_a_problem() -> None:
    units = classifier(
        unit("113200000", "Аккольский район", "district"),
        unit("113220100", "г.Акколь"),
        unit("113230100", "с.Другое"),
    )
    (problem,) = check_seats(units, frozenset())
    assert problem.key == "register.two_seats"
    assert problem.values["seats"] == "113220100, 113230100"
