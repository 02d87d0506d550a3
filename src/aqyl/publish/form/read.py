"""Read a filled workbook back: ids decide which row is which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aqyl.assess.form import Card, Form
from aqyl.problems import Place, Problem, raise_if
from aqyl.publish.form.cells import CellReader
from aqyl.publish.form.filled import Filled, FilledCard, Note, alike
from aqyl.publish.form.head import Opened, open_form, refuse_other
from aqyl.publish.form.layout import COLUMNS, IDS, MARK, NO_CARD, cover_name, letters
from aqyl.publish.form.marks import Marks
from aqyl.tables.table import Cell

_INPUTS = tuple(column for column in COLUMNS if column.initiative or column.indicator)
# The hidden row that names the columns may have slid down a little.
_HEAD_ROWS = 10


def read_form(path: Path, form: Form) -> Filled:
    """The fields of every row that is there, with their cells.

    Rows may be sorted or moved, to another sheet too. A deleted row leaves its card as it was; an
    emptied cell is an emptied field. Raises InputError: a file that is no workbook of this form
    (another edition, settlement, period, or an edition that changed since), and with every cell
    that cannot be read: an unknown status, text or a date where a number belongs, a number that
    can be read in two ways, an error, merged cells, a row without an id or with one unknown, a card
    filled in twice in different ways.
    """
    opened = open_form(path)
    refuse_other(opened, form)
    reading = _Reading(opened, form)
    for name in opened.book.sheet_names:
        if name != IDS:
            reading.read_sheet(name)
    raise_if(reading.problems)
    missing = sum(card.id not in reading.cards for card in form.cards())
    notes = list(reading.notes)
    if missing:
        notes.append(Note("rows_missing", Place(path.name), {"count": missing}))
    return Filled(form, reading.cards, tuple(notes))


@dataclass
class _Reading:
    opened: Opened
    form: Form
    cards: dict[str, FilledCard] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def read_sheet(self, name: str) -> None:
        sheet = self.opened.book.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False)
        columns = _columns(rows)
        if "id" not in columns:
            if name != cover_name(self.opened.head.lang) and any(map(any, rows)):
                self.notes.append(Note("sheet_passed_over", Place(self.opened.file, sheet=name)))
            return
        for key in (column.key for column in _INPUTS if column.key not in columns):
            place = Place(self.opened.file, sheet=name)
            self.notes.append(Note("column_missing", place, {"column": key}))
        self._refuse_merged(name, sheet.merged_cell_ranges or [], columns)
        marks = self.opened.marks.get(name, Marks())
        reader = CellReader(self.opened, name, marks, self.form, self.problems, self.notes)
        for number, cells in enumerate(rows):
            self._row(number, cells, columns, reader)

    def _row(
        self, number: int, cells: list[object], columns: Mapping[str, int], reader: CellReader
    ) -> None:
        card_id = str(cells[columns["id"]]).strip()
        if card_id == NO_CARD or card_id.startswith(MARK):
            return
        card = self.form.card(card_id)
        if card is not None:
            self._take(card, _filled(card, number, cells, columns, reader), reader.place(number, 0))
        elif card_id:
            place = reader.place(number, columns["id"])
            self.problems.append(Problem("form.card_unknown", place, {"given": card_id}))
        elif any(cells[columns[c.key]] not in ("", None) for c in _INPUTS if c.key in columns):
            self.problems.append(Problem("form.row_bare", reader.place(number, columns["id"])))

    def _take(self, card: Card, found: FilledCard, place: Place) -> None:
        """A row that stands twice may say the same twice."""
        first = self.cards.setdefault(card.id, found)
        differs = any(not alike(first.fields.get(k), v) for k, v in found.fields.items())
        if differs:
            where = next(iter(first.places.values()))
            title = card.title.say(self.opened.head.lang)
            values = {"given": title, "first": f"{where.sheet}:{where.line}"}
            self.problems.append(Problem("form.card_twice", place, values))

    def _refuse_merged(
        self,
        name: str,
        ranges: list[tuple[tuple[int, int], tuple[int, int]]],
        columns: Mapping[str, int],
    ) -> None:
        """Cells merged with one that is filled in: what the others held is gone."""
        inputs = {columns[column.key] for column in _INPUTS if column.key in columns}
        for (top, left), (bottom, right) in ranges:
            if inputs.intersection(range(left, right + 1)):
                given = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
                place = Place(self.opened.file, top + 1, letters(left), name)
                self.problems.append(Problem("form.merged", place, {"given": given}))


def _columns(rows: list[list[object]]) -> dict[str, int]:
    """key -> place of the columns, as the hidden row names them."""
    for row in rows[:_HEAD_ROWS]:
        found = {
            str(cell).removeprefix(MARK): place
            for place, cell in enumerate(row)
            if str(cell).startswith(MARK)
        }
        if "id" in found:
            return found
    return {}


def _filled(
    card: Card, number: int, cells: list[object], columns: Mapping[str, int], reader: CellReader
) -> FilledCard:
    fields: dict[str, Cell] = {}
    places: dict[str, Place] = {}
    for name, place in _fields(card, columns):
        fields[name] = reader.read(card, name, cells[place], (number, place))
        places[name] = reader.place(number, place)
    return FilledCard(fields, places)


def _fields(card: Card, columns: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    for column in _INPUTS:
        name = column.field(card)
        if name and column.key in columns:
            yield name, columns[column.key]
