"""Every id in the input tables names something: settlements, initiatives, indicators."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from aqyl.assess.units import unknown_unit
from aqyl.problems import Problem
from aqyl.register import Register
from aqyl.standard.checks import nearest
from aqyl.standard.models import Edition
from aqyl.tables import Table


def check_references(
    edition: Edition, tables: Mapping[str, Table], register: Register | None
) -> list[Problem]:
    """A problem for each unknown settlement, initiative or indicator, with its row."""
    known = {
        "initiative": [i.id for i in edition.initiatives],
        "indicator": [i.id for i in edition.indicators],
    }
    settlements = _settlements(edition, register)
    if settlements is not None:
        known["settlement"] = settlements
    return [
        problem
        for table in tables.values()
        for column, ids in known.items()
        for problem in _unknown(edition, table, column, frozenset(ids))
    ]


def _settlements(edition: Edition, register: Register | None) -> list[str] | None:
    if edition.units.kind == "listed":
        return [place.id for place in edition.units.listed]
    if edition.units.kind == "register" and register is not None:
        return [settlement.kato for settlement in register.settlements]
    return None


def _unknown(
    edition: Edition, table: Table, column: str, known: Collection[str]
) -> Iterator[Problem]:
    hints: dict[str, str] = {}
    for index, row in enumerate(table.rows):
        given = row.get(column)
        if given is None or given in known:
            continue
        if (name := str(given)) not in hints:
            hints[name] = ", ".join(nearest(name, known)) or "–"
        place = table.place(index, column)
        if column == "settlement":
            yield unknown_unit(edition, given, hints[name], place)
        else:
            values = {"given": given, "near": hints[name]}
            yield Problem(f"assess.unknown_{column}", place, values)
