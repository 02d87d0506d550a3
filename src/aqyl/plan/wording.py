"""Sentences in three languages, with numbers as each language writes them."""

from __future__ import annotations

from dataclasses import dataclass

from aqyl.language import LANGUAGES, format_number, format_percent, say, worded
from aqyl.plan.models import Passage
from aqyl.standard import Text


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence, with so many decimals; None is a dash.

    >>> Figure(0.5, 1).say("ru")
    '0,5'
    """

    value: float | None
    digits: int = 1

    def say(self, lang: str) -> str:
        """The number as the language writes it."""
        return format_number(self.value, lang, self.digits)


def measured(value: float) -> Figure:
    """A value of an indicator with the decimals that say something at its size.

    >>> measured(399131.0).say("en"), measured(35.73).say("en"), measured(0.125).say("en")
    ('399,131', '35.7', '0.12')
    """
    size = abs(value)
    return Figure(value, 0 if size >= 1000 else 1 if size >= 10 else 2)


@dataclass(frozen=True, slots=True)
class Percent:
    """A share 0-1 in a sentence, as whole per cents.

    >>> Percent(0.251).say("en")
    '25%'
    """

    share: float

    def say(self, lang: str) -> str:
        """The share as the language writes it."""
        return format_percent(self.share, lang)


def text(key: str, **values: object) -> Text:
    """A string of the catalogue in three languages, its values worded in each."""
    said = {
        lang: say(key, lang, **{name: worded(value, lang) for name, value in values.items()})
        for lang in LANGUAGES
    }
    return Text(**said)


def generated(key: str, **values: object) -> Passage:
    """A passage that says a string of the catalogue."""
    return Passage(generated=text(key, **values))
