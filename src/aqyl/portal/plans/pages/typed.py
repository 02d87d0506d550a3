"""Money, days and shares as people type them in the forms of a plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from aqyl.plan.sums import Cell
from aqyl.portal.campaigns.numbers import typed_number
from aqyl.problems import Place, Problem
from aqyl.standard import Edition

MOST = 10**12


def cell_name(year: int, funding: str) -> str:
    """What the field of a year and a source is called."""
    return f"money-{year}-{funding}"


def read_cells(
    posted: Mapping[str, str], years: Iterable[int], edition: Edition, lang: str
) -> tuple[dict[Cell, int], tuple[Problem, ...]]:
    """Amounts by year and source; a blank field is no amount, and 0 is one."""
    cells: dict[Cell, int] = {}
    problems: list[Problem] = []
    for year in years:
        for one in edition.funding:
            name = cell_name(year, one.id)
            amount = read_amount(posted.get(name, ""), name, lang, problems)
            if amount is not None:
                cells[year, one.id] = amount
    return cells, tuple(problems)


def read_amount(text: str, name: str, lang: str, problems: list[Problem]) -> int | None:
    """Whole thousands, 0 or more; None where nothing was typed or what was typed is no amount."""
    number = read_number(text, name, lang, problems)
    if number is None:
        return None
    if number < 0 or number != int(number) or number > MOST:
        problems.append(Problem("portal.plan_bad_amount", Place(column=name), {"given": text}))
        return None
    return int(number)


def read_number(text: str, name: str, lang: str, problems: list[Problem]) -> float | None:
    """A number as the language writes it; None where nothing was typed or it is none."""
    try:
        return typed_number(text, lang)
    except ValueError:
        problems.append(Problem("portal.not_a_number", Place(column=name), {"given": text}))
        return None


def read_day(text: str, name: str, problems: list[Problem]) -> dt.date | None:
    """A day as a field of days sends it, or as people write it; None where it is none."""
    for shape in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text.strip(), shape).date()
        except ValueError:
            continue
    problems.append(Problem("portal.plan_bad_day", Place(column=name), {"given": text or "–"}))
    return None
