"""A folder (or workbook) of data: which tables it holds, all read in one pass."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from aqyl.problems import InputError, Place, Problem, raise_if
from aqyl.tables.read import read_table
from aqyl.tables.schema import INPUTS
from aqyl.tables.table import Table

_KINDS = (".csv", ".xlsx", ".parquet")
# Other kinds of tables, which are not read: under a table's name they would be passed over.
_OTHER_KINDS = (".tsv", ".xls", ".xlsb", ".xlsm", ".ods", ".json", ".jsonl")


def find_tables(data: Path) -> dict[str, Path]:
    """The input tables of a folder, `<table>.csv|.xlsx|.parquet`, or of one file.

    A file whose name is nearly a table's (value.csv, VALUES.CSV, values.ods) is a problem: it would
    be passed over.
    Raises InputError when there is no such folder, and when nothing is found in it.
    """
    if data.is_file():
        return {_name_of(data): data}
    if not data.exists():
        raise InputError([Problem("data.no_folder", Place(str(data)), {"given": str(data)})])
    problems: list[Problem] = []
    found: dict[str, Path] = {}
    files = sorted(data.iterdir())
    for path in (f for f in files if f.is_file() and _is_table(f)):
        if path.stem not in INPUTS or path.suffix not in _KINDS:
            problems += _near_name(path)
        elif path.stem in found:
            values = {"given": path.name, "first": found[path.stem].name}
            problems.append(Problem("data.table_twice", Place(path.name), values))
        else:
            found[path.stem] = path
    if not found and not problems:
        values = {"given": str(data), "allowed": ", ".join(f"{name}.csv" for name in INPUTS)}
        problems.append(Problem("data.none", Place(str(data)), values))
    raise_if(problems)
    return found


def _is_table(path: Path) -> bool:
    return path.suffix.lower() in (*_KINDS, *_OTHER_KINDS)


def _near_name(path: Path) -> list[Problem]:
    """A problem when a file that will not be read seems to hold one of the tables."""
    near = get_close_matches(path.stem.lower(), INPUTS, n=1, cutoff=0.8)
    kind = path.suffix.lower()
    values = (
        {"given": path.name, "near": f"{near[0]}{kind if kind in _KINDS else '.csv'}"}
        if near
        else {}
    )
    return [Problem("data.near_name", Place(path.name), values)] if near else []


def _name_of(path: Path) -> str:
    if path.suffix in _KINDS and path.stem in INPUTS:
        return path.stem
    values = {"given": path.name, "allowed": ", ".join(f"{name}.csv" for name in INPUTS)}
    raise InputError([Problem("data.none", Place(path.name), values)])


def read_data(data: Path) -> dict[str, Table]:
    """Read every input table of a folder or of a single file; all problems of all files at once.

    An Excel workbook in the folder may hold one table a file; its sheet bears the table's name or
    is the first one.
    """
    problems: list[Problem] = []
    tables: dict[str, Table] = {}
    for name, path in find_tables(data).items():
        try:
            tables[name] = read_table(path, name)
        except InputError as error:
            problems += error.problems
    raise_if(problems)
    return tables
