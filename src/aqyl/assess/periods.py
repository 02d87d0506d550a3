"""The years that the tables speak of, and whether a year that was asked for is one of them."""

from __future__ import annotations

from collections.abc import Mapping

from aqyl.problems import InputError, Problem, raise_if
from aqyl.tables import Table


def years_in(tables: Mapping[str, Table]) -> list[str]:
    """Every year of the column `period`, and the later year of every date, in order."""
    years = {str(row["period"]) for t in tables.values() for row in t if row.get("period")}
    for table in tables.values():
        years |= {str(row["on"]).split("/")[-1][:4] for row in table if row.get("on")}
    return sorted(years)


def latest_period(tables: Mapping[str, Table]) -> str:
    """The latest year that the tables speak of.

    Raises InputError when no table holds a year.
    """
    years = years_in(tables)
    if not years:
        raise InputError([Problem("assess.no_period")])
    return years[-1]


def check_period(given: str, tables: Mapping[str, Table], *, anything_known: bool) -> None:
    """Raise InputError where the tables say nothing of the year that was assessed.

    anything_known: whether the assessment knows anything of any unit.
    """
    years = years_in(tables)
    known = anything_known and (not years or given >= years[0])
    span = " – ".join(dict.fromkeys([years[0], years[-1]])) if years else "–"
    values = {"given": given, "years": span, "latest": years[-1] if years else "–"}
    raise_if([] if known else [Problem("assess.period_without_data", values=values)])
