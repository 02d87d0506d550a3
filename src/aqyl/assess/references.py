"""Every id in the input tables names something: settlements, initiatives, indicators."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

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
        for problem in _unknown(table, column, frozenset(ids))
    ]


def _settlements(edition: Edition, register: Register | None) -> list[str] | None:
    if edition.units.kind == "listed":
        return [place.id for place in edition.units.listed]
    if edition.units.kind == "register" and register is not None:
        return [settlement.kato for settlement in register.settlements]
    return None


def _unknown(table: Table, column: str, known: Collection[str]) -> Iterator[Problem]:
    for index, row in enumerate(table.rows):
        given = row.get(column)
        if given is not None and given not in known:
            near = ", ".join(nearest(str(given), known)) or "–"
            values = {"given": given, "near": near}
            yield Problem(f"assess.unknown_{column}", table.place(index, column), values)
