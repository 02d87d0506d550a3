"""What can be wrong with the answer to an initiative."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.assess.form.found import Found, Given, titles
from aqyl.assess.form.model import InitiativeCard


def check_answer(given: Given, card: InitiativeCard) -> Iterator[Found]:
    """Everything that is wrong with the answer to an initiative by itself and with others."""
    status = given.now.text(card.id, "status")
    if not status:
        yield Found("status_missing", "status", {"initiative": card.title})
    elif card.status(status) is None:
        allowed = titles(one.title for one in card.statuses)
        yield Found("status_unknown", "status", {"given": status, "allowed": allowed})
    else:
        for check in (_unproven, _prerequisites, _fell):
            yield from check(given, card, status)


def _unproven(given: Given, card: InitiativeCard, status: str) -> Iterator[Found]:
    """A claim needs evidence from the status the rules name; that nothing is there needs it too."""
    rules, rung = given.form.rules, given.form.rung(status)
    if rules is None or given.now.text(card.id, "evidence"):
        return
    values = {"what": card.title, "given": _title(card, status)}
    if rung >= given.form.rung(rules.evidence_from):
        yield Found("claim_unproven", "evidence", values)
    elif rung == 0:
        yield Found("zero_unproven", "evidence", values)


def _prerequisites(given: Given, card: InitiativeCard, status: str) -> Iterator[Found]:
    form, rules = given.form, given.form.rules
    if rules is None or form.rung(status) < form.rung(rules.done_from):
        return
    missing = [
        title
        for other, title in card.prerequisites
        if form.rung(given.now.text(other, "status")) < form.rung(rules.done_from)
    ]
    if missing:
        done = next(one.title for one in card.statuses if one.id == rules.done_from)
        values = {"given": _title(card, status), "missing": titles(missing), "done": done}
        yield Found("prerequisite_missing", "status", values)


def _fell(given: Given, card: InitiativeCard, status: str) -> Iterator[Found]:
    before = given.last_year.text(card.id, "status")
    if card.status(before) and given.form.rung(status) < given.form.rung(before):
        values = {"before": _title(card, before), "given": _title(card, status)}
        yield Found("status_fell", "status", values)


def _title(card: InitiativeCard, status: str) -> object:
    found = card.status(status)
    return found.title if found else status
