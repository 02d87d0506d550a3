"""One cell of a filled form as a field: a status, a number or a text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from aqyl.assess.form import Card, Form, IndicatorCard
from aqyl.assess.form.model import NUMBERS
from aqyl.language import LANGUAGES, fold
from aqyl.problems import Place, Problem
from aqyl.publish.form.filled import Note
from aqyl.publish.form.head import Opened
from aqyl.publish.form.layout import letters, plain
from aqyl.publish.form.marks import Cell as At
from aqyl.publish.form.marks import Marks
from aqyl.publish.form.numbers import both_readings, read_number
from aqyl.tables.table import Cell

_TIMES = (dt.date, dt.time, dt.timedelta)


@dataclass
class CellReader:
    """Reads the cells of a sheet; what is wrong goes to `problems`, what is told to `notes`."""

    opened: Opened
    sheet: str
    marks: Marks
    form: Form
    problems: list[Problem]
    notes: list[Note]

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands, as the office program names it."""
        return Place(self.opened.file, row + 1, letters(column), self.sheet)

    def read(self, card: Card, field: str, value: object, at: At) -> Cell:
        """The field a cell holds; None for a blank one, and where there is a problem."""
        if at in self.marks.errors:
            return self._refuse("form.cell_error", at)
        if value is None or value == "" or (isinstance(value, str) and not plain(value)):
            return None
        if at in self.marks.formulas:
            self._note("formula_read", at, given=_text(value))
        if isinstance(card, IndicatorCard) and field in NUMBERS:
            return self._number(card, field, value, at)
        return self._status(value, at) if field == "status" else _text(value)

    def _refuse(self, key: str, at: At, **values: object) -> Cell:
        self.problems.append(Problem(key, self.place(*at), values))
        return None

    def _note(self, key: str, at: At, **values: object) -> None:
        self.notes.append(Note(key, self.place(*at), values))

    @cached_property
    def _statuses(self) -> dict[str, str]:
        """Folded title in any language, or id -> id; those of the form's language come first."""
        langs = sorted(LANGUAGES, key=lambda lang: lang != self.opened.head.lang)
        found = {
            fold(one.title.say(lang)): one.id for lang in langs[::-1] for one in self.form.statuses
        }
        return {fold(one.id): one.id for one in self.form.statuses} | found

    def _status(self, value: object, at: At) -> Cell:
        status = self._statuses.get(fold(_text(value)))
        if status is None:
            lang = self.opened.head.lang
            allowed = ", ".join(one.title.say(lang) for one in self.form.statuses)
            self._refuse("form.status_unknown", at, given=_text(value), allowed=allowed)
        return status

    def _number(self, card: IndicatorCard, field: str, value: object, at: At) -> Cell:
        percent = at in self.marks.percent
        if isinstance(value, _TIMES):
            return self._refuse("form.date_in_number", at, given=_text(value))
        if isinstance(value, float | int) and not isinstance(value, bool):
            return self._per_cent(card, field, float(value) * 100, at) if percent else float(value)
        text = _text(value)
        number = read_number(text.removesuffix("%"))
        if number == "unclear":
            return self._refuse("form.number_unclear", at, given=text, allowed=both_readings(text))
        if not isinstance(number, float):
            return self._refuse("form.not_number", at, given=text)
        if text.endswith("%") and not (card.is_percent and field == "value"):
            return self._refuse("form.percent_unclear", at, given=text, unit=self._unit(card))
        self._note("text_read", at, given=text, number=f"{number:.15g}")
        return number

    def _per_cent(self, card: IndicatorCard, field: str, number: float, at: At) -> Cell:
        """12.5 % is 0.125 to a spreadsheet, and 12.5 to an indicator in per cent."""
        if not (card.is_percent and field == "value"):
            return self._refuse(
                "form.percent_unclear", at, given=f"{number:.15g} %", unit=self._unit(card)
            )
        self._note("percent_read", at, number=f"{number:.15g}")
        return float(f"{number:.15g}")

    def _unit(self, card: IndicatorCard) -> str:
        return card.unit_title.say(self.opened.head.lang)


def _text(value: object) -> str:
    """A cell as text: 1.0 is 1, a day without a time is a day."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return plain(value)
