"""What was read from a workbook: fields by card, each with its cell, and what is to be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from aqyl.assess.form import Card, Entries, Form, fields_of
from aqyl.language import say
from aqyl.problems import Place
from aqyl.publish.form.layout import plain
from aqyl.publish.form.numbers import same
from aqyl.tables import SCHEMAS, Row
from aqyl.tables.table import Cell


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was read in a way its author should know of; no error."""

    key: str
    place: Place
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: str) -> str:
        """The note with its place."""
        return f"{self.place}: {say(f'form.note.{self.key}', lang, **self.values)}"


@dataclass(frozen=True, slots=True)
class FilledCard:
    """A row that was found: the fields whose columns are there, and their cells."""

    fields: Mapping[str, Cell]
    places: Mapping[str, Place]


@dataclass(frozen=True)
class Filled:
    """A form as it was filled in; cards whose rows are gone are not among `cards`."""

    form: Form
    cards: Mapping[str, FilledCard]
    notes: tuple[Note, ...] = ()

    def entries(self, before: Entries | None = None) -> Entries:
        """The rows as they would be: those of before, with what was filled in.

        A row that changed is a claim anew; one that did not keeps all it has. A card that is blank
        altogether has no row.
        """
        old = before or Entries()
        rows: dict[str, list[Row]] = {"initiative": [], "indicator": []}
        for card in self.form.cards():
            row = self._row(card, old)
            if row is not None:
                rows[card.kind].append(row)
        return Entries(tuple(rows["initiative"]), tuple(rows["indicator"]))

    def _row(self, card: Card, old: Entries) -> Row | None:
        before = old.row(card.id)
        pairs = list(pairs_of(self, card, old))
        if all(alike(one.before, one.after) for one in pairs):
            return before
        fields = {one.field: one.after for one in pairs}
        if all(value is None for value in fields.values()):
            return None
        answers = card.kind == "initiative"
        blank: Row = dict.fromkeys(SCHEMAS["answers" if answers else "values"].names)
        unit: Row = {} if answers else {"unit": getattr(card, "unit", None)}
        own: Row = {
            "settlement": self.form.settlement,
            card.kind: card.id,
            "period": self.form.period,
            "verified": "claimed",
        }
        return {**blank, **own, **unit, **fields}


@dataclass(frozen=True, slots=True)
class Pair:
    """A field before and after; one whose column or row is gone is after what it was before."""

    field: str
    before: Cell
    after: Cell
    place: Place


def pairs_of(filled: Filled, card: Card, before: Entries) -> Iterator[Pair]:
    """Every field of a card, before and after."""
    row, found = before.row(card.id) or {}, filled.cards.get(card.id)
    for name in fields_of(card):
        old = _clean(row.get(name))
        if found is None or name not in found.fields:
            yield Pair(name, old, old, Place())
        else:
            yield Pair(name, old, found.fields[name], found.places[name])


def _clean(value: Cell) -> Cell:
    """A field as a cell would hold it."""
    return (plain(value) or None) if isinstance(value, str) else value


def alike(a: Cell, b: Cell) -> bool:
    """Whether a field did not change."""
    if isinstance(a, str) or isinstance(b, str) or a is None or b is None:
        return a == b
    return same(a, b)
