"""Write the form of one settlement as a workbook in one language."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from aqyl.assess.form import Entries, Form, fields_of
from aqyl.language import Lang
from aqyl.problems import InputError, Place, Problem, raise_if
from aqyl.publish.form.cover import write_cover
from aqyl.publish.form.ids_sheet import write_ids
from aqyl.publish.form.layout import IDS, MOST_CHARACTERS, cover_name, sheet_names
from aqyl.publish.form.section_sheet import SectionSheet
from aqyl.publish.form.style import Styles
from aqyl.tables.write import write_bytes

# A fixed stamp, so that the same bytes come out.
_MADE_ON = dt.datetime(2026, 1, 1)


def write_form(path: Path, form: Form, now: Entries, last_year: Entries, lang: Lang) -> None:
    """Write the workbook, `.xlsx`: a cover, a sheet a domain, a hidden sheet of ids.

    now: what is filled in already; last_year: shown beside. The same input gives the same bytes.
    Raises InputError for another suffix and for a text that no cell can hold.
    """
    if path.suffix.lower() != ".xlsx":
        raise InputError([Problem("form.write_kind", Place(path.name), {"given": path.name})])
    write_bytes(path, form_bytes(form, now, last_year, lang))


def form_bytes(form: Form, now: Entries, last_year: Entries, lang: Lang) -> bytes:
    """The bytes of the workbook. Raises InputError for a text that no cell can hold."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    raise_if(_too_long(form, now))
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    title = f"{form.settlement_title.say(lang)}, {form.period}"
    book.set_properties({"created": _MADE_ON, "title": title, "author": "", "company": ""})
    styles = Styles(book)
    cover = book.add_worksheet(cover_name(lang))
    sheets = [book.add_worksheet(name) for name in sheet_names(form, lang)]
    ids = book.add_worksheet(IDS)
    choices = write_ids(ids, form, lang)
    filled = [
        SectionSheet(sheet, styles, form, (now, last_year), lang).write(section, number, choices)
        for number, (sheet, section) in enumerate(zip(sheets, form.sections, strict=True), start=1)
    ]
    write_cover(cover, styles, form, filled, lang)
    cover.activate()
    book.close()
    return content.getvalue()


def _too_long(form: Form, now: Entries) -> list[Problem]:
    return [
        Problem("form.too_long", Place(column=f"{card.id}.{field}"), values)
        for card in form.cards()
        for field in fields_of(card)
        if (length := len(now.text(card.id, field))) > MOST_CHARACTERS
        for values in [{"given": length, "most": MOST_CHARACTERS}]
    ]
