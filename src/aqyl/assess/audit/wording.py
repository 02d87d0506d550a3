"""Pieces of the findings' sentences in the three languages: numbers, names, lists."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from aqyl.language import LANGUAGES, format_number, format_percent, say, say_all

Said = Mapping[str, str]

# How many items a sentence names before it says "and N more"; the cells hold them all.
SHOWN = 12
_SIGNIFICANT = 4


def each(wording: Callable[[str], str]) -> dict[str, str]:
    """A wording made for each language."""
    return {lang: wording(lang) for lang in LANGUAGES}


def phrase(key: str, **values: object) -> dict[str, str]:
    """The string `audit.<key>`; values that differ by language are picked by language."""
    return each(
        lambda lang: say(
            f"audit.{key}",
            lang,
            **{k: v[lang] if isinstance(v, Mapping) else v for k, v in values.items()},
        )
    )


def number(value: float) -> dict[str, str]:
    """A number with four significant digits, whole from 1,000 on.

    >>> number(1847.069)["en"], number(1.0477)["en"], number(5.0)["en"], number(0.0540816)["en"]
    ('1,847', '1.048', '5', '0.05408')
    """
    return each(lambda lang: format_number(value, lang, _digits(value)))


def _digits(value: float) -> int:
    if value == 0 or not math.isfinite(value):
        return 0
    most = min(max(_SIGNIFICANT - 1 - math.floor(math.log10(abs(value))), 0), 12)
    rounded = round(value, most)
    return next(d for d in range(most + 1) if math.isclose(round(value, d), rounded, rel_tol=1e-9))


def whole(value: float) -> dict[str, str]:
    """A count or an unrounded number, every digit of it (at most six decimals)."""
    return each(lambda lang: format_number(value, lang, _decimals(value)))


def _decimals(value: float) -> int:
    return next((d for d in range(6) if round(value, d) == value), 6)


def percent(share: float, digits: int = 0) -> dict[str, str]:
    """A share 0-1 as per cent."""
    return each(lambda lang: format_percent(share, lang, digits))


def fixed(value: float, digits: int) -> dict[str, str]:
    """A number with so many decimals."""
    return each(lambda lang: format_number(value, lang, digits))


def points(score: float, scale: float) -> dict[str, str]:
    """A score: two decimals on a scale up to 10, else one."""
    return fixed(score, 2 if scale <= 10 else 1)


def listed(items: Iterable[Said]) -> dict[str, str]:
    """Items one after another, the first SHOWN of them."""
    all_items = list(items)
    rest = len(all_items) - SHOWN
    shown = all_items[:SHOWN] if rest > 0 else all_items
    if rest > 0:
        shown.append(say_all("audit.word.more", count=rest))
    return each(lambda lang: "; ".join(item[lang] for item in shown))


def with_value(name: Said, value: Said) -> dict[str, str]:
    """`name (value)`."""
    return each(lambda lang: f"{name[lang]} ({value[lang]})")
