"""The rows of a filled spreadsheet as text, each with its line; the header checked."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from aqyl.problems import Place, Problem
from aqyl.standard.exchange.columns import SHEET, SUFFIXES, ListColumn
from aqyl.tables.sheets import sheet_lines, sheet_names

MAX_BYTES = 32 * 1024 * 1024
Cells = list[object]


@dataclass
class Sheet:
    """The rows: their line and column -> text, blank cells left out; and what is wrong."""

    file: str
    sheet: str = ""
    header: tuple[str, ...] = ()
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def place(self, line: int | None, column: str = "") -> Place:
        """Where a row or one of its cells stands."""
        return Place(self.file, line, column, self.sheet)

    def report(self, key: str, line: int | None, at: str = "", **values: object) -> None:
        """Note a problem in a row, at a column."""
        self.problems.append(Problem(key, self.place(line, at), values))


def read_sheet(path: Path, columns: tuple[ListColumn, ...]) -> Sheet:
    """Read `.csv` or `.xlsx`; a workbook's list is its sheet `initiatives`, else its first."""
    sheet = Sheet(path.name)
    _check_file(path, sheet)
    if sheet.problems:
        return sheet
    lines = _excel(path, sheet) if path.suffix == ".xlsx" else _text_lines(path, sheet)
    _take_rows(lines, columns, sheet)
    return sheet


def _check_file(path: Path, sheet: Sheet) -> None:
    if not path.is_file():
        sheet.report("table.no_file", None, given=path.name)
    elif path.suffix not in SUFFIXES:
        sheet.report("exchange.kind", None, given=path.name)
    elif path.stat().st_size == 0:
        sheet.report("table.empty", None)
    elif path.stat().st_size > MAX_BYTES:
        size, most = path.stat().st_size / 2**20, MAX_BYTES / 2**20
        sheet.report("table.too_large", None, size=f"{size:.0f}", most=f"{most:.0f}")


def _excel(path: Path, sheet: Sheet) -> list[tuple[int, Cells]]:
    names = sheet_names(path)
    sheet.sheet = SHEET if SHEET in names else next(iter(names), "")
    lines, problems = sheet_lines(path, sheet.sheet, SHEET)
    sheet.problems += problems
    return lines


def _text_lines(path: Path, sheet: Sheet) -> list[tuple[int, Cells]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        sheet.report("file.not_utf8", line, byte=error.start)
        return []
    return list(_split(text, sheet))


def _split(text: str, sheet: Sheet) -> Iterator[tuple[int, Cells]]:
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield before + 1, list(cells)
            before = reader.line_num
    except csv.Error as error:
        sheet.report("table.broken", before + 1, detail=str(error))


def _take_rows(
    lines: list[tuple[int, Cells]], columns: tuple[ListColumn, ...], sheet: Sheet
) -> None:
    if not lines:
        if not sheet.problems:
            sheet.report("table.empty", None)
        return
    line, header = lines[0]
    names = [_text(cell) for cell in header]
    sheet.header = tuple(names)
    _check_header(line, columns, sheet)
    for number, cells in lines[1:]:
        if len(cells) != len(names):
            sheet.report("table.width", number, given=len(cells), allowed=len(names))
            continue
        texts = {name: _text(cell) for name, cell in zip(names, cells, strict=True) if name}
        sheet.rows.append((number, {name: text for name, text in texts.items() if text}))
    if not sheet.rows and not sheet.problems:
        sheet.report("table.empty", None)


def _check_header(line: int, columns: tuple[ListColumn, ...], sheet: Sheet) -> None:
    known, names = [column.name for column in columns], sheet.header
    given = [name for name in names if name]
    for column in columns:
        if column.always and column.name not in names:
            near = next(iter(get_close_matches(column.name, given, n=1)), "–")
            values = {"given": ", ".join(given), "column": column.name, "near": near}
            sheet.report("table.column_missing", line, column.name, **values)
    for name in dict.fromkeys(given):
        if name not in known:
            values = {"given": name, "allowed": ", ".join(known)}
            sheet.report("table.column_unknown", line, name, **values)
        elif names.count(name) > 1:
            sheet.report("table.column_twice", line, name, given=name)


def _text(cell: object) -> str:
    """A cell as one line of text: Excel's 1.0 is 1."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())
