"""A checked form in words and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from aqyl.assess.form import Entries, Form, Remark, completeness, what_next
from aqyl.cli.screen import Screen
from aqyl.language import say
from aqyl.publish.form import Change, Filled

if TYPE_CHECKING:
    from aqyl.tables.table import Cell

# Said by the progress of each domain, not card by card.
_BLANK = ("status_missing", "value_missing")


@dataclass(frozen=True)
class Checked:
    """A form with what was read, what is remarked on it and what it would change."""

    form: Form
    now: Entries
    filled: Filled
    remarks: tuple[Remark, ...]
    changes: tuple[Change, ...]


def to_json(screen: Screen, checked: Checked) -> dict[str, object]:
    """All of it; sentences in the language of the settings."""
    form, following = checked.form, what_next(checked.form, checked.now)
    return {
        "edition": form.edition,
        "settlement": form.settlement,
        "period": form.period,
        "remarks": [remark.as_dict(screen.lang) for remark in checked.remarks],
        "changes": [{**asdict(change), "place": str(change.place)} for change in checked.changes],
        "notes": [note.text(screen.lang) for note in checked.filled.notes],
        "progress": {
            domain: asdict(progress) for domain, progress in completeness(form, checked.now).items()
        },
        "next": following.id if following else None,
    }


def show(screen: Screen, checked: Checked) -> None:
    """Changes, remarks, notes, progress: what must be confirmed or mended comes first."""
    form = checked.form
    name = form.settlement_title.say(screen.lang)
    screen.line(screen.say("cli.form.head", name=name, edition=form.edition, period=form.period))
    blocks = (_changes(screen, checked), _remarks(screen, checked), _notes(screen, checked))
    for block in (*blocks, _progress(screen, checked)):
        lines = list(block)
        if lines:
            screen.line()
        for line in lines:
            screen.line(line)


def _changes(screen: Screen, checked: Checked) -> Iterator[str]:
    counts = Counter[str](change.kind for change in checked.changes)
    kinds = ("emptied", "changed", "added", "unchanged")
    yield screen.say("cli.form.changes", **{kind: counts[kind] for kind in kinds})
    for kind in kinds[:-1]:
        for change in checked.changes:
            if change.kind == kind:
                yield _change(screen, checked.form, change)


def _change(screen: Screen, form: Form, change: Change) -> str:
    card = form.card(change.card)
    values = {
        "kind": say(f"form.change.{change.kind}", screen.lang),
        "title": card.title.say(screen.lang) if card else change.card,
        "field": say(f"form.field.{change.field}", screen.lang),
        "before": _shown(screen, form, change, change.before),
        "after": _shown(screen, form, change, change.after),
    }
    return screen.say("cli.form.change", **values)


def _shown(screen: Screen, form: Form, change: Change, value: Cell) -> str:
    if value is None:
        return "–"
    if isinstance(value, float | int):
        text = f"{value:.15g}"
        return text if screen.lang == "en" else text.replace(".", ",")
    if change.field == "status":
        titles = {status.id: status.title.say(screen.lang) for status in form.statuses}
        return titles.get(value, value)
    return value


def _remarks(screen: Screen, checked: Checked) -> Iterator[str]:
    told = [remark for remark in checked.remarks if remark.key not in _BLANK]
    counts = Counter(remark.severity for remark in told)
    explained = sum(remark.explained for remark in told)
    yield screen.say(
        "cli.form.remarks",
        error=counts["error"],
        warning=counts["warning"],
        explained=explained,
        blank=len(checked.remarks) - len(told),
    )
    for severity in ("error", "warning"):
        for remark in told:
            if remark.severity == severity:
                yield from _remark(screen, checked.form, remark)


def _remark(screen: Screen, form: Form, remark: Remark) -> Iterator[str]:
    card = form.card(remark.card)
    title = card.title.say(screen.lang) if card else remark.card
    severity = screen.say(f"cli.severity.{remark.severity}")
    mark = f" [{screen.say('cli.form.explained')}]" if remark.explained else ""
    yield f"{severity}{mark}: {title} ({remark.card}, {remark.field})"
    for part in ("given", "allowed", "repair"):
        yield f"  {say(f'problem.word.{part}', screen.lang)}: {remark.part(part, screen.lang)}"


def _notes(screen: Screen, checked: Checked) -> Iterator[str]:
    for note in checked.filled.notes:
        yield note.text(screen.lang)


def _progress(screen: Screen, checked: Checked) -> Iterator[str]:
    titles = {section.id: section.title for section in checked.form.sections}
    for domain, one in completeness(checked.form, checked.now).items():
        values = {"domain": titles[domain].say(screen.lang), "answered": one.answered}
        yield screen.say("cli.form.progress", **values, explained=one.explained, total=one.total)
    following = what_next(checked.form, checked.now)
    if following:
        title = following.title.say(screen.lang)
        yield screen.say("cli.form.next", title=title, card=following.id)
