"""Write the empty spreadsheet: columns, an explanation of each, the ids an edition allows."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

from aqyl.language import LANGUAGES, say
from aqyl.problems import InputError, Place, Problem
from aqyl.standard.entries import Entry
from aqyl.standard.exchange.columns import LINKS, SHEET, SUFFIXES, Ids, ListColumn, list_columns
from aqyl.standard.models import Edition
from aqyl.tables.write import write_bytes

# Lists whose ids the spreadsheet may name.
NAMED = ("domains", "groups", "principles", "technologies", "initiatives", "indicators")
_LAST_ROW = 1000
# A fixed stamp, so that the same bytes come out.
_MADE_ON = dt.datetime(2026, 1, 1)
_EXPLANATIONS, _IDS = "columns", "ids"


def write_template(path: Path, edition: Edition | None = None) -> None:
    """Write an empty list of initiatives, `.xlsx` or `.csv` (the header alone).

    With an edition the workbook offers its domains, groups, technologies, initiatives, indicators
    and principles in drop-down lists, and has columns for what counts as done at its statuses.
    Raises InputError for another suffix.
    """
    if path.suffix not in SUFFIXES:
        raise InputError([Problem("exchange.kind", Place(path.name), {"given": path.name})])
    columns = list_columns(template_ids(edition))
    if path.suffix == ".csv":
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerow([column.name for column in columns])
        write_bytes(path, text.getvalue().encode())
    else:
        write_bytes(path, _workbook(columns, edition))


def template_ids(edition: Edition | None) -> Ids:
    """list -> its ids; statuses: those that an initiative of the edition words, else all."""
    if edition is None:
        return dict.fromkeys((*NAMED, "statuses"), ())
    ids = {name: tuple(entry.id for entry in getattr(edition, name)) for name in NAMED}
    worded = {status for initiative in edition.initiatives for status in initiative.done}
    all_statuses = tuple(status.id for status in edition.statuses)
    statuses = tuple(status for status in all_statuses if status in worded)
    return {**ids, "statuses": statuses or all_statuses}


def _workbook(columns: tuple[ListColumn, ...], edition: Edition | None) -> bytes:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    book.set_properties({"created": _MADE_ON})
    _fill_list(book, columns, edition)
    _fill_explanations(book, columns)
    if edition is not None:
        _fill_ids(book, edition)
    book.close()
    return content.getvalue()


def _fill_list(book: Any, columns: tuple[ListColumn, ...], edition: Edition | None) -> None:
    sheet = book.add_worksheet(SHEET)
    bold, plain = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    optional = book.add_format({"bold": True, "italic": True})
    ranges = _ranges(edition) if edition else {}
    for index, column in enumerate(columns):
        needed = column.always or column.when_new
        width = max(len(column.name) + 2, 40 if column.language else 14)
        sheet.set_column(index, index, width, None if column.kind == "number" else plain)
        sheet.write_string(0, index, column.name, bold if needed else optional)
        rule = _choice(column, ranges)
        if rule:
            sheet.data_validation(1, index, _LAST_ROW, index, rule)
    sheet.freeze_panes(1, 1)


def _choice(column: ListColumn, ranges: dict[str, str]) -> dict[str, Any]:
    """A drop-down list; cells that hold several ids offer it without insisting."""
    if column.names in ranges:
        alone = column.kind == "choice"
        return {"validate": "list", "source": ranges[column.names], "show_error": alone}
    if column.choices:
        return {"validate": "list", "source": list(column.choices)}
    return {}


def _fill_explanations(book: Any, columns: tuple[ListColumn, ...]) -> None:
    sheet = book.add_worksheet(_EXPLANATIONS)
    bold = book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    headings = ("column", "needed", *LANGUAGES, "example")
    _write_row(sheet, 0, headings, bold)
    for row, column in enumerate(columns, start=1):
        words = [column.explained(lang) for lang in LANGUAGES]
        _write_row(sheet, row, (column.name, _needed(column), *words, column.example), wrap)
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 5, 48)
    sheet.freeze_panes(1, 1)


def _needed(column: ListColumn) -> str:
    key = "always" if column.always else "when_new" if column.when_new else "no"
    return " / ".join(say(f"exchange.needed.{key}", lang) for lang in LANGUAGES)


def _listed(edition: Edition) -> list[tuple[str, Entry]]:
    return [(name, entry) for name in NAMED for entry in getattr(edition, name)]


def _ranges(edition: Edition) -> dict[str, str]:
    """list -> the cells of the sheet of ids that hold it."""
    rows: dict[str, list[int]] = {}
    for row, (name, _) in enumerate(_listed(edition), start=2):
        rows.setdefault(name, []).append(row)
    used = {"domains", *LINKS.values()}
    return {
        name: f"={_IDS}!$B${found[0]}:$B${found[-1]}"
        for name, found in rows.items()
        if name in used
    }


def _fill_ids(book: Any, edition: Edition) -> None:
    sheet = book.add_worksheet(_IDS)
    _write_row(sheet, 0, ("list", "id", *LANGUAGES), book.add_format({"bold": True}))
    for row, (name, entry) in enumerate(_listed(edition), start=1):
        _write_row(sheet, row, (name, entry.id, *(entry.title.say(lang) for lang in LANGUAGES)))
    sheet.set_column(0, 1, 34)
    sheet.set_column(2, 4, 48)
    sheet.freeze_panes(1, 2)


def _write_row(sheet: Any, row: int, cells: tuple[str, ...], style: Any = None) -> None:
    for index, cell in enumerate(cells):
        sheet.write_string(row, index, cell, style)
