"""The texts of the locked cells: obligation, unit, what counts as done, how a value is made."""

from __future__ import annotations

import math

from aqyl.assess.form import Card, Entries, IndicatorCard, InitiativeCard, StatusChoice
from aqyl.language import say
from aqyl.publish.form.layout import COLUMNS
from aqyl.publish.form.rules import bounds

Run = tuple[str, str]


def about(card: Card, lang: str) -> str:
    """The obligation of an initiative, the unit of an indicator."""
    if isinstance(card, InitiativeCard):
        return say(f"form.obligation.{card.obligation}", lang)
    return card.unit_title.say(lang)


def rungs(card: InitiativeCard, lang: str) -> list[Run]:
    """Pieces of text with their formats: what counts as each status, and what comes first.

    The statuses that the initiative words itself; if none, all but the lowest in general words.
    """
    own = [status for status in card.statuses if status.own]
    shown = own or [status for status in card.statuses if status.ladder]
    runs = [run for status in shown for run in _rung(status, lang)]
    if card.prerequisites:
        names = "; ".join(title.say(lang) for _, title in card.prerequisites)
        runs.append((say("form.sheet.first", lang, titles=names), "run_soft"))
    elif runs:
        runs[-1] = (runs[-1][0].rstrip("\n"), runs[-1][1])
    return runs


def _rung(status: StatusChoice, lang: str) -> tuple[Run, Run]:
    title = status.title.say(lang)
    return (
        (f"{title[:1].upper()}{title[1:]}: ", "run_bold"),
        (f"{status.done.say(lang)}\n", "run"),
    )


def how_worked_out(card: IndicatorCard, lang: str) -> str:
    """Direction, the two parts, bounds, note; a line each."""
    lines = [say(f"form.direction.{card.direction}", lang)]
    if card.numerator and card.denominator:
        parts = {"numerator": card.numerator.say(lang), "denominator": card.denominator.say(lang)}
        lines.append(say("form.sheet.numerator", lang, **parts))
        lines.append(say("form.sheet.denominator", lang, **parts))
    limits = bounds(card.checks.minimum, card.checks.maximum, lang)
    if limits:
        lines.append(say("form.sheet.bounds", lang, bounds=limits))
    if card.note:
        lines.append(card.note.say(lang))
    return "\n".join(lines)


# Points a line and characters for each unit of width, in small type and in that of the others.
_SMALL, _COMMON = (11.75, 1.34), (13.0, 1.02)
_LEAST, _MOST = 30.0, 400.0


def row_height(card: Card, now: Entries, lang: str) -> float:
    """Points that show every text of a row: office programs do not all work it out themselves."""
    if isinstance(card, InitiativeCard):
        done = "".join(text for text, _ in rungs(card, lang))
    else:
        done = how_worked_out(card, lang)
    texts = {"title": card.title.say(lang), "about": about(card, lang), "done": done}
    heights = [
        _height(
            texts.get(column.key) or now.text(card.id, column.field(card)),
            column.width - 2,
            *(_SMALL if column.key == "done" else _COMMON),
        )
        for column in COLUMNS
    ]
    return min(max(_LEAST, *heights), _MOST)


def _height(text: str, width: int, line: float, per_width: float) -> float:
    lines = (max(1, math.ceil(len(part) / (width * per_width))) for part in text.split("\n"))
    return sum(lines) * line + 5
