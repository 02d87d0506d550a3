"""Which units an edition assesses, with their names and groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aqyl.register import Register
from aqyl.standard.models import Edition, Text
from aqyl.tables import Table

ALL = "all"


@dataclass(frozen=True, slots=True)
class AssessedUnit:
    """A unit of the assessment; `group` is `all` where the edition has no groups."""

    id: str
    title: Text
    group: str


def assessed_units(
    edition: Edition, register: Register | None, tables: Mapping[str, Table]
) -> tuple[AssessedUnit, ...]:
    """The units in the order of their ids.

    From the register (those in a group of the edition), from the edition's own list without what
    it leaves out, or all that the data name.
    """
    if edition.units.kind == "register":
        units = _from_register(edition, register)
    elif edition.units.kind == "listed":
        listed = edition.units.listed
        units = [AssessedUnit(p.id, p.title, ALL) for p in listed if p.left_out is None]
    else:
        ids = {str(row["settlement"]) for t in tables.values() for row in t if "settlement" in row}
        units = [AssessedUnit(i, Text(kk=i, ru=i, en=i), ALL) for i in ids]
    return tuple(sorted(units, key=lambda unit: unit.id))


def _from_register(edition: Edition, register: Register | None) -> list[AssessedUnit]:
    if register is None:
        raise ValueError(f"{edition.id} takes its units from the register: give one")
    groups = {group.id for group in edition.groups}
    return [
        AssessedUnit(
            s.kato,
            Text(kk=s.name("kk"), ru=s.name("ru"), en=s.name("en")),
            s.group if s.group in groups else ALL,
        )
        for s in register.in_groups()
    ]


def left_out(edition: Edition) -> dict[str, Text]:
    """The units an edition lists but leaves out, with the reason."""
    return {p.id: p.left_out for p in edition.units.listed if p.left_out is not None}
