"""Codes where numbers belong, and units of measurement that are not the indicator's."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.assess.audit.context import Context, Reading, cells
from aqyl.assess.audit.finding import Cell, Finding, finding
from aqyl.assess.audit.wording import Said, each, listed
from aqyl.tables import Sentinel, Table

Piles = dict[str, list[Reading]]


def sentinel_text(context: Context) -> Iterator[Finding]:
    """Codes of statistics offices ("-", "...", "x", "0,0") read as missing, by table and code."""
    for table in context.tables.values():
        piles: dict[str, list[Sentinel]] = {}
        for sentinel in table.sentinels:
            piles.setdefault(sentinel.code, []).append(sentinel)
        for code, sentinels in sorted(piles.items()):
            values = {
                "code": code,
                "count": len(sentinels),
                "file": table.file,
                "units": listed(_whose(context, table, sentinel) for sentinel in sentinels),
            }
            where = tuple(
                Cell(str(table.rows[s.row].get("settlement") or ""), s.place) for s in sentinels
            )
            yield finding("sentinel_text", "note", "certain", values, cells=where)


def _whose(context: Context, table: Table, sentinel: Sentinel) -> Said:
    row = table.rows[sentinel.row]
    unit = context.name(str(row.get("settlement") or ""))
    node = context.title(str(row.get("indicator") or sentinel.place.column))
    return each(lambda lang: ", ".join(filter(None, (unit[lang], node[lang]))))


def unit_differs(context: Context) -> Iterator[Finding]:
    """Data that measure an indicator in one unit, and not in the edition's."""
    for name, piles in _by_unit(context):
        if len(piles) == 1 and context.indicators[name].unit not in piles:
            given, readings = next(iter(piles.items()))
            values = {
                "indicator": context.title(name),
                "measure": context.measure(context.indicators[name].unit),
                "given": context.measure(given),
                "units": context.names(reading.settlement for reading in readings),
            }
            yield finding("unit_differs", "error", "likely", values, name, cells(readings))


def units_mixed(context: Context) -> Iterator[Finding]:
    """Data that measure one indicator in several units."""
    for name, piles in _by_unit(context):
        if len(piles) > 1:
            own = context.indicators[name].unit
            foreign = [(given, piles[given]) for given in sorted(piles) if given != own]
            values = {
                "indicator": context.title(name),
                "measure": context.measure(own),
                "given": listed(_pile(context, *pair) for pair in foreign),
            }
            where = cells(reading for _, readings in foreign for reading in readings)
            yield finding("units_mixed", "error", "likely", values, name, where)


def _by_unit(context: Context) -> Iterator[tuple[str, Piles]]:
    for name, readings in context.readings.items():
        piles: Piles = {}
        for reading in readings:
            if reading.row["unit"]:
                piles.setdefault(str(reading.row["unit"]), []).append(reading)
        if piles:
            yield name, piles


def _pile(context: Context, given: str, readings: list[Reading]) -> Said:
    unit, names = context.measure(given), context.names(r.settlement for r in readings)
    return each(lambda lang: f"{unit[lang]} – {names[lang]}")
