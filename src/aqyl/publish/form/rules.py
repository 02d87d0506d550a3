"""What the cells of the workbook offer, and what they hold an entry to."""

from __future__ import annotations

from aqyl.assess.form import IndicatorCard
from aqyl.language import format_number, say

Rule = dict[str, object]


def choice_rule(cells: str, lang: str) -> Rule:
    """A drop-down list that insists."""
    return {
        "validate": "list",
        "source": cells,
        "error_title": say("form.choose.title", lang),
        "error_message": say("form.choose.message", lang),
    }


def number_rule(card: IndicatorCard, field: str, lang: str) -> Rule:
    """A number within the bounds of the edition; they warn and do not insist.

    The bounds may be working ones, and what lies outside is remarked on when the form is checked.
    """
    low, high = _bounds(card, field)
    if low is not None and high is not None:
        limits: Rule = {"criteria": "between", "minimum": low, "maximum": high}
    elif low is not None:
        limits = {"criteria": ">=", "value": low}
    elif high is not None:
        limits = {"criteria": "<=", "value": high}
    else:
        limits = {"criteria": "between", "minimum": -1e300, "maximum": 1e300}
    return {
        "validate": "integer" if field in card.checks.whole else "decimal",
        **limits,
        "error_type": "warning",
        "error_title": say("form.number.title", lang),
        "error_message": say("form.number.message", lang, bounds=bounds(low, high, lang) or "–"),
    }


def _bounds(card: IndicatorCard, field: str) -> tuple[float | None, float | None]:
    if field == "value":
        return card.checks.minimum, card.checks.maximum
    return (0.0 if field in card.checks.whole or field == "denominator" else None), None


def bounds(low: float | None, high: float | None, lang: str) -> str:
    """`from 0 to 100`; empty without bounds."""
    values = {"low": _shown(low, lang), "high": _shown(high, lang)}
    if low is not None and high is not None:
        return say("form.bounds.both", lang, **values)
    if low is not None:
        return say("form.bounds.low", lang, **values)
    return say("form.bounds.high", lang, **values) if high is not None else ""


def _shown(number: float | None, lang: str) -> str:
    if number is None:
        return ""
    digits = next((d for d in range(6) if round(number, d) == number), 6)
    return format_number(number, lang, digits)
