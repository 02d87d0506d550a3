"""What stands where in the workbook, for writing it and reading it back.

Every row carries the id of its card in a hidden column, and a hidden first row names the columns,
so that rows and columns may be moved. A hidden sheet says which form it is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from aqyl.assess.form import Card, Form
from aqyl.language import say

IDS = "aqyl"
VERSION = "1"
MARK = "aqyl:"
# A line of the sheet that is no card: the headings and the bars above the cards.
NO_CARD = "#"
HEAD = ("version", "edition", "fingerprint", "settlement", "period", "lang")
MOST_CHARACTERS = 32_767
_SHEET_NAME = 31


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its width in characters, the fields it holds by kind of card."""

    key: str
    width: int
    initiative: str = ""
    indicator: str = ""

    def field(self, card: Card) -> str:
        """The field of a card that is filled in here; empty for none."""
        return self.initiative if card.kind == "initiative" else self.indicator


COLUMNS = (
    Column("id", 4),
    Column("number", 5),
    Column("title", 32),
    Column("about", 14),
    Column("done", 52),
    Column("last", 13),
    Column("answer", 15, "status", "value"),
    Column("proof", 26, "evidence", "source"),
    Column("note", 26, "note", "note"),
    Column("numerator", 12, "", "numerator"),
    Column("denominator", 12, "", "denominator"),
)
PLACES = {column.key: place for place, column in enumerate(COLUMNS)}


def sheet_names(form: Form, lang: str) -> tuple[str, ...]:
    """The sheets of the domains: numbered, so that no two are alike; at most 31 characters."""
    return tuple(
        _sheet_name(f"{number}. {_capital(section.title.say(lang))}")
        for number, section in enumerate(form.sections, start=1)
    )


def cover_name(lang: str) -> str:
    """The first sheet."""
    return say("form.cover.sheet", lang)


def _sheet_name(title: str) -> str:
    short = re.sub(r"[\[\]:*?/\\]", " ", title.partition(" (")[0]).strip("' ")
    if len(short) <= _SHEET_NAME:
        return short
    return short[: _SHEET_NAME - 1].rsplit(" ", 1)[0].rstrip(" ,;–-") + "…"


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]


def plain(text: object) -> str:
    """Text as a cell can hold it: one kind of line end, no control characters, nothing around it.

    >>> plain(" a\\r\\nb\\x00 ")
    'a\\nb'
    """
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
    return "".join(kept).strip()


def letters(column: int) -> str:
    """The name of a column counted from 0.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name
