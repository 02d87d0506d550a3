"""Rows of the `projects` table to projects; what is wrong with a row is said, with its repair."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field

import numpy as np

from aqyl.assess.dates import parse_on
from aqyl.diagnose.duplicates.bins import is_bin
from aqyl.diagnose.duplicates.letters import unmixed
from aqyl.diagnose.duplicates.projects import NO_DAY, Projects
from aqyl.language import LANGUAGES
from aqyl.problems import Place, Problem
from aqyl.register import Register
from aqyl.standard import Edition
from aqyl.tables import Row, Table

TENGE = "KZT"
# Tenge; more than the gross product of the country in ten years is a slip of the hand.
_MOST = 1e15
_TEXTS = ("title", "description")
# How a spreadsheet's date without a time comes out.
_MIDNIGHT = " 00:00:00"


@dataclass(frozen=True)
class Read:
    """errors: rows left out. warnings: rows used, without the part that is wrong."""

    projects: Projects
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass
class _Reading:
    """What a row may name, and the problems found so far."""

    settlements: Container[str]
    initiatives: Container[str]
    technologies: Container[str]
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read_projects(table: Table, edition: Edition, register: Register) -> Read:
    """The projects of a table.

    A row without a title, with a negative or impossible amount, an unknown settlement or an end
    before its start is left out; a title in one language, letters of two alphabets in a word,
    another currency, a wrong BIN, an unknown initiative or technology and an unreadable date are
    warnings.
    """
    reading = _Reading(
        register,
        {one.id for one in edition.initiatives},
        {one.id for one in edition.technologies},
    )
    rows = [_row(row, table.place, index, reading) for index, row in enumerate(table)]
    used = [row for row in rows if row is not None]
    return Read(_columns(used), tuple(reading.errors), tuple(reading.warnings))


def _row(row: Row, place: Callable[[int, str], Place], index: int, reading: _Reading) -> Row | None:
    def wrong(key: str, column: str, **values: object) -> None:
        reading.errors.append(Problem(f"duplicates.{key}", place(index, column), values))

    def doubt(key: str, column: str, **values: object) -> None:
        reading.warnings.append(Problem(f"duplicates.{key}", place(index, column), values))

    before = len(reading.errors)
    read: Row = dict(row)
    _texts(read, wrong, doubt)
    _codes(read, reading, wrong, doubt)
    _money(read, wrong, doubt)
    _dates(read, wrong, doubt)
    return read if len(reading.errors) == before else None


Say = Callable[..., None]


def _texts(row: Row, wrong: Say, doubt: Say) -> None:
    for name in (f"{text}_{lang}" for text in _TEXTS for lang in LANGUAGES):
        row[name], mixed = unmixed(str(row.get(name) or ""))
        if mixed:
            doubt(
                "mixed_letters", name, given=", ".join(mixed), folded=unmixed(", ".join(mixed))[0]
            )
    there = [lang for lang in LANGUAGES if row[f"title_{lang}"]]
    if not there:
        wrong("no_title", "title_kk", given=str(row["id"]))
    elif len(there) == 1:
        doubt("one_language", f"title_{there[0]}", given=there[0])


def _codes(row: Row, reading: _Reading, wrong: Say, doubt: Say) -> None:
    if str(row.get("settlement") or "") not in reading.settlements:
        wrong("settlement_unknown", "settlement", given=row.get("settlement") or "–")
    for name, known in (
        ("initiative", reading.initiatives),
        ("technology", reading.technologies),
    ):
        given = str(row.get(name) or "")
        if given and given not in known:
            doubt(f"{name}_unknown", name, given=given)
            row[name] = ""
    given = str(row.get("supplier_bin") or "")
    # A spreadsheet that takes a BIN for a number drops its leading zeros.
    row["supplier_bin"] = given.zfill(12) if given else ""
    if given and not is_bin(given.zfill(12)):
        doubt("bin_wrong", "supplier_bin", given=given)
        row["supplier_bin"] = ""


def _money(row: Row, wrong: Say, doubt: Say) -> None:
    amount, currency = row.get("amount"), str(row.get("currency") or TENGE)
    if isinstance(amount, float) and amount < 0:
        wrong("amount_negative", "amount", given=amount)
    if isinstance(amount, float) and amount > _MOST:
        wrong("amount_too_large", "amount", given=f"{amount:g}")
    if currency.upper() != TENGE:
        doubt("currency_other", "currency", given=currency)
        row["amount"] = None


def _dates(row: Row, wrong: Say, doubt: Say) -> None:
    days: dict[str, int] = {"start": NO_DAY, "end": NO_DAY}
    for side, name in enumerate(days):
        given = row.get(name)
        try:
            span = parse_on(str(given).removesuffix(_MIDNIGHT)) if given else None
        except ValueError:
            doubt("date_unreadable", name, given=given)
            span = None
        days[name] = span[side].toordinal() if span else NO_DAY
    if days["start"] and days["end"] and days["end"] < days["start"]:
        wrong("end_before_start", "end", given=row["end"], start=row["start"])
    row |= {name: float(day) for name, day in days.items()}


def _columns(rows: Iterable[Row]) -> Projects:
    rows = list(rows)

    def texts(name: str) -> list[str]:
        return [str(row.get(name) or "") for row in rows]

    def days(name: str) -> list[int]:
        return [int(row[name] or NO_DAY) for row in rows]

    amounts = [row.get("amount") for row in rows]
    return Projects(
        id=texts("id"),
        settlement=texts("settlement"),
        titles={lang: texts(f"title_{lang}") for lang in LANGUAGES},
        descriptions={lang: texts(f"description_{lang}") for lang in LANGUAGES},
        initiative=texts("initiative"),
        technology=texts("technology"),
        supplier=texts("supplier"),
        bin=texts("supplier_bin"),
        amount=np.array([np.nan if a is None else a for a in amounts], dtype=np.float64),
        start=np.array(days("start"), dtype=np.int64),
        end=np.array(days("end"), dtype=np.int64),
    )
