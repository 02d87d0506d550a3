"""What taking a filled form would change: shown before it is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aqyl.assess.form import Entries
from aqyl.problems import Place
from aqyl.publish.form.filled import Filled, Pair, alike, pairs_of
from aqyl.tables.table import Cell

Kind = Literal["added", "changed", "emptied", "unchanged"]


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a card before and after; emptied ones must be confirmed."""

    card: str
    field: str
    kind: Kind
    before: Cell
    after: Cell
    place: Place


def preview(before: Entries, filled: Filled) -> tuple[Change, ...]:
    """Every field that has or had something in it, in the order of the form.

    before: the entries as they stand. What a deleted row or column held counts as unchanged.
    """
    return tuple(
        Change(card.id, pair.field, _kind(pair), pair.before, pair.after, pair.place)
        for card in filled.form.cards()
        for pair in pairs_of(filled, card, before)
        if (pair.before, pair.after) != (None, None)
    )


def _kind(pair: Pair) -> Kind:
    if alike(pair.before, pair.after):
        return "unchanged"
    if pair.before is None:
        return "added"
    return "emptied" if pair.after is None else "changed"
