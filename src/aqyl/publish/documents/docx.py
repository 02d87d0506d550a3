"""A document as DOCX: headings of the word processor, tables with repeated heads, alt texts."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from aqyl.problems import InputError, Problem
from aqyl.publish.documents import office
from aqyl.publish.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Notice,
    Paragraph,
    Picture,
    Table,
)
from aqyl.publish.documents.pictures import png

_MADE_ON = dt.datetime(2026, 1, 1)
_LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
_ALIGN = {"left": 0, "center": 1, "right": 2}


def docx_bytes(document: Document) -> bytes:
    """The DOCX. Raises InputError where python-docx is not installed."""
    try:
        import docx
    except ImportError:
        raise InputError([Problem("documents.no_extra")]) from None
    word = docx.Document()
    _properties(word, document)
    office.page(word.sections[0], document.landscape)
    office.look(word, _LOCALES[document.lang])
    office.header_and_footer(word.sections[0], document.running)
    word.add_paragraph(document.title, style="Title")
    word.add_paragraph(document.subtitle, style="Subtitle")
    for label, value in document.facts:
        office.labelled(word.add_paragraph(style="Facts"), f"{label}: ", value)
    office.contents(word, document.contents, [(one.text, one.level) for one in document.headings])
    writer = _Writer(word, office.width(word.sections[0]))
    for block in document.blocks:
        writer.write(block)
    return _packed(word)


def _properties(word: Any, document: Document) -> None:
    core = word.core_properties
    core.title, core.subject, core.language = document.title, document.subtitle, document.lang
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.created = core.modified = _MADE_ON
    core.revision = 1


def _packed(word: Any) -> bytes:
    """The parts in their order under one date, so that the same bytes come out."""
    written, packed = io.BytesIO(), io.BytesIO()
    word.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(packed, "w") as after:
        for info in before.infolist():
            same = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            same.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(same, before.read(info))
    return packed.getvalue()


class _Writer:
    """Adds blocks to the end of a document; bookmarks count the headings."""

    def __init__(self, word: Any, width: int) -> None:
        self._word, self._width, self._headings = word, width, 0

    def write(self, block: Block) -> None:
        match block:
            case Heading():
                self._headings += 1
                heading = self._word.add_heading(block.text, level=block.level)
                office.bookmark(heading, self._headings)
            case Paragraph():
                style = "Note" if block.soft else None
                self._word.add_paragraph(block.text, style=style)
            case Bullets():
                for item in block.items:
                    self._word.add_paragraph(item, style="List Bullet")
            case Notice():
                self._notice(block)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)

    def _notice(self, block: Notice) -> None:
        for text, bold in ((block.title, True), (block.text, False)):
            paragraph = self._word.add_paragraph(style="Notice")
            paragraph.add_run(text).bold = bold

    def _picture(self, block: Picture) -> None:
        paragraph = self._word.add_paragraph(style="Picture")
        shape = paragraph.add_run().add_picture(io.BytesIO(png(block.svg)), width=self._width)
        shape._inline.docPr.set("descr", block.alt)
        self._word.add_paragraph(block.caption, style="Caption")

    def _table(self, block: Table) -> None:
        caption = self._word.add_paragraph(block.caption, style="Caption")
        caption.paragraph_format.keep_with_next = True
        rows = [*block.rows, *([block.footer] if block.footer else [])]
        table = self._word.add_table(rows=1 + len(rows), cols=len(block.columns))
        widths = [round(self._width * column.width) for column in block.columns]
        office.table_look(table, widths)
        office.described(table, block.caption)
        first, *others = table.rows
        office.repeated(first)
        for cell, column, wide in zip(first.cells, block.columns, widths, strict=True):
            cell.width = wide
            office.head(cell, column.title, _ALIGN[column.align])
        for line, row in zip(others, rows, strict=True):
            office.whole(line)
            for place, (cell, given) in enumerate(zip(line.cells, row, strict=True)):
                cell.width = widths[place]
                align = _ALIGN[block.columns[place].align]
                _fill(cell, given, align, bold=row is block.footer)
        self._word.add_paragraph(style="After")


def _fill(cell: Any, given: Cell, align: int, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    office.in_cell(paragraph, align)
    run = paragraph.add_run(given.text)
    run.bold = bold or None
    office.tone(cell, given.tone)
    if given.small:
        below = cell.add_paragraph() if given.text else paragraph
        below.add_run(given.small)
        office.in_cell(below, align, "CellNote")
