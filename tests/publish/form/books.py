"""A written form as plain cells, to be changed as its user would and written anew."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from aqyl.assess.form import Entries, Form
from aqyl.language import Lang
from aqyl.publish.form import Filled, form_bytes, read_form
from aqyl.publish.form.layout import IDS, PLACES
from tests.assess.form.town import answer, form_of, value

KZ = form_of("kz-2026")
CAMERAS, SERVICE = "safety.video-surveillance", "safety.service-112"
CRIMES, CASHLESS = "safety.crimes", "transport.cashless-fares"
NOW = Entries(
    (
        answer(CAMERAS, "implemented", evidence="Акт № 17", note="Қаланың 12 алаңы қамтылған"),
        answer(SERVICE, "pilot", evidence="Хаттама № 4"),
    ),
    (
        value(CRIMES, 640.5, source="police", unit="per-100000"),
        value(CASHLESS, 58.2, numerator=582.0, denominator=1000.0, source="operator",
              unit="percent"),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Formula:
    text: str
    result: object


@dataclass(frozen=True)
class Percent:
    share: float
    form: str = "0.0%"


@dataclass
class Book:
    """Sheets as rows of cells; merged: sheet -> ranges."""

    sheets: dict[str, list[list[Any]]]
    merged: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, form: Form = KZ, now: Entries = NOW, lang: Lang = "kk") -> Book:
        book = CalamineWorkbook.from_filelike(io.BytesIO(form_bytes(form, now, Entries(), lang)))
        rows = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
        return cls(rows)

    def find(self, card: str) -> tuple[str, int]:
        """The sheet and the place of a card's row."""
        return next(
            (name, place)
            for name, rows in self.sheets.items()
            for place, row in enumerate(rows)
            if row and row[0] == card
        )

    def put(self, card: str, key: str, cell: object) -> Book:
        """Fill in a cell of a card's row."""
        name, place = self.find(card)
        self.sheets[name][place][PLACES[key]] = cell
        return self

    def take(self, card: str) -> list[Any]:
        """Take a card's row out."""
        name, place = self.find(card)
        return self.sheets[name].pop(place)

    def head(self, name: str, text: str) -> Book:
        """Change what the hidden sheet says."""
        for row in self.sheets[IDS]:
            if row[0] == name:
                row[1] = text
        return self

    def save(self, path: Path) -> Path:
        book = Workbook(path)
        for name, rows in self.sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    _write(book, sheet, (number, place), cell)
            for cells in self.merged.get(name, ()):
                sheet.merge_range(cells, "")
        book.close()
        return path

    def read(self, folder: Path, form: Form = KZ) -> Filled:
        return read_form(self.save(folder / "filled.xlsx"), form)


def _write(book: Any, sheet: Any, at: tuple[int, int], cell: Any) -> None:
    if isinstance(cell, Formula):
        sheet.write_formula(*at, cell.text, None, cell.result)
    elif isinstance(cell, Percent):
        sheet.write_number(*at, cell.share, book.add_format({"num_format": cell.form}))
    elif isinstance(cell, dt.date):
        sheet.write_datetime(*at, cell, book.add_format({"num_format": "dd.mm.yyyy"}))
    elif isinstance(cell, bool):
        sheet.write_boolean(*at, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(*at, cell)
    elif cell != "":
        sheet.write_string(*at, cell)


def repack(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Change the parts of a workbook as they are stored."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, change(name, part))
    return path
