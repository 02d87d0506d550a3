"""The rows of one settlement and period, in the form of the tables `answers` and `values`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from aqyl.assess.form.model import ANSWER_FIELDS, VALUE_FIELDS, Card, IndicatorCard
from aqyl.tables import Row, Table

_FIELDS = {"initiative": ANSWER_FIELDS, "indicator": VALUE_FIELDS}


def fields_of(card: Card) -> tuple[str, ...]:
    """What is filled in on a card: columns of its table."""
    return _FIELDS[card.kind]


@dataclass(frozen=True)
class Entries:
    """Rows of `answers` and `values`; a card that has none is unanswered."""

    answers: tuple[Row, ...] = ()
    values: tuple[Row, ...] = ()

    @classmethod
    def of(cls, tables: Mapping[str, Table], settlement: str, period: str) -> Entries:
        """The rows of a settlement and period among those of whole tables."""
        answers, values = (
            tuple(
                row
                for row in (tables[name].rows if name in tables else ())
                if (row["settlement"], row["period"]) == (settlement, period)
            )
            for name in ("answers", "values")
        )
        return cls(answers, values)

    @cached_property
    def _by_card(self) -> dict[str, Row]:
        named = ((str(row["initiative"]), row) for row in reversed(self.answers))
        return dict((*named, *((str(row["indicator"]), row) for row in reversed(self.values))))

    def row(self, card: str) -> Row | None:
        """The row of a card, the first where there are several."""
        return self._by_card.get(card)

    def text(self, card: str, field: str) -> str:
        """A field of a card as text; empty when it is blank or the card has no row."""
        value = (self.row(card) or {}).get(field)
        return "" if value is None else str(value)

    def number(self, card: str, field: str) -> float | None:
        """A number of a card; None when it is blank or the card has no row."""
        value = (self.row(card) or {}).get(field)
        return None if value is None else float(value)

    def value(self, card: IndicatorCard) -> float | None:
        """The value of an indicator: as stated, else what its parts come to."""
        stated = self.number(card.id, "value")
        return self.ratio(card) if stated is None else stated

    def ratio(self, card: IndicatorCard) -> float | None:
        """numerator / denominator * multiplier; None without both or over zero."""
        top, bottom = self.number(card.id, "numerator"), self.number(card.id, "denominator")
        return None if top is None or not bottom else top / bottom * card.multiplier
