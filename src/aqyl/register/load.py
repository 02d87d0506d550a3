"""Load the register from its table."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from aqyl.problems import Problem, raise_if
from aqyl.register.files import Row, Rows, read_rows
from aqyl.register.models import COLUMNS, Settlement
from aqyl.register.paths import SETTLEMENTS
from aqyl.register.register import Register

_FLOATS = ("latitude", "longitude")
_INTEGERS = ("population", "population_year")


@cache
def load_register(path: Path = SETTLEMENTS) -> Register:
    """The register that comes with Aqyl, or that of another table; read once and kept.

    Raises InputError as `read_register`.
    """
    return read_register(path)


def read_register(path: Path) -> Register:
    """The register of a table with the columns of COLUMNS.

    Raises InputError with everything that is wrong with the table: a missing column, a code that
    is not nine digits or stands twice, a coordinate that cannot be, any other wrong cell.
    """
    table, problems = read_rows(path, COLUMNS)
    settlements: dict[str, Settlement] = {}
    first: dict[str, int] = {}
    for index, row in enumerate(table.rows if not problems else ()):
        settlement, wrong = _settlement(row, table, index)
        problems += wrong
        if row["kato"] in first:
            values = {"given": row["kato"], "first": first[row["kato"]]}
            problems.append(Problem("register.kato_twice", table.place(index, "kato"), values))
        first.setdefault(row["kato"], table.lines[index])
        if settlement:
            settlements[settlement.kato] = settlement
    raise_if(problems)
    return Register(settlements=tuple(settlements.values()))


def _settlement(row: Row, table: Rows, index: int) -> tuple[Settlement | None, list[Problem]]:
    cells: dict[str, object] = {name: row[name] or None for name in COLUMNS}
    for names, kind in ((_FLOATS, float), (_INTEGERS, int)):
        for name in names:
            cells[name] = _number(row[name], kind)
    try:
        return Settlement.model_validate(cells), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_problem(row, table, index, detail) for detail in details]


def _number(text: str, kind: type[float]) -> object:
    """The number, or the text itself for the model to refuse."""
    try:
        return kind(text) if text else None
    except ValueError:
        return text


def _problem(row: Row, table: Rows, index: int, detail: ErrorDetails) -> Problem:
    column = str(detail["loc"][0]) if detail["loc"] else "latitude"
    place, given = table.place(index, column), row[column]
    if column == "kato":
        return Problem("register.bad_kato", place, {"given": given})
    if column in _FLOATS:
        most = "90" if column == "latitude" else "180"
        values = {"column": column, "given": given, "most": most}
        return Problem("register.bad_coordinate", place, values)
    if not given:
        return Problem("table.blank", place, {"column": column})
    return Problem("register.bad_cell", place, {"column": column, "given": given})
