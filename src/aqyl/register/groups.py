"""The rule that sorts settlements into the three groups of the standard, by their KATO alone."""

from __future__ import annotations

from typing import NamedTuple

from aqyl.problems import Problem
from aqyl.register.kato import FIRST_DISTRICT, Classifier, Unit
from aqyl.register.models import Group

_OBLAST_CENTRE = 10
_SEATS = ("20100", "30100")


class Standing(NamedTuple):
    """Administrative status, group (None: unclear) and the part of the rule that gave it."""

    status: str
    group: Group | None
    basis: str


def standing(unit: Unit) -> Standing:
    """The standing of a city or a kent.

    republican: a city on the first level. oblast: the city of a city administration right under
    an oblast (CD below 32, EF HIJ = 10 000), its centre among them (CD = 10). district: the city
    or kent that is a district's centre (CD from 32, EF HIJ = 20 100 or 30 100). The text of the
    standard at hand does not settle the others: they stay without a group.
    """
    if unit.level == "oblast":
        return Standing("republican", "republican", "first_level_city")
    if unit.part < FIRST_DISTRICT:
        if unit.kind == "city" and unit.kato[4:] == "10000":
            centre = unit.part == _OBLAST_CENTRE
            code = "oblast_centre" if centre else "oblast_city"
            return Standing(code, "oblast", code)
        return Standing(unit.kind, None, f"{unit.kind}_under_city")
    status = "district_city" if unit.kind == "city" else "kent"
    if unit.kato[4:] in _SEATS:
        return Standing(status, "district", "district_centre")
    return Standing(status, None, f"{unit.kind}_not_centre")


def check_seats(classifier: Classifier, outside: frozenset[str]) -> list[Problem]:
    """Problems of districts with two centres, or with none and no word why (`outside`)."""
    problems: list[Problem] = []
    for district in classifier.districts():
        codes = [district.kato[:4] + seat for seat in _SEATS]
        seats = [code for code in codes if code in classifier.units]
        values = {"given": f"{district.kato} {district.name_ru}", "seats": ", ".join(seats)}
        if len(seats) > 1:
            problems.append(Problem("register.two_seats", district.place, values))
        elif not seats and district.kato not in outside:
            problems.append(Problem("register.no_seat", district.place, values))
    return problems
