"""Read one table from CSV, Excel or Parquet; every wrong cell is said in one pass."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from aqyl.problems import Place, Problem, raise_if
from aqyl.tables.schema import SCHEMAS, Column, Schema
from aqyl.tables.table import Cell, Row, Sentinel, Table
from aqyl.tables.write import sha256_of

MAX_BYTES = 512 * 1024 * 1024
MAX_PROBLEMS = 200
# Codes of statistics offices: nothing, no data, confidential, negligible.
SENTINELS = frozenset({"-", "–", "—", "...", "…", "x", "х", "n/a", "н/д", "0,0"})
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_SPACE = r"[ \u00a0\u202f]"
_COMMA = re.compile(rf"[+-]?\d{{1,3}}({_SPACE}?\d{{3}})*,\d+")
_BEGINS = re.compile(rf"[+-]?(\d+({_SPACE}\d{{3}}(?!\d))*([.,]\d+)?|\.\d+)")
_PERIOD = re.compile(r"(?!0000)[0-9]{4}")

Cells = list[object]
Lines = Iterable[tuple[int, Cells]]


@dataclass
class _Reading:
    schema: Schema
    shown: str
    sheet: str = ""
    problems: list[Problem] = field(default_factory=list)
    sentinels: list[Sentinel] = field(default_factory=list)

    def place(self, line: int | None, column: str = "") -> Place:
        return Place(self.shown, line, column, self.sheet)

    def report(self, key: str, line: int | None, column: str = "", /, **values: object) -> None:
        self.problems.append(Problem(f"table.{key}", self.place(line, column), values))


def read_table(path: Path, name: str, sheet: str = "") -> Table:
    """Read the table `name` (a key of SCHEMAS) from a .csv, .xlsx or .parquet file.

    Raises InputError with all problems found (at most 200): unreadable file, missing or unknown
    column, empty file, merged header, wrong number, decimal comma, a unit in a number, an unknown
    word, a key given twice.
    """
    reading = _Reading(SCHEMAS[name], path.name, sheet)
    _check_file(path, reading)
    raise_if(reading.problems)
    lines = _lines(path, reading)
    raise_if(reading.problems)
    rows, numbers = _rows(lines, reading)
    raise_if(reading.problems[:MAX_PROBLEMS])
    return Table(
        name, tuple(rows), tuple(numbers), path.name, sha256_of(path), tuple(reading.sentinels)
    )


def _check_file(path: Path, reading: _Reading) -> None:
    if not path.is_file():
        reading.report("no_file", None, given=path.name)
    elif path.stat().st_size == 0:
        reading.report("empty", None)
    elif path.stat().st_size > MAX_BYTES and path.suffix != ".parquet":
        size, most = path.stat().st_size / 2**20, MAX_BYTES / 2**20
        reading.report("too_large", None, size=f"{size:.0f}", most=f"{most:.0f}")
    elif path.suffix not in (".csv", ".xlsx", ".parquet"):
        reading.report("kind", None, given=path.suffix or path.name)


def _lines(path: Path, reading: _Reading) -> Lines:
    if path.suffix == ".xlsx":
        from aqyl.tables.sheets import sheet_lines

        lines, problems = sheet_lines(path, reading.sheet, reading.schema.name)
        reading.problems += problems
        return lines
    if path.suffix == ".parquet":
        from aqyl.tables.sheets import parquet_lines

        lines, problems = parquet_lines(path)
        reading.problems += problems
        return lines
    return _csv_lines(path, reading)


def _csv_lines(path: Path, reading: _Reading) -> Lines:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        reading.problems.append(
            Problem("file.not_utf8", reading.place(line), {"byte": error.start})
        )
        return []
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    return _csv_rows(text, delimiter, reading)


def _csv_rows(text: str, delimiter: str, reading: _Reading) -> Iterator[tuple[int, Cells]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield before + 1, list(cells)
            before = reader.line_num
    except csv.Error as error:
        reading.report("broken", before + 1, detail=str(error))


def _rows(lines: Lines, reading: _Reading) -> tuple[list[Row], list[int]]:
    rows: list[Row] = []
    numbers: list[int] = []
    places: dict[int, Column] = {}
    width = 0
    for line, cells in lines:
        if not width:
            width, places = len(cells), _header(cells, line, reading)
            if reading.problems:
                break
            continue
        if len(cells) != width:
            reading.report("width", line, given=len(cells), allowed=width)
            continue
        rows.append(_row(cells, places, line, reading, len(rows)))
        numbers.append(line)
    if not reading.problems and not rows:
        reading.report("empty", None)
    _check_keys(rows, numbers, reading)
    return rows, numbers


def _header(cells: Cells, line: int, reading: _Reading) -> dict[int, Column]:
    known = {column.name: column for column in reading.schema.columns}
    names = [str(cell or "").strip() for cell in cells]
    for name in known.values():
        if name.required and name.name not in names:
            near = get_close_matches(name.name, names, n=1)
            values = {"given": ", ".join(filter(None, names)), "near": near[0] if near else "–"}
            reading.report("column_missing", line, name.name, column=name.name, **values)
    for name_given in names:
        if name_given not in known:
            allowed = ", ".join(known)
            reading.report("column_unknown", line, name_given, given=name_given, allowed=allowed)
        elif names.count(name_given) > 1:
            reading.report("column_twice", line, name_given, given=name_given)
    return {index: known[name] for index, name in enumerate(names) if name in known}


def _row(cells: Cells, places: dict[int, Column], line: int, reading: _Reading, index: int) -> Row:
    row: Row = dict.fromkeys(reading.schema.names)
    for position, column in places.items():
        text = _text(cells[position])
        if not text:
            if column.required:
                reading.report("blank", line, column.name, column=column.name)
            continue
        if column.kind == "number":
            row[column.name] = _number(text, column, line, reading, index)
        elif column.kind == "period" and not _PERIOD.fullmatch(text):
            reading.report("period", line, column.name, given=text)
        elif column.choices and text not in column.choices:
            allowed = ", ".join(column.choices)
            reading.report("choice", line, column.name, given=text, allowed=allowed)
        else:
            row[column.name] = text
    return row


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).strip()


def _number(text: str, column: Column, line: int, reading: _Reading, index: int) -> Cell:
    if _NUMBER.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    if text.lower() in SENTINELS:
        reading.sentinels.append(Sentinel(reading.place(line, column.name), text, index))
    elif _COMMA.fullmatch(text):
        reading.report("decimal_comma", line, column.name, given=text, point=_plain(text))
    elif (begins := _BEGINS.match(text)) and not _NUMBER.fullmatch(text):
        bare = _plain(begins.group())
        reading.report("unit_in_number", line, column.name, given=text, bare=bare)
    else:
        reading.report("not_number", line, column.name, given=text)
    return None


def _plain(text: str) -> str:
    """`12 345,6` as it should be written: 12345.6."""
    return re.sub(_SPACE, "", text).replace(",", ".")


def _check_keys(rows: list[Row], numbers: list[int], reading: _Reading) -> None:
    key = reading.schema.key
    first: dict[tuple[Cell, ...], int] = {}
    for row, line in zip(rows, numbers, strict=True):
        values = tuple(row[name] for name in key)
        if not key or all(value is None for value in values):
            continue
        if values in first:
            shown = ", ".join(str(value) for value in values)
            columns = ", ".join(key)
            reading.report("key_twice", line, columns, given=shown, first=first[values])
        else:
            first[values] = line
