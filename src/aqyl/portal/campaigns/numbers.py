"""Numbers as people type them, in the language of the page."""

from __future__ import annotations

from aqyl.publish.form.numbers import read_number


def typed_number(text: str, lang: str) -> float | None:
    """The number typed; None where nothing was. Raises ValueError for what is no number.

    A mark before three digits is read as the language writes it: thousands for a comma in English,
    decimals otherwise.

    >>> typed_number("1 234,5", "kk"), typed_number("1,234", "ru"), typed_number("1,234", "en")
    (1234.5, 1.234, 1234.0)
    """
    if not text.strip():
        return None
    found = read_number(text)
    if found == "unclear":
        mark = "" if lang == "en" else "."
        return float(text.strip().replace("\u2212", "-").replace(",", mark))
    if isinstance(found, str):
        raise ValueError(text)
    return found


def shown_number(value: float | None, lang: str) -> str:
    """A number as it stands in a field: every digit, no grouping, the language's mark.

    >>> shown_number(1234.5, "kk"), shown_number(1234.5, "en"), shown_number(7.0, "ru")
    ('1234,5', '1234.5', '7')
    """
    if value is None:
        return ""
    text = f"{value:.15g}"
    return text if lang == "en" else text.replace(".", ",")
