"""Numbers and dates as each language expects (Unicode CLDR through Babel)."""

from __future__ import annotations

import datetime as dt
import decimal
import math
from functools import lru_cache

MISSING = "–"
# Digits enough for every float: Babel rounds with decimal's 28 and fails on longer numbers.
_DIGITS = decimal.Context(prec=400)


def format_number(value: float | None, lang: str, digits: int = 1) -> str:
    """A number with `digits` decimals; a missing one is an en dash.

    >>> format_number(1234.5, "en"), format_number(1234.5, "kk").replace("\\u00a0", " ")
    ('1,234.5', '1 234,5')
    """
    if value is None or math.isnan(value):
        return MISSING
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    # 0.0 and -0.0 are the same key and not the same text.
    return (_decimal if value else _decimal.__wrapped__)(value, pattern, lang)


@lru_cache(maxsize=20_000)
def _decimal(value: float, pattern: str, lang: str) -> str:
    """Pages say the same numbers again and again, in three languages."""
    from babel.numbers import format_decimal

    with decimal.localcontext(_DIGITS):
        return format_decimal(value, format=pattern, locale=lang)


def format_percent(share: float | None, lang: str, digits: int = 0) -> str:
    """A share 0-1 as per cent.

    >>> format_percent(0.125, "en", 1)
    '12.5%'
    """
    from babel.numbers import format_percent as babel_percent

    if share is None or math.isnan(share):
        return MISSING
    pattern = _percent_pattern(lang, digits)
    with decimal.localcontext(_DIGITS):
        return babel_percent(share, format=pattern, locale=lang)


def _percent_pattern(lang: str, digits: int) -> str:
    """English sets the sign close, Kazakh and Russian set a no-break space before it."""
    number = "#,##0." + "0" * digits if digits else "#,##0"
    return f"{number}%" if lang == "en" else f"{number}\u00a0%"


def format_date(day: dt.date, lang: str) -> str:
    """A date in the language's medium form.

    >>> format_date(dt.date(2025, 9, 12), "en")
    'Sep 12, 2025'
    """
    from babel.dates import format_date as babel_date

    return babel_date(day, format="medium", locale=lang)
