"""What the two sources cannot say by themselves, kept by hand in `data/special_cases.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from aqyl.problems import Place, Problem, raise_if
from aqyl.register.models import Kato, Latitude, Longitude, Model, Name
from aqyl.register.paths import SPECIAL_CASES
from aqyl.standard import Source, Text
from aqyl.standard.yaml_source import locate, read_yaml


class SpecialSettlement(Model):
    """A settlement unlike the others; an assessment may leave out those marked `left_out`."""

    kato: Kato
    code: Name
    left_out: bool = False
    title: Text
    note: Text
    source: Source


class OutsideSeat(Model):
    """A district whose centre lies outside it, in `seat`."""

    district: Kato
    seat: Kato
    note: Text
    source: Source


class Point(Model):
    """WGS 84 degrees; `basis` becomes the settlement's coordinates_basis."""

    latitude: Latitude
    longitude: Longitude
    basis: Name


class PlaceChoice(Model):
    """Where a settlement lies when its name alone does not tell.

    One of: `geonames`, the id of the right place of that name; `point`, coordinates from
    elsewhere; neither, when no place of that name is the settlement.
    """

    kato: Kato
    geonames: Annotated[str, Field(pattern=r"^[0-9]+$")] | None = None
    point: Point | None = None
    reason: Text


class PopulationChoice(Model):
    """A population that is not the one of GeoNames; None where that one cannot be right."""

    kato: Kato
    persons: Annotated[int, Field(gt=0)] | None
    year: int | None = None
    code: Name
    reason: Text


class SpecialCases(Model):
    """The whole file. geonames_admin1: KATO of a first-level unit -> GeoNames admin1 code."""

    geonames_admin1: dict[Kato, Name]
    settlements: tuple[SpecialSettlement, ...] = ()
    districts: tuple[OutsideSeat, ...] = ()
    places: tuple[PlaceChoice, ...] = ()
    populations: tuple[PopulationChoice, ...] = ()

    def settlement(self, kato: str) -> SpecialSettlement | None:
        """What is special about a settlement, if anything."""
        return next((case for case in self.settlements if case.kato == kato), None)

    def place(self, kato: str) -> PlaceChoice | None:
        """How a settlement was placed by hand, if it was."""
        return next((choice for choice in self.places if choice.kato == kato), None)

    def population(self, kato: str) -> PopulationChoice | None:
        """The population kept by hand, if there is one."""
        return next((choice for choice in self.populations if choice.kato == kato), None)


def read_special_cases(path: Path) -> tuple[SpecialCases, list[Problem]]:
    """The special cases of a YAML file and everything that is wrong with it."""
    nothing = SpecialCases(geonames_admin1={})
    if not path.is_file():
        return nothing, [Problem("table.no_file", Place(path.name), {"given": path.name})]
    data, problems = read_yaml(path, path.name)
    if problems:
        return nothing, problems
    try:
        return SpecialCases.model_validate(dict(data)), []
    except ValidationError as error:
        return nothing, [
            Problem(
                "register.special_invalid",
                locate(data, detail["loc"]),
                {"field": detail["loc"][-1], "detail": detail["msg"]},
            )
            for detail in error.errors(include_url=False)
        ]


@cache
def load_special_cases(path: Path = SPECIAL_CASES) -> SpecialCases:
    """The special cases that come with Aqyl, or those of another file.

    Raises InputError with everything that is wrong with the file.
    """
    cases, problems = read_special_cases(path)
    raise_if(problems)
    return cases
