"""The classifier of administrative-territorial objects (KATO, NK RK 11) and the cities in it.

A code reads AB CD EF HIJ: AB the oblast or the city of republican significance; CD a city
administration (below 32) or a district (32 and above); EF the part of it; HIJ the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aqyl.problems import Place, Problem
from aqyl.register.files import Rows, read_rows

KATO_COLUMNS = ("kato", "level", "name_ru", "name_kk")
FIRST_DISTRICT = 32
_CODE = re.compile(r"[0-9]{9}")
# «г.Семей» and «п. Мырзакент» are places; «г.а.Алтай» and «п.а.Нура» are administrations.
_KIND = re.compile(r"(г|п)\.\s*(?!а\.)(.+)")
_SUFFIX = re.compile(r"\s*[қкќ]\.$")
_ADMINISTRATION = re.compile(r"(.+?)\s+(?:Г\.А\.|Қ\.Ә\.)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the classifier, its spaces tidied."""

    kato: str
    level: str
    name_ru: str
    name_kk: str
    place: Place

    @property
    def kind(self) -> str:
        """`city`, `kent`, or nothing for every other unit."""
        match = _KIND.fullmatch(self.name_ru)
        return {"г": "city", "п": "kent"}[match[1]] if match else ""

    @property
    def part(self) -> int:
        """CD as a number: below 32 a city administration."""
        return int(self.kato[2:4])

    def name(self, lang: str) -> str:
        """The name in kk or ru without the letter that says what kind of unit it is."""
        name = self.name_kk if lang == "kk" else self.name_ru
        if self.level == "district":
            return _district_name(name, lang)
        match = _KIND.fullmatch(self.name_ru)
        if not match:
            return name
        return _SUFFIX.sub("", name) if lang == "kk" else match[2]


def _district_name(name: str, lang: str) -> str:
    match = _ADMINISTRATION.fullmatch(name)
    if match:
        if lang == "kk":
            return f"{match[1]} қалалық әкімдігі"
        return f"городская администрация {match[1]}"
    return re.sub("^Район ", "район ", name)


@dataclass(frozen=True, slots=True)
class Classifier:
    """Every unit by its code."""

    file: str
    units: dict[str, Unit]

    def settlements(self) -> Iterator[Unit]:
        """The cities and kents, by code."""
        return (self.units[code] for code in sorted(self.units) if self.units[code].kind)

    def districts(self) -> Iterator[Unit]:
        """The districts without the city administrations, by code."""
        return (
            self.units[code]
            for code in sorted(self.units)
            if self.units[code].level == "district" and self.units[code].part >= FIRST_DISTRICT
        )

    def oblast(self, unit: Unit) -> Unit | None:
        """The first-level unit over a unit (itself for a city of republican significance)."""
        return self.units.get(unit.kato[:2] + "0000000")

    def district(self, unit: Unit) -> Unit | None:
        """The district or city administration over a unit; None on the first level."""
        return None if unit.level == "oblast" else self.units.get(unit.kato[:4] + "00000")


def read_kato(path: Path) -> tuple[Classifier, list[Problem]]:
    """The classifier from a CSV file with the columns of KATO_COLUMNS, gzip'ed or not.

    A code that is not nine digits, a code given twice, a blank name and a settlement without its
    oblast or district come back as problems.
    """
    table, problems = read_rows(path, KATO_COLUMNS)
    if problems:
        return Classifier(path.name, {}), problems
    classifier = Classifier(path.name, _units(table, problems))
    for unit in classifier.settlements():
        no_district = unit.level != "oblast" and classifier.district(unit) is None
        if classifier.oblast(unit) is None or no_district:
            values = {"given": f"{unit.kato} {unit.name_ru}"}
            problems.append(Problem("register.no_parent", unit.place, values))
    return classifier, problems


def _units(table: Rows, problems: list[Problem]) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for index, row in enumerate(table.rows):
        code, place = row["kato"], table.place(index, "kato")
        names = {column: " ".join(row[column].split()) for column in ("name_ru", "name_kk")}
        blank = [column for column, name in names.items() if not name]
        if not _CODE.fullmatch(code):
            problems.append(Problem("register.bad_kato", place, {"given": code}))
        elif code in units:
            values = {"given": code, "first": units[code].place.line}
            problems.append(Problem("register.kato_twice", place, values))
        elif blank:
            at = table.place(index, blank[0])
            problems.append(Problem("table.blank", at, {"column": blank[0]}))
        else:
            units[code] = Unit(code, row["level"], names["name_ru"], names["name_kk"], place)
    return units
