"""The words of a report: shown in the first language, carried in all three.

A wording that differs by language becomes `<span data-t="12">…</span>`, where 12 is its place in a
dictionary that stands in the page; the switch swaps the texts. A number becomes
`<data value="1234.5">1 234,5</data>`, and the switch swaps its marks.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from markupsafe import Markup, escape

from aqyl.language import (
    LANGUAGES,
    Lang,
    format_date,
    format_number,
    format_percent,
    say,
    sort_key,
)
from aqyl.standard import Text

Three = Mapping[str, str]
_PER_CENT = re.compile(r"(?<=\d) (?=%)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number to be set in a sentence, with so many decimals."""

    value: float | None
    digits: int = 0

    def say(self, lang: str) -> str:
        """The number as the language writes it."""
        return format_number(self.value, lang, self.digits)


@dataclass(frozen=True, slots=True)
class Percent:
    """A share 0-1 to be set in a sentence as per cent."""

    share: float | None
    digits: int = 0

    def say(self, lang: str) -> str:
        """The share as the language writes it."""
        return format_percent(self.share, lang, self.digits)


Wording = str | Text | Three


class Words:
    """The dictionary of one report, filled while its page is made."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._places: dict[tuple[str, ...], int] = {}

    def text(self, wording: Wording) -> Markup:
        """A wording as HTML; a plain string is the same in every language."""
        three = in_three(wording)
        if len(set(three.values())) == 1:
            return escape(three[self.lang])
        return Markup('<span data-t="{}">{}</span>').format(self.place(three), three[self.lang])

    def say(self, key: str, **values: object) -> Markup:
        """A string of the catalogue as HTML, `report.` left out of its key."""
        return self.text(said(key, **values) if values else _said(key))

    def attribute(self, name: str, wording: Wording) -> Markup:
        """An attribute of a tag that the switch swaps too; one a tag."""
        three = in_three(wording)
        template = '{name}="{text}" data-a="{name}:{place}"'
        text, place = three[self.lang], self.place(three)
        return Markup(template).format(name=name, text=text, place=place)  # noqa: S704 - constant

    def label(self, key: str, **values: object) -> Markup:
        """`aria-label` with a string of the catalogue."""
        return self.attribute("aria-label", said(key, **values))

    def place(self, three: Three) -> int:
        """The place of a wording in the dictionary."""
        return self._places.setdefault(tuple(three[lang] for lang in LANGUAGES), len(self._places))

    def number(self, value: float | None, digits: int = 0) -> Markup:
        """A number as HTML; a missing one is a dash."""
        return _data(Number(value, digits), self.lang)

    def percent(self, share: float | None, digits: int = 0) -> Markup:
        """A share 0-1 as HTML."""
        return _data(Percent(share, digits), self.lang)

    def date(self, on: str) -> Markup:
        """A date of an input table, whole or partial, in words."""
        return self.text(date_in_three(on))

    def as_json(self) -> Markup:
        """The dictionary and the marks of numbers, safe inside a script element."""
        lists = {lang: [three[i] for three in self._places] for i, lang in enumerate(LANGUAGES)}
        value = {"words": lists, "marks": {lang: marks(lang) for lang in LANGUAGES}}
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        return Markup(safe)  # noqa: S704 - no character of markup is left in it


def said(key: str, **values: object) -> dict[str, str]:
    """A string `report.<key>` in three languages; numbers and texts in it follow the language."""
    return each(lambda lang: say(f"report.{key}", lang, **_all_in(values, lang)))


@cache
def _said(key: str) -> dict[str, str]:
    return said(key)


def each(make: Callable[[str], str]) -> dict[str, str]:
    """What `make` gives for every language: language -> text."""
    return {lang: make(lang) for lang in LANGUAGES}


def in_three(wording: Wording) -> dict[str, str]:
    """A wording as language -> text; a per cent sign stays on the line of its number."""
    if isinstance(wording, str):
        return each(lambda _: _together(wording))
    say_in = wording.say if isinstance(wording, Text) else wording.__getitem__
    return each(lambda lang: _together(say_in(lang)))


def _together(text: str) -> str:
    return _PER_CENT.sub("\u00a0", text)


def name_places(titles: Mapping[str, Text]) -> dict[str, tuple[int, ...]]:
    """For each id its place among the sorted names, once a language."""
    order = [_ordered(titles, lang) for lang in LANGUAGES]
    return {unit: tuple(places[unit] for places in order) for unit in titles}


def _ordered(titles: Mapping[str, Text], lang: str) -> dict[str, int]:
    keys = sorted((sort_key(title.say(lang), lang), unit) for unit, title in titles.items())
    return {unit: place for place, (_, unit) in enumerate(keys)}


def marks(lang: str) -> list[str]:
    """Thousands mark, decimal mark and what follows a percentage, as the language writes them.

    >>> marks("en")
    [',', '.', '%']
    """
    number = format_number(1234.5, lang, 1)
    return [number[1], number[-2], format_percent(0.5, lang)[2:]]


@lru_cache(maxsize=4096)
def date_in_three(on: str) -> dict[str, str]:
    """A date that may be partial (`2025`, `2025-11`, `2019/2021`, `../2018`), in words.

    >>> date_in_three("2025-11-19/2025-12")["en"]
    'Nov 19, 2025 – Dec 2025'
    """
    return each(lambda lang: _span(on, lang))


def _span(on: str, lang: str) -> str:
    start, slash, end = on.partition("/")
    if not slash:
        return _day(start, lang)
    if start.strip(". ") == "":
        return say("report.date.until", lang, date=_day(end, lang))
    return f"{_day(start, lang)} – {_day(end, lang)}"


def _day(part: str, lang: str) -> str:
    from babel.dates import format_skeleton

    pieces = part.strip().split("-")
    try:
        numbers = [int(piece) for piece in pieces]
        if len(numbers) == 3:
            year, month, day = numbers
            return format_date(dt.date(year, month, day), lang)
        if len(numbers) == 2:
            year, month = numbers
            return str(format_skeleton("yMMM", dt.date(year, month, 1), locale=lang))
    except ValueError:
        return part
    return part


@lru_cache(maxsize=8192)
def _data(number: Number | Percent, lang: str) -> Markup:
    plain, shown = number.say("en").replace(",", ""), number.say(lang)
    if not any(map(str.isdigit, plain)):
        return escape(shown)
    return Markup('<data value="{}">{}</data>').format(plain, shown)


def _all_in(values: Mapping[str, object], lang: str) -> dict[str, object]:
    return {name: _in(value, lang) for name, value in values.items()}


def _in(value: object, lang: str) -> object:
    if isinstance(value, Number | Percent | Text):
        return value.say(lang)
    if isinstance(value, Mapping):
        return value[lang]
    if isinstance(value, int) and not isinstance(value, bool):
        return format_number(value, lang, 0)
    return value
