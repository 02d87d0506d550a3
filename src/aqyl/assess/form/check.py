"""Everything that a filled form is told, card by card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from aqyl.assess.form.answers import check_answer
from aqyl.assess.form.entries import Entries
from aqyl.assess.form.found import Found, Given
from aqyl.assess.form.model import Form, InitiativeCard
from aqyl.assess.form.remark import Remark
from aqyl.assess.form.values import check_value
from aqyl.tables import Row


def check(
    form: Form,
    answers: Iterable[Row],
    values: Iterable[Row],
    last_year: Entries | None = None,
    only: Collection[str] | None = None,
) -> tuple[Remark, ...]:
    """Errors to mend and warnings to explain, in the order of the form's cards.

    answers, values: rows of the tables of these names, all of the form's settlement and period.
    last_year: those of the year before. only: ids of the cards to check, where not all are. What an
    edition's rules (`form`, and the `checks` of its indicators) do not speak of is not held against
    anyone.
    """
    now = Entries(tuple(answers), tuple(values))
    given = Given(form, now, last_year or Entries())
    remarks = [
        _remark(given, card.id, found)
        for card in form.cards()
        if only is None or card.id in only
        for found in (
            check_answer(given, card)
            if isinstance(card, InitiativeCard)
            else check_value(given, card)
        )
    ]
    strays = [_remark(given, card, found) for card, found in _strays(form, now)]
    strays = [one for one in strays if only is None or one.card in only]
    return (*strays, *remarks)


def _strays(form: Form, now: Entries) -> Iterator[tuple[str, Found]]:
    """Rows that answer no card of the form, and cards that are answered twice."""
    for name, rows, key in (
        ("initiative", now.answers, "status"),
        ("indicator", now.values, "value"),
    ):
        counts = Counter(str(row[name]) for row in rows)
        for card, count in counts.items():
            found = form.card(card)
            if card in form.not_applied:
                yield card, Found("card_not_applied", name, {"given": card})
            elif found is None or found.kind != name:
                yield card, Found("card_unknown", name, {"given": card})
            elif count > 1:
                yield card, Found("card_twice", key, {"count": count, "title": found.title})


def _remark(given: Given, card: str, found: Found) -> Remark:
    rules = given.form.rules
    warning = rules is not None and found.key in rules.warnings
    explained = warning and bool(given.now.text(card, "note"))
    return Remark(
        found.key, "warning" if warning else "error", card, found.field, found.values, explained
    )
