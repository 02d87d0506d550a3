"""Which form a workbook is, and whether it is the one that is wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aqyl.assess.form import Form
from aqyl.problems import InputError, Place, Problem, raise_if
from aqyl.publish.form.archive import Archive, open_archive
from aqyl.publish.form.layout import HEAD, IDS, VERSION
from aqyl.publish.form.marks import Marks, read_marks

_SHOWN = 12
_YEAR = re.compile(r"(?!0000)[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Head:
    """What the hidden sheet says."""

    version: str
    edition: str
    fingerprint: str
    settlement: str
    period: str
    lang: str


@dataclass(frozen=True)
class Opened:
    """A workbook ready to be read: its sheets (python-calamine), their marks, its head."""

    file: str
    book: Any
    marks: dict[str, Marks]
    head: Head


def read_head(path: Path) -> Head:
    """Which edition, settlement and period a workbook is of. Raises InputError for any other."""
    return open_form(path).head


def open_form(path: Path) -> Opened:
    """Open a workbook that this program wrote. Raises InputError for any other file."""
    archive = open_archive(path)
    marks = read_marks(archive)
    book = _book(archive)
    if IDS not in book.sheet_names:
        raise InputError([Problem("form.not_a_form", Place(path.name))])
    rows = book.get_sheet_by_name(IDS).to_python(skip_empty_area=False)
    found = {str(row[0]): str(row[1]) for row in rows if len(row) > 1}
    if not all(found.get(name) for name in HEAD) or not _YEAR.fullmatch(found["period"]):
        raise InputError([Problem("form.not_a_form", Place(path.name, sheet=IDS))])
    return Opened(path.name, book, marks, Head(*(found[name] for name in HEAD)))


def _book(archive: Archive) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(archive.packed())
    except CalamineError as error:
        place = Place(archive.file)
        raise InputError([Problem("form.broken", place, {"detail": str(error)})]) from error


def refuse_other(opened: Opened, form: Form) -> None:
    """Raise InputError when the workbook is not of this form: all that differs at once."""
    head = opened.head
    pairs = (
        ("version", head.version, VERSION),
        ("edition", head.edition, form.edition),
        ("settlement", head.settlement, form.settlement),
        ("period", head.period, form.period),
    )
    problems = [_other(opened, *pair) for pair in pairs if pair[1] != pair[2]]
    if head.edition == form.edition and head.fingerprint != form.fingerprint:
        digests = head.fingerprint[:_SHOWN], form.fingerprint[:_SHOWN]
        problems.append(_other(opened, "fingerprint", *digests))
    raise_if(problems)


def _other(opened: Opened, what: str, given: str, allowed: str) -> Problem:
    place = Place(opened.file, sheet=IDS)
    return Problem(f"form.other_{what}", place, {"given": given, "allowed": allowed})
