"""What can be wrong with the value of an indicator."""

from __future__ import annotations

import math
from collections.abc import Iterator

from aqyl.assess.audit.wording import number, percent, whole
from aqyl.assess.form.found import Found, Given, titles
from aqyl.assess.form.model import IndicatorCard
from aqyl.standard.entries import Text

# Where an edition has no rule of rounding: no more than arithmetic itself does.
_NO_ROUNDING = 1e-9


def check_value(given: Given, card: IndicatorCard) -> Iterator[Found]:
    """Everything that is wrong with the value of an indicator by itself and with others."""
    value = given.now.value(card)
    for check in (_parts, _counts, _unit):
        yield from check(given, card)
    if value is None:
        if not any(given.now.text(card.id, part) for part in ("numerator", "denominator")):
            yield Found("value_missing", "value", {"indicator": card.title})
        return
    for compare in (_source, _ratio, _bounds, _others, _jump):
        yield from compare(given, card, value)


def _parts(given: Given, card: IndicatorCard) -> Iterator[Found]:
    top, bottom = (given.now.number(card.id, part) for part in ("numerator", "denominator"))
    if (top is None) != (bottom is None):
        field, words = (
            ("denominator", card.denominator) if bottom is None else ("numerator", card.numerator)
        )
        yield Found("parts_halved", field, {"missing": words or card.title})
    elif bottom is not None and bottom <= 0:
        values = {"given": whole(bottom), "denominator": card.denominator or card.title}
        yield Found("denominator_zero", "denominator", values)
    elif top is not None and bottom is not None and top > bottom and _is_part(card):
        values = {"part": whole(top), "whole": whole(bottom)}
        yield Found("part_above_whole", "numerator", values)


def _is_part(card: IndicatorCard) -> bool:
    """Whether the numerator is a part of the denominator."""
    most = card.checks.maximum
    return card.unit_kind == "share" and (most is None or most <= card.multiplier)


def _counts(given: Given, card: IndicatorCard) -> Iterator[Found]:
    for field in card.checks.whole:
        count = given.now.number(card.id, field)
        if count is not None and count < 0:
            yield Found("count_negative", field, {"given": whole(count)})
        elif count is not None and not count.is_integer():
            yield Found("count_not_whole", field, {"given": whole(count)})


def _unit(given: Given, card: IndicatorCard) -> Iterator[Found]:
    unit = given.now.text(card.id, "unit")
    if unit and unit != card.unit:
        yield Found("unit_differs", "unit", {"given": unit, "unit": card.unit_title})


def _source(given: Given, card: IndicatorCard, value: float) -> Iterator[Found]:
    if given.form.rules is not None and not given.now.text(card.id, "source"):
        values = {"what": card.title, "given": whole(value)}
        yield Found("claim_unproven" if value else "zero_unproven", "source", values)


def _rounding(given: Given) -> float:
    return given.form.rules.rounding if given.form.rules else _NO_ROUNDING


def _ratio(given: Given, card: IndicatorCard, value: float) -> Iterator[Found]:
    ratio = given.now.ratio(card)
    if ratio is None:
        return
    decimals = len(f"{value:.12g}".partition(".")[2])
    allowance = max(_rounding(given) * abs(ratio), 0.5 * 10.0**-decimals)
    if abs(value - ratio) > allowance:
        yield Found("value_not_ratio", "value", {"given": whole(value), "ratio": number(ratio)})


def _bounds(given: Given, card: IndicatorCard, value: float) -> Iterator[Found]:
    low, high = card.checks.minimum, card.checks.maximum
    values: dict[str, object] = {"given": whole(value), "unit": card.unit_title}
    if low is not None and value < low:
        yield Found("below_minimum", "value", {**values, "minimum": whole(low)})
    if high is not None and value > high:
        yield Found("above_maximum", "value", {**values, "maximum": whole(high)})


def _others(given: Given, card: IndicatorCard, value: float) -> Iterator[Found]:
    """Values that other indicators bound; those that are not given bound nothing."""
    total = given.form.card(card.checks.at_most)
    most = given.now.value(total) if isinstance(total, IndicatorCard) else None
    if total is not None and most is not None and value > most:
        values = {"given": whole(value), "total": total.title, "most": whole(most)}
        yield Found("above_other", "value", values)
    parts = [given.form.card(part) for part in card.checks.sum_of]
    found = [(p.title, given.now.value(p)) for p in parts if isinstance(p, IndicatorCard)]
    known: list[tuple[Text, float]] = [(name, part) for name, part in found if part is not None]
    if not found or len(known) < len(card.checks.sum_of):
        return
    total_of = math.fsum(part for _, part in known)
    if not math.isclose(value, total_of, rel_tol=_rounding(given)):
        names = titles(name for name, _ in known)
        values = {"given": whole(value), "sum": whole(total_of), "parts": names}
        yield Found("sum_differs", "value", values)


def _jump(given: Given, card: IndicatorCard, value: float) -> Iterator[Found]:
    """From zero any change is without measure."""
    before, rules = given.last_year.value(card), given.form.rules
    most = card.checks.jump or (rules.jump if rules else None)
    if before is None or most is None or value == before:
        return
    if not before or abs(value - before) / abs(before) > most:
        values = {"before": whole(before), "given": whole(value), "most": percent(most)}
        yield Found("jump", "value", values)
