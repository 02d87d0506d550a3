"""The three languages: every visible string, folding, sorting, numbers and dates."""

from aqyl.language.alphabet import fold, sort_key
from aqyl.language.catalogue import LANGUAGES, Lang, catalogue, say, say_all
from aqyl.language.formats import format_date, format_number, format_percent

__all__ = [
    "LANGUAGES",
    "Lang",
    "catalogue",
    "fold",
    "format_date",
    "format_number",
    "format_percent",
    "say",
    "say_all",
    "sort_key",
]
