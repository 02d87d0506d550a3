"""From a row of text to the fields of an initiative; every wrong cell is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from aqyl.language import LANGUAGES
from aqyl.standard.checks import nearest
from aqyl.standard.entries import Id
from aqyl.standard.exchange.columns import Ids, ListColumn
from aqyl.standard.exchange.lines import Sheet

Fields = dict[str, Any]

NONE = frozenset({"-", "–", "—"})
_NUMBER = re.compile(r"\d+(\.\d+)?")
_COMMA = re.compile(r"\d+,\d+")
_ID: TypeAdapter[str] = TypeAdapter(Id)


def read_rows(sheet: Sheet, columns: tuple[ListColumn, ...], ids: Ids) -> dict[str, Fields]:
    """id -> the fields its row gives; `ids` are those of the edition (list -> ids).

    A blank cell gives no field, a dash empties a list. Problems are added to the sheet's.
    """
    first: dict[str, int] = {}
    for line, row in sheet.rows:
        entry_id = row.get("id", "")
        if entry_id and first.setdefault(entry_id, line) != line:
            sheet.report("table.key_twice", line, "id", given=entry_id, first=first[entry_id])
    known = {**ids, "initiatives": (*ids["initiatives"], *first)}
    reader = _RowReader(sheet, columns, known, set(ids["initiatives"]))
    return {row.get("id", ""): reader.fields(line, row) for line, row in sheet.rows}


class _RowReader:
    def __init__(
        self, sheet: Sheet, columns: tuple[ListColumn, ...], ids: Ids, there: set[str]
    ) -> None:
        self.sheet = sheet
        self.columns = columns
        self.ids = ids
        self.there = there

    def fields(self, line: int, row: Mapping[str, str]) -> Fields:
        found: Fields = {}
        new = row.get("id") not in self.there
        for column in self.columns:
            text = row.get(column.name, "")
            if text:
                self._put(found, column, text, line)
            elif self._needed(column, new):
                self.sheet.report("table.blank", line, column.name, column=column.name)
        self._whole_texts(found, line)
        return found

    def _needed(self, column: ListColumn, new: bool) -> bool:
        """A column missing from the header is said once, not in every row."""
        there = column.name in self.sheet.header
        return (column.always and there) or (column.when_new and new)

    def _put(self, found: Fields, column: ListColumn, text: str, line: int) -> None:
        value = self._value(column, text, line)
        if value is None:
            return
        if column.group:
            found.setdefault("groups", {})[column.group] = value
        elif column.status:
            found.setdefault("done", {}).setdefault(column.status, {})[column.language] = value
        elif column.language:
            found.setdefault("title", {})[column.language] = value
        else:
            found[column.name] = int(value) if column.name == "stage" else value

    def _value(self, column: ListColumn, text: str, line: int) -> Any:
        readers = {
            "id": self._id,
            "choice": self._choice,
            "number": self._number,
            "ids": self._ids,
            "references": self._references,
        }
        return readers[column.kind](column, text, line) if column.kind in readers else text

    def _id(self, column: ListColumn, text: str, line: int) -> str | None:
        try:
            return _ID.validate_python(text)
        except ValidationError:
            self.sheet.report("edition.bad_id", line, column.name, given=f'"{text}"')
            return None

    def _choice(self, column: ListColumn, text: str, line: int) -> str | None:
        if text in column.choices:
            return text
        if column.names:
            self._unknown(column, text, column.choices, line)
        else:
            allowed = ", ".join(column.choices)
            self.sheet.report("table.choice", line, column.name, given=text, allowed=allowed)
        return None

    def _number(self, column: ListColumn, text: str, line: int) -> float | None:
        if _NUMBER.fullmatch(text):
            return float(text)
        if _COMMA.fullmatch(text):
            point = text.replace(",", ".")
            self.sheet.report("table.decimal_comma", line, column.name, given=text, point=point)
        else:
            self.sheet.report("table.not_number", line, column.name, given=text)
        return None

    def _ids(self, column: ListColumn, text: str, line: int) -> list[str]:
        given = _parts(text)
        for entry_id in given:
            if entry_id not in self.ids[column.names]:
                self._unknown(column, entry_id, self.ids[column.names], line)
        return given

    def _unknown(self, column: ListColumn, given: str, known: Any, line: int) -> None:
        near = ", ".join(nearest(given, known)) or "–"
        values = {"field": column.name, "given": given, "near": near}
        self.sheet.report("edition.unknown_id", line, column.name, **values)

    def _references(self, column: ListColumn, text: str, line: int) -> list[dict[str, str]]:
        found = []
        for part in _parts(text):
            standard, _, code = (piece.strip() for piece in part.partition(","))
            if not standard or not code:
                self.sheet.report("exchange.reference", line, column.name, given=part)
            found.append({"standard": standard, "code": code})
        return found

    def _whole_texts(self, found: Fields, line: int) -> None:
        """What counts as done is worded in all three languages or in none."""
        for status, words in found.get("done", {}).items():
            for lang in LANGUAGES:
                if lang not in words:
                    name = f"done_{status}_{lang}"
                    self.sheet.report("table.blank", line, name, column=name)


def _parts(text: str) -> list[str]:
    if text in NONE:
        return []
    return [part.strip() for part in text.split(";") if part.strip()]
