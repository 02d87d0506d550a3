"""The PDF opens, is tagged, in its language, and shows every Kazakh letter."""

from __future__ import annotations

import re
from functools import cache

import pypdfium2
import pytest

from aqyl.language import Lang
from aqyl.plan.models import Passage
from aqyl.problems import InputError
from aqyl.publish.documents import KINDS, Dossier, Kind, document_bytes, make_document, open_dossier
from aqyl.publish.documents.blocks import Table
from tests.plan.example import almaty, almaty_reports

LANGS: tuple[Lang, ...] = ("kk", "ru", "en")
KAZAKH = "әғқңөұүһі"


@cache
def dossier() -> Dossier:
    return open_dossier(almaty(), almaty_reports())


@cache
def made(kind: Kind, lang: Lang) -> bytes:
    return document_bytes(dossier(), kind, "pdf", lang)


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def flat(text: str) -> str:
    """Without line ends and hyphens at them, in which the PDF differs from the data."""
    return re.sub(r"[\s\u00a0\u202f\ufffe\x02\u00ad-]+", "", text)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_opens_and_is_tagged_with_title_and_language(kind: Kind, lang: Lang) -> None:
    content = made(kind, lang)
    document = pypdfium2.PdfDocument(content)
    assert len(document) >= 3
    assert document.get_metadata_value("Title") == make_document(dossier(), kind, lang).title
    assert b"/StructTreeRoot" in content
    assert re.search(rb"/MarkInfo\s*<<[^>]*/Marked true", content)
    assert re.search(rb"/Lang\s*\(" + lang.encode(), content)
    assert b"pdfuaid" in content


def test_every_kazakh_letter_can_be_read_in_the_strategy() -> None:
    word = "Әріптер: ӘҒҚҢӨҰҮҺІ әғқңөұүһі"
    plan = almaty()
    strategy = plan.strategy.model_copy(update={"standing": (Passage(written={"kk": word}),)})
    with_word = open_dossier(plan.model_copy(update={"strategy": strategy}))
    text = text_of(document_bytes(with_word, "strategy", "pdf", "kk"))
    assert flat(word) in flat(text)
    assert set(KAZAKH) <= set(text.lower())


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_of_every_table_stands_in_the_pdf(kind: Kind) -> None:
    text = flat(text_of(made(kind, "kk")))
    tables = [b for b in make_document(dossier(), kind, "kk").blocks if isinstance(b, Table)]
    cells = [cell for table in tables for row in (*table.rows, table.footer) for cell in row]
    assert len(cells) > 50
    missing = [
        one for cell in cells for one in (cell.text, cell.small) if one and flat(one) not in text
    ]
    assert missing == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_plan_gives_the_same_bytes(kind: Kind) -> None:
    again = open_dossier(almaty(), almaty_reports())
    assert document_bytes(again, kind, "pdf", "kk") == made(kind, "kk")


def test_markup_in_the_words_of_a_person_stays_words() -> None:
    words = '#panic("x") *bold* $x^2$ @ref <label> `raw` \\ [a](b) https://example.org'
    plan = almaty()
    strategy = plan.strategy.model_copy(update={"standing": (Passage(written={"en": words}),)})
    hostile = open_dossier(plan.model_copy(update={"strategy": strategy}))
    assert flat(words) in flat(text_of(document_bytes(hostile, "strategy", "pdf", "en")))


def test_a_sign_that_no_font_holds_is_told() -> None:
    plan = almaty()
    strategy = plan.strategy.model_copy(update={"standing": (Passage(written={"en": "👍"}),)})
    with pytest.raises(InputError, match="👍"):
        document_bytes(
            open_dossier(plan.model_copy(update={"strategy": strategy})), "strategy", "pdf", "en"
        )


def test_the_sign_of_the_tenge_is_there() -> None:
    plan = almaty()
    strategy = plan.strategy.model_copy(update={"standing": (Passage(written={"kk": "100 ₸"}),)})
    text = text_of(
        document_bytes(
            open_dossier(plan.model_copy(update={"strategy": strategy})), "strategy", "pdf", "kk"
        )
    )
    assert "₸" in text
