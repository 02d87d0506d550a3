"""A submission's cards as lines of a list, and how far each domain is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from aqyl.assess.form import (
    Card,
    Entries,
    Form,
    IndicatorCard,
    InitiativeCard,
    Progress,
    Remark,
    Section,
    completeness,
    what_next,
)
from aqyl.portal.campaigns.forms import entries_before, entries_of, form_of, last_year
from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.campaigns.remarks import proofs_of, remarks_of, remember


@dataclass(frozen=True, slots=True)
class Line:
    """A card in a list: what it says, how it stands, how much is remarked on it."""

    card: Card
    answer: Answer
    value: float | None
    errors: int
    warnings: int

    @property
    def status(self) -> object:
        """The status said, None for none and for an indicator."""
        return (
            self.card.status(self.answer.status) if isinstance(self.card, InitiativeCard) else None
        )


class Filled:
    """A submission with all its answers, worked out once for a page: five queries at most."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self.form: Form = form_of(submission)

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """node -> answer."""
        return {one.node: one for one in self.submission.answers.all()}

    @cached_property
    def proofs(self) -> dict[str, str]:
        """node -> something where it has evidence."""
        return proofs_of(self.submission)

    @cached_property
    def entries(self) -> Entries:
        """What is entered."""
        return entries_of(self.submission, self.answers.values(), self.proofs)

    @cached_property
    def before(self) -> dict[str, Answer]:
        """node -> last year's answer."""
        return last_year(self.submission)

    @cached_property
    def entries_before(self) -> Entries:
        """What was entered last year."""
        return entries_before(self.before)

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """Every remark on an answered card."""
        found = remarks_of(self.form, self.entries, self.entries_before)
        remember(self.submission, found)
        return found

    def remarks_on(self, card: Card) -> tuple[Remark, ...]:
        """The remarks on one card, the others not looked for."""
        return remarks_of(self.form, self.entries, self.entries_before, {card.id})

    @cached_property
    def progress(self) -> dict[str, Progress]:
        """domain -> progress."""
        return completeness(self.form, self.entries)

    @property
    def total(self) -> Progress:
        """Progress of the whole form."""
        parts = list(self.progress.values())
        return Progress(
            sum(one.answered for one in parts),
            sum(one.explained for one in parts),
            sum(one.total for one in parts),
        )

    @property
    def next_card(self) -> Card | None:
        """The card to do next."""
        return what_next(self.form, self.entries)

    @cached_property
    def counts(self) -> Mapping[tuple[str, str], int]:
        """(card, severity) -> remarks that are neither mended nor explained."""
        return Counter((one.card, one.severity) for one in self.remarks if not one.explained)

    def lines(self, section: Section) -> list[Line]:
        """The cards of a domain."""
        return [self._line(card) for card in section.cards if card.id in self.answers]

    def open_remarks(self, cards: Iterable[Card]) -> tuple[int, int]:
        """Errors and warnings on some cards that are neither mended nor explained."""
        ids = [card.id for card in cards]
        errors = sum(self.counts.get((card, "error"), 0) for card in ids)
        return errors, sum(self.counts.get((card, "warning"), 0) for card in ids)

    def _line(self, card: Card) -> Line:
        value = self.entries.value(card) if isinstance(card, IndicatorCard) else None
        errors, warnings = (self.counts.get((card.id, kind), 0) for kind in ("error", "warning"))
        return Line(card, self.answers[card.id], value, errors, warnings)
