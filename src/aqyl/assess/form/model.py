"""The self-assessment form of one settlement as data: sections of cards in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from aqyl.standard.entries import Text
from aqyl.standard.models import Checks, Direction, Obligation, UnitKind
from aqyl.standard.procedure import FormRules

ANSWER_FIELDS = ("status", "evidence", "note")
VALUE_FIELDS = ("value", "numerator", "denominator", "source", "note")
NUMBERS = ("value", "numerator", "denominator")

CardKind = Literal["initiative", "indicator"]


@dataclass(frozen=True, slots=True)
class StatusChoice:
    """A status that may be chosen; `done` words what counts as it for this very initiative.

    own: whether the initiative words it itself. ladder: its rung, None off the ladder.
    """

    id: str
    title: Text
    done: Text
    own: bool
    ladder: int | None


@dataclass(frozen=True, slots=True)
class InitiativeCard:
    """What a settlement says of an initiative.

    prerequisites: the initiatives of the form that must be done first, id and title.
    """

    id: str
    title: Text
    domain: str
    obligation: Obligation
    stage: int
    statuses: tuple[StatusChoice, ...]
    prerequisites: tuple[tuple[str, Text], ...]
    kind: CardKind = "initiative"

    def status(self, status: object) -> StatusChoice | None:
        """A status by its id; None when it cannot be chosen."""
        return next((one for one in self.statuses if one.id == status), None)


@dataclass(frozen=True, slots=True)
class IndicatorCard:
    """What a settlement measures: value = numerator / denominator * multiplier."""

    id: str
    title: Text
    domain: str
    unit: str
    unit_title: Text
    unit_kind: UnitKind
    direction: Direction
    numerator: Text | None
    denominator: Text | None
    multiplier: float
    checks: Checks
    note: Text | None
    kind: CardKind = "indicator"

    @property
    def has_parts(self) -> bool:
        """Whether the value may be given by its numerator and denominator."""
        return self.numerator is not None and self.denominator is not None

    @property
    def is_percent(self) -> bool:
        """Whether 12.5 means 12.5 per cent."""
        return self.unit_kind == "share" and self.multiplier == 100


Card = InitiativeCard | IndicatorCard


@dataclass(frozen=True, slots=True)
class Section:
    """A domain: its initiatives, base ones first, then its indicators."""

    id: str
    title: Text
    initiatives: tuple[InitiativeCard, ...]
    indicators: tuple[IndicatorCard, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards in the order in which they are filled in."""
        return (*self.initiatives, *self.indicators)


@dataclass(frozen=True)
class Form:
    """The form of a settlement for a period.

    fingerprint: that of the edition it was made from. working: whether any of its entries is not
    official. not_applied: initiatives of the edition that do not count for the group.
    """

    edition: str
    edition_title: Text
    fingerprint: str
    working: bool
    period: str
    settlement: str
    settlement_title: Text
    group: str
    group_title: Text | None
    sections: tuple[Section, ...]
    not_applied: frozenset[str]
    statuses: tuple[StatusChoice, ...]
    rules: FormRules | None

    @cached_property
    def _by_id(self) -> dict[str, Card]:
        return {card.id: card for card in self.cards()}

    def cards(self) -> Iterator[Card]:
        """Every card, section by section."""
        return (card for section in self.sections for card in section.cards)

    def card(self, card: object) -> Card | None:
        """A card by the id of its initiative or indicator; None when the form lacks it."""
        return self._by_id.get(str(card))

    def rung(self, status: object) -> int:
        """The rung of a status; -1 for one off the ladder, such as what was lost."""
        found = next((one.ladder for one in self.statuses if one.id == status), None)
        return -1 if found is None else found
