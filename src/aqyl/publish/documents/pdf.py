"""A document as a tagged PDF (PDF/UA-1), set by typst from JSON."""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from importlib.resources import files
from typing import Any

from aqyl.publish.documents.blocks import Block, Cell, Document, Table
from aqyl.publish.documents.breaks import breakable
from aqyl.publish.documents.fonts import FONTS
from aqyl.publish.documents.typesetter import typeset


def pdf_bytes(document: Document) -> bytes:
    """The PDF. Raises InputError for a sign that no font of the documents holds."""
    head = dataclasses.asdict(dataclasses.replace(document, blocks=()))
    blocks = document.blocks
    if document.lang == "kk":
        blocks = tuple(_broken(one) if isinstance(one, Table) else one for one in blocks)
    data = {**head, "fonts": FONTS, "blocks": [_block(block) for block in blocks]}
    return typeset(_template(), json.dumps(data, ensure_ascii=False), kind="pdf")


def _block(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **dataclasses.asdict(block)}


def _broken(table: Table) -> Table:
    """The table with long words that may break."""
    rows = tuple(tuple(_soft(cell) for cell in row) for row in table.rows)
    return dataclasses.replace(table, rows=rows, footer=tuple(map(_soft, table.footer)))


def _soft(cell: Cell) -> Cell:
    return dataclasses.replace(cell, text=breakable(cell.text), small=breakable(cell.small))


@cache
def _template() -> str:
    return files("aqyl.publish").joinpath("documents/document.typ").read_text("utf-8")
