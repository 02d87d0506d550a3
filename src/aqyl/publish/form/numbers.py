"""Numbers that were written as text."""

from __future__ import annotations

import math
import re
from typing import Literal

Unclear = Literal["unclear", "none"]

_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}([ \u00a0\u202f\u2009][0-9]{3})*([.,][0-9]+)?")
_PLAIN = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]{1,3})?")
_BOTH = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+|[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+")
_SEVERAL = re.compile(r"[+-]?[0-9]{1,3}((,[0-9]{3}){2,}|(\.[0-9]{3}){2,})")
_EITHER = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")


def read_number(text: str) -> float | Unclear:
    """The number a text holds; `unclear` when it can be read in two ways, `none` for no number.

    A comma or a point before three digits may mark thousands or decimals.

    >>> read_number("12,5"), read_number("1 234,5"), read_number("1,234"), read_number("twelve")
    (12.5, 1234.5, 'unclear', 'none')
    """
    text = text.strip().replace("\u2212", "-")
    if _EITHER.fullmatch(text):
        return "unclear"
    if _SEVERAL.fullmatch(text):
        return float(text.replace(",", "").replace(".", ""))
    if _BOTH.fullmatch(text):
        mark = min(",.", key=text.rfind)
        return float(text.replace(mark, "").replace(",", "."))
    if _GROUPED.fullmatch(text) or _PLAIN.fullmatch(text):
        return _finite(float(text.translate(_SPACES).replace(",", ".")))
    return "none"


def _finite(number: float) -> float | Unclear:
    return number if abs(number) < float("inf") else "none"


def both_readings(text: str) -> str:
    """The two numbers an unclear text may stand for.

    >>> both_readings("1,234")
    '1234, 1.234'
    """
    bare = text.strip().replace("\u2212", "-")
    return f"{bare.replace(',', '').replace('.', '')}, {bare.replace(',', '.')}"


def same(a: float, b: float) -> bool:
    """Whether two numbers are one to a spreadsheet, which keeps fifteen digits."""
    return math.isclose(a, b, rel_tol=1e-14)
