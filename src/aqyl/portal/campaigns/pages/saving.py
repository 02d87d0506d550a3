"""What was typed on a card, as what `save-answer` takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aqyl.assess.form import Card, IndicatorCard
from aqyl.portal.campaigns.models import Answer
from aqyl.portal.campaigns.numbers import shown_number, typed_number
from aqyl.problems import Place, Problem

_FIELDS = {
    "initiative": ("status", "source", "note"),
    "indicator": (*Answer.NUMBERS, "source", "note"),
}
_LONGEST = {"status": 80, "source": 500, "note": 4000}


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of a card as text, and what they mean where they can be read."""

    texts: Mapping[str, str]
    given: Mapping[str, object]
    problems: tuple[Problem, ...]


def fields_on(card: Card) -> tuple[str, ...]:
    """The fields of a card; the parts of a value only where it has any."""
    parts = ("numerator", "denominator")
    lacks = isinstance(card, IndicatorCard) and not card.has_parts
    return tuple(name for name in _FIELDS[card.kind] if not (lacks and name in parts))


def texts_of(answer: Answer, card: Card, lang: str) -> dict[str, str]:
    """An answer as it stands in the fields."""
    return {
        name: shown_number(getattr(answer, name), lang)
        if name in Answer.NUMBERS
        else str(getattr(answer, name))
        for name in fields_on(card)
    }


def read_typed(posted: Mapping[str, str], card: Card, lang: str) -> Typed:
    """The fields that were posted; one that was not stays as it is."""
    texts = {
        name: posted[name].replace("\r\n", "\n").strip()
        for name in fields_on(card)
        if name in posted
    }
    given: dict[str, object] = {}
    problems: list[Problem] = []
    for name, text in texts.items():
        if len(text) > _LONGEST.get(name, 400):
            values = {"given": len(text), "allowed": _LONGEST.get(name, 400)}
            problems.append(Problem("portal.too_long", Place(column=name), values))
            continue
        try:
            given[name] = typed_number(text, lang) if name in Answer.NUMBERS else text
        except ValueError:
            problems.append(Problem("portal.not_a_number", Place(column=name), {"given": text}))
    return Typed(texts, given, tuple(problems))


def changed(answer: Answer, given: Mapping[str, object]) -> dict[str, object]:
    """What of it is not what the answer says already."""
    return {name: value for name, value in given.items() if getattr(answer, name) != value}
