"""The DOCX, opened by python-docx again: headings, tables, language, alt texts, page numbers."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from aqyl.language import Lang
from aqyl.publish.documents import (
    KINDS,
    Document,
    Kind,
    document_bytes,
    make_document,
    open_dossier,
)
from aqyl.publish.documents.blocks import Cell, Picture, Table
from tests.plan.example import almaty, almaty_reports

LOCALES: dict[Lang, str] = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
# The order of OOXML (ECMA-376, CT_TblPr); Word calls a file broken where it is another.
TABLE_ORDER = ("tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook",
               "tblCaption", "tblDescription")  # fmt: skip


@cache
def made(kind: Kind, lang: Lang = "kk") -> bytes:
    return document_bytes(open_dossier(almaty(), almaty_reports()), kind, "docx", lang)


@cache
def opened(kind: Kind, lang: Lang = "kk") -> Any:
    return docx.Document(io.BytesIO(made(kind, lang)))


@cache
def blocks(kind: Kind, lang: Lang = "kk") -> Document:
    return make_document(open_dossier(almaty(), almaty_reports()), kind, lang)


def written(cell: Cell) -> str:
    return "\n".join(part for part in (cell.text, cell.small) if part)


@pytest.mark.parametrize("kind", KINDS)
def test_headings_are_headings_of_the_word_processor(kind: Kind) -> None:
    found = [
        (p.text, int(p.style.name.removeprefix("Heading ")))
        for p in opened(kind).paragraphs
        if p.style.name.startswith("Heading ")
    ]
    assert found == [(one.text, one.level) for one in blocks(kind).headings]
    assert len(found) > 4


@pytest.mark.parametrize("kind", KINDS)
def test_rows_of_tables_equal_the_data(kind: Kind) -> None:
    tables = [one for one in blocks(kind).blocks if isinstance(one, Table)]
    assert len(opened(kind).tables) == len(tables)
    for found, table in zip(opened(kind).tables, tables, strict=True):
        rows = [[cell.text for cell in row.cells] for row in found.rows]
        assert rows[0] == [column.title for column in table.columns]
        data = [*table.rows, *([table.footer] if table.footer else [])]
        assert rows[1:] == [[written(cell) for cell in row] for row in data]


def test_the_head_of_every_table_repeats_and_no_row_is_cut() -> None:
    for table in opened("roadmap").tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        names = [child.tag.split("}")[1] for child in table._tbl.tblPr]
        assert names == [name for name in TABLE_ORDER if name in names]


def test_every_picture_has_the_words_of_what_it_shows() -> None:
    pictures = [one for one in blocks("roadmap").blocks if isinstance(one, Picture)]
    shapes = opened("roadmap").inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [p.alt for p in pictures]
    assert len(pictures) == 3


@pytest.mark.parametrize("lang", LOCALES)
def test_the_language_is_set_for_the_whole_text(lang: Lang) -> None:
    word = opened("strategy", lang)
    languages = word.styles.element.iter(qn("w:lang"))
    assert {one.get(qn("w:val")) for one in languages} == {LOCALES[lang]}
    assert word.core_properties.language == lang
    assert word.core_properties.title == blocks("strategy", lang).title


def test_pages_are_numbered_and_the_contents_lead_to_the_headings() -> None:
    word = opened("strategy")
    codes = [f.get(qn("w:instr")) for f in word.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert codes == ["PAGE", "NUMPAGES"]
    links = [link.get(qn("w:anchor")) for link in word.element.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))]
    assert links == marks
    assert len(links) == len(blocks("strategy").headings)


def test_the_roadmap_lies_and_the_strategy_stands() -> None:
    for kind, lies in (("roadmap", True), ("strategy", False)):
        section = opened(kind).sections[0]
        assert (section.page_width > section.page_height) is lies


def test_the_same_plan_gives_the_same_bytes() -> None:
    again = document_bytes(open_dossier(almaty()), "roadmap", "docx", "kk")
    assert again == made("roadmap")
    with zipfile.ZipFile(io.BytesIO(made("strategy"))) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
