"""Places of GeoNames (CC BY 4.0) and which of them a settlement of the classifier is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from aqyl.language import fold
from aqyl.problems import Problem
from aqyl.register.files import Rows, read_rows
from aqyl.register.kato import Unit
from aqyl.register.special import SpecialCases

GEONAMES_COLUMNS = (
    "geonameid",
    "name",
    "admin1code",
    "latitude",
    "longitude",
    "population",
    "alternatenames",
)
_LIMITS = {"latitude": 90.0, "longitude": 180.0}
_WITHOUT_SIGNS = str.maketrans("", "", "ьъ")


@dataclass(frozen=True, slots=True)
class GeoPlace:
    """A populated place; admin1 is GeoNames' code of the first-level unit."""

    id: str
    name: str
    admin1: str
    latitude: float
    longitude: float
    population: int | None
    spellings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a settlement lies; basis as in Settlement.coordinates_basis."""

    basis: str
    latitude: float | None = None
    longitude: float | None = None
    place: GeoPlace | None = None


def read_places(path: Path) -> tuple[dict[str, GeoPlace], list[Problem]]:
    """The places of a CSV file with the columns of GEONAMES_COLUMNS, by id.

    alternatenames holds other spellings with `|` between them. A coordinate that is no number or
    off the globe, a population that is no whole number and an id given twice come back as
    problems. A population of 0 means that GeoNames has none.
    """
    table, problems = read_rows(path, GEONAMES_COLUMNS)
    places: dict[str, GeoPlace] = {}
    first: dict[str, int] = {}
    for index, row in enumerate(table.rows if not problems else ()):
        latitude, longitude = (_degrees(table, index, c, problems) for c in _LIMITS)
        if row["geonameid"] in first:
            values = {"given": row["geonameid"], "first": first[row["geonameid"]]}
            problems.append(Problem("table.key_twice", table.place(index, "geonameid"), values))
        if not row["population"].isdecimal():
            values = {"given": row["population"]}
            problems.append(Problem("table.not_number", table.place(index, "population"), values))
            continue
        first[row["geonameid"]] = table.lines[index]
        places[row["geonameid"]] = GeoPlace(
            row["geonameid"], row["name"], row["admin1code"], latitude, longitude,
            int(row["population"]) or None, _spellings(row["name"], row["alternatenames"]),
        )  # fmt: skip
    return places, problems


def _degrees(table: Rows, index: int, column: str, problems: list[Problem]) -> float:
    text, most = table.rows[index][column], _LIMITS[column]
    try:
        degrees = float(text)
    except ValueError:
        degrees = float("nan")
    if not -most <= degrees <= most:
        values = {"column": column, "given": text, "most": f"{most:g}"}
        problems.append(Problem("register.bad_coordinate", table.place(index, column), values))
    return degrees


def _spellings(name: str, others: str) -> frozenset[str]:
    return frozenset(_spelling(text) for text in (name, *others.split("|")) if text)


def _spelling(text: str) -> str:
    return fold(text).translate(_WITHOUT_SIGNS)


def locate_settlements(
    settlements: Iterable[Unit], places: Mapping[str, GeoPlace], cases: SpecialCases
) -> dict[str, Located]:
    """KATO -> where it lies.

    A choice made by hand comes first. Otherwise a settlement is the place of its oblast (by
    `cases.geonames_admin1`) that has its Kazakh or Russian name among its spellings, if there is
    exactly one and no other settlement claims it.
    """
    chosen = {choice.geonames for choice in cases.places if choice.geonames}
    free = [place for place in places.values() if place.id not in chosen]
    found: dict[str, Located] = {}
    candidates: dict[str, list[GeoPlace]] = {}
    for unit in settlements:
        if cases.place(unit.kato):
            found[unit.kato] = _by_hand(unit, places, cases)
        else:
            candidates[unit.kato] = _namesakes(unit, free, cases)
    claims = Counter(place.id for matches in candidates.values() for place in matches)
    for kato, matches in candidates.items():
        if not matches:
            found[kato] = Located("not_in_geonames")
        elif len(matches) > 1 or claims[matches[0].id] > 1:
            found[kato] = Located("namesakes")
        else:
            found[kato] = _at("geonames", matches[0])
    return found


def _namesakes(unit: Unit, places: list[GeoPlace], cases: SpecialCases) -> list[GeoPlace]:
    names = {_spelling(unit.name("kk")), _spelling(unit.name("ru"))}
    admin1 = cases.geonames_admin1.get(unit.kato[:2] + "0000000")
    return [place for place in places if place.admin1 == admin1 and names & place.spellings]


def _by_hand(unit: Unit, places: Mapping[str, GeoPlace], cases: SpecialCases) -> Located:
    choice = cases.place(unit.kato)
    if choice and choice.point:
        return Located(choice.point.basis, choice.point.latitude, choice.point.longitude)
    place = places.get(choice.geonames or "") if choice else None
    if place:
        return _at("geonames_chosen", place)
    return Located("not_in_geonames")


def _at(code: str, place: GeoPlace) -> Located:
    return Located(f"{code}:{place.id}", place.latitude, place.longitude, place)
