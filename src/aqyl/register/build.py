"""Build the register from KATO and GeoNames; the same input gives the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aqyl.problems import Place, Problem, raise_if
from aqyl.register.english import EnglishName, english_name, read_english_names, transliterate
from aqyl.register.geonames import GeoPlace, Located, locate_settlements, read_places
from aqyl.register.groups import check_seats, standing
from aqyl.register.kato import Classifier, Unit, read_kato
from aqyl.register.models import COLUMNS, Settlement
from aqyl.register.paths import ENGLISH_NAMES, GEONAMES_FILE, KATO_FILE, SETTLEMENTS, SPECIAL_CASES
from aqyl.register.register import Register
from aqyl.register.special import SpecialCases, read_special_cases
from aqyl.tables import write_csv


@dataclass(frozen=True, slots=True)
class _Sources:
    classifier: Classifier
    places: dict[str, GeoPlace]
    cases: SpecialCases
    english: dict[str, EnglishName]


def build_register(
    kato_csv: Path = KATO_FILE,
    geonames_csv: Path = GEONAMES_FILE,
    out_csv: Path = SETTLEMENTS,
    special_yaml: Path = SPECIAL_CASES,
    english_csv: Path = ENGLISH_NAMES,
) -> Register:
    """Write the register as CSV (the columns of COLUMNS, by KATO) and return it.

    kato_csv may be gzip'ed. Every argument has a default inside the package, so that
    `build_register()` rebuilds what is shipped. Raises InputError with everything that is wrong
    with the inputs; nothing is written then.
    """
    sources = _read(kato_csv, geonames_csv, special_yaml, english_csv)
    raise_if(_check(sources, special_yaml.name))
    units = list(sources.classifier.settlements())
    located = locate_settlements(units, sources.places, sources.cases)
    settlements = tuple(_settlement(unit, located[unit.kato], sources) for unit in units)
    write_csv(out_csv, COLUMNS, [settlement.model_dump() for settlement in settlements])
    return Register(settlements=settlements)


def _read(kato_csv: Path, geonames_csv: Path, special_yaml: Path, english_csv: Path) -> _Sources:
    classifier, in_kato = read_kato(kato_csv)
    places, in_places = read_places(geonames_csv)
    cases, in_cases = read_special_cases(special_yaml)
    english, in_english = read_english_names(english_csv)
    raise_if([*in_kato, *in_places, *in_cases, *in_english])
    return _Sources(classifier, places, cases, english)


def _check(sources: _Sources, file: str) -> list[Problem]:
    """Problems between the files: codes and ids that one names and the other does not have."""
    cases, units = sources.cases, sources.classifier.units
    outside = frozenset(case.district for case in cases.districts)
    problems = check_seats(sources.classifier, outside)
    lists = (cases.settlements, cases.places, cases.populations)
    named = [entry.kato for entries in lists for entry in entries]
    named += [code for case in cases.districts for code in (case.district, case.seat)]
    for code in sorted({*named, *sources.english} - units.keys()):
        problems.append(Problem("register.special_unknown", Place(file), {"given": code}))
    ids = {choice.geonames for choice in cases.places if choice.geonames}
    for place in sorted(ids - sources.places.keys()):
        problems.append(Problem("register.geonames_unknown", Place(file), {"given": place}))
    return problems


def _settlement(unit: Unit, located: Located, sources: _Sources) -> Settlement:
    status, group, basis = standing(unit)
    place, special = located.place, sources.cases.settlement(unit.kato)
    listed = sources.english.get(unit.kato)
    english = english_name(listed, place.name if place else None, unit.name("kk"))
    return Settlement.model_validate(
        {
            "kato": unit.kato,
            "name_kk": unit.name("kk"),
            "name_ru": unit.name("ru"),
            "name_en": english.name,
            "name_en_basis": english.basis,
            "kind": unit.kind,
            "status": status,
            **_above(unit, sources),
            "group": group,
            "group_basis": basis,
            "latitude": located.latitude,
            "longitude": located.longitude,
            "coordinates_basis": located.basis,
            **_population(unit, place, sources.cases),
            "special": special.code if special else None,
        }
    )


def _above(unit: Unit, sources: _Sources) -> dict[str, str | None]:
    oblast = sources.classifier.oblast(unit) or unit
    district = sources.classifier.district(unit)
    listed = sources.english.get(oblast.kato)
    return {
        "oblast_kato": oblast.kato,
        "oblast_kk": oblast.name("kk"),
        "oblast_ru": oblast.name("ru"),
        "oblast_en": listed.name if listed else transliterate(oblast.name("kk")),
        "district_kato": district.kato if district else None,
        "district_kk": district.name("kk") if district else None,
        "district_ru": district.name("ru") if district else None,
    }


def _population(unit: Unit, place: GeoPlace | None, cases: SpecialCases) -> dict[str, object]:
    choice = cases.population(unit.kato)
    persons = choice.persons if choice else place.population if place else None
    found = "geonames" if persons else "none"
    return {
        "population": persons,
        "population_year": choice.year if choice else None,
        "population_source": choice.code if choice else found,
    }
