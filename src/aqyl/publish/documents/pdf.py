"""A document as a tagged PDF (PDF/UA-1), set by typst from JSON."""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from importlib.resources import files
from typing import Any

from aqyl.publish.documents.blocks import Block, Document
from aqyl.publish.documents.fonts import FONTS
from aqyl.publish.documents.typesetter import typeset


def pdf_bytes(document: Document) -> bytes:
    """The PDF. Raises InputError for a sign that no font of the documents holds."""
    head = dataclasses.asdict(dataclasses.replace(document, blocks=()))
    data = {**head, "fonts": FONTS, "blocks": [_block(block) for block in document.blocks]}
    return typeset(_template(), json.dumps(data, ensure_ascii=False), kind="pdf")


def _block(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **dataclasses.asdict(block)}


@cache
def _template() -> str:
    return files("aqyl.publish").joinpath("documents/document.typ").read_text("utf-8")
