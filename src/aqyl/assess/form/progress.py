"""How much of a form is filled in, and which card comes next."""

from __future__ import annotations

from dataclasses import dataclass

from aqyl.assess.form.entries import Entries
from aqyl.assess.form.model import Card, Form, IndicatorCard, InitiativeCard, Section


@dataclass(frozen=True, slots=True)
class Progress:
    """Of `total` cards: how many have an answer, how many say only why they have none."""

    answered: int
    explained: int
    total: int

    @property
    def left(self) -> int:
        """Cards of which nothing is said."""
        return self.total - self.answered - self.explained


def is_answered(card: Card, now: Entries) -> bool:
    """Whether a card has a status that may be chosen, or a value (its parts will do)."""
    if isinstance(card, IndicatorCard):
        return now.value(card) is not None
    return card.status(now.text(card.id, "status")) is not None


def is_explained(card: Card, now: Entries) -> bool:
    """Whether a comment says why an indicator has no value; an initiative always has a status."""
    return isinstance(card, IndicatorCard) and bool(now.text(card.id, "note"))


def completeness(form: Form, now: Entries) -> dict[str, Progress]:
    """Progress by domain, in the order of the form."""
    return {section.id: _progress(section, now) for section in form.sections}


def _progress(section: Section, now: Entries) -> Progress:
    blank = [card for card in section.cards if not is_answered(card, now)]
    explained = sum(is_explained(card, now) for card in blank)
    return Progress(len(section.cards) - len(blank), explained, len(section.cards))


def what_next(form: Form, now: Entries) -> Card | None:
    """The card to do next; None when every card is done.

    Base initiatives come first, by stage, what they rest on before them; then indicators, then
    recommended initiatives.
    """
    left = [card for card in form.cards() if not _is_done(card, now)]
    turns = {card.id: _turn(card) for card in left}
    ready = [
        card
        for card in left
        if not any(turns[p] <= turns[card.id] for p in _first(card) if p in turns)
    ]
    return min(ready, key=_turn, default=None)


def _is_done(card: Card, now: Entries) -> bool:
    return is_answered(card, now) or is_explained(card, now)


def _first(card: Card) -> tuple[str, ...]:
    """What a card rests on."""
    return tuple(p for p, _ in card.prerequisites) if isinstance(card, InitiativeCard) else ()


def _turn(card: Card) -> tuple[int, int]:
    if isinstance(card, IndicatorCard):
        return 1, 0
    return (0 if card.obligation == "base" else 2), card.stage
