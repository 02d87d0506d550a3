"""The three languages: every visible string, folding, sorting, numbers and dates."""

from aqyl.language.alphabet import fold, sort_key
from aqyl.language.catalogue import (
    LANGUAGES,
    Lang,
    Phrase,
    Sayable,
    catalogue,
    say,
    say_all,
    worded,
)
from aqyl.language.formats import format_date, format_number, format_percent

__all__ = [
    "LANGUAGES",
    "Lang",
    "Phrase",
    "Sayable",
    "catalogue",
    "fold",
    "format_date",
    "format_number",
    "format_percent",
    "say",
    "say_all",
    "sort_key",
    "worded",
]
