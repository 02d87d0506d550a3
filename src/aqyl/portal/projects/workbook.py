"""The register as a workbook: the table itself, and a sheet that says what each column takes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Any

from aqyl.language import Lang, say
from aqyl.publish.form.style import BAR, FONT, LINE
from aqyl.standard import Edition
from aqyl.tables import SCHEMAS, Row

_MADE = dt.datetime(2026, 1, 1)  # the same projects, the same bytes
_WIDTHS = {"id": 16, "settlement": 12, "amount": 16, "source": 40, "supplier": 30}


def workbook_bytes(rows: Sequence[Row], edition: Edition, lang: Lang) -> bytes:
    """An XLSX file that `read_table` takes back: rows in the sheet `projects`, then the words."""
    import xlsxwriter  # type: ignore[import-untyped]

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": say("portal.projects.title", lang), "created": _MADE})
    head = book.add_format({**FONT, "bold": True, "font_color": "#FFFFFF", "bg_color": BAR})
    cell = book.add_format({**FONT, "text_wrap": True, "border": 1, "border_color": LINE})
    _table(book.add_worksheet("projects"), rows, head, cell)
    _words(book.add_worksheet(say("portal.projects.words", lang)), edition, lang, head, cell)
    book.close()
    return file.getvalue()


def _table(sheet: Any, rows: Sequence[Row], head: Any, cell: Any) -> None:
    names = SCHEMAS["projects"].names
    sheet.freeze_panes(1, 1)
    for column, name in enumerate(names):
        wide = 40 if name.startswith(("title", "description")) else 18
        sheet.set_column(column, column, _WIDTHS.get(name, wide))
        sheet.write_string(0, column, name, head)
    for number, row in enumerate(rows, start=1):
        for column, name in enumerate(names):
            value = row[name]
            if isinstance(value, float):
                sheet.write_number(number, column, value, cell)
            elif value is not None:
                sheet.write_string(number, column, str(value), cell)


def _words(sheet: Any, edition: Edition, lang: Lang, head: Any, cell: Any) -> None:
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 1, 80)
    line = 0
    for title, pairs in _explained(edition, lang):
        sheet.write_string(line, 0, say(title, lang), head)
        sheet.write_string(line, 1, "", head)
        for name, meaning in pairs:
            line += 1
            sheet.write_string(line, 0, name, cell)
            sheet.write_string(line, 1, meaning, cell)
        line += 2


def _explained(edition: Edition, lang: Lang) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The key of a heading, then what stands under it: a name and what it means."""
    names = SCHEMAS["projects"].names
    yield (
        "portal.projects.columns",
        [(name, say(f"portal.projects.hint.{name}", lang)) for name in names],
    )
    for key, entries in (
        ("portal.projects.field.initiative", edition.initiatives),
        ("portal.projects.field.technology", edition.technologies),
    ):
        yield key, [(entry.id, entry.title.say(lang)) for entry in entries]
