"""Import the official list of initiatives into an edition's folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aqyl.problems import InputError, Problem, raise_if
from aqyl.standard.checks import LISTS
from aqyl.standard.exchange.columns import Ids, list_columns
from aqyl.standard.exchange.imported import IMPORTED, read_imported, written
from aqyl.standard.exchange.lines import Sheet, read_sheet
from aqyl.standard.exchange.rows import Fields, read_rows
from aqyl.standard.loader import assembled, check_folder
from aqyl.standard.models import Edition, Initiative
from aqyl.standard.validation import validate
from aqyl.standard.yaml_source import Located, ids_in
from aqyl.tables import write_text


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did, ids of initiatives in each.

    added: new ones. updated: there before, changed. unchanged: on the list, as they were.
    kept_working: working or assumed ones that are not on the list. kept_official: official ones
    that are not on it, from an earlier list. removed: working ones taken out. file: what was
    written.
    """

    file: Path
    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept_working: tuple[str, ...]
    kept_official: tuple[str, ...]
    removed: tuple[str, ...]


def import_initiatives(
    file: Path,
    folder: Path,
    act: str,
    checked_on: dt.date,
    clause: str | None = None,
    link: str | None = None,
    remove_working: bool = False,
) -> ImportSummary:
    """Lay the list of a spreadsheet (`.xlsx`, `.csv`) over the initiatives of an edition folder.

    Entries are matched by id. Those on the list become official, by the act, clause (a row's own
    clause first), link and day given; what the list does not say of them stays as it was. Working
    entries that are not on it stay, or go with `remove_working`. One file is written,
    `initiatives/imported.yaml`; the others stay as they are.

    Raises InputError with every wrong cell, or with what would be wrong with the edition
    afterwards; nothing is written then.
    """
    before = _Before.read(folder)
    columns = list_columns(before.ids)
    sheet = read_sheet(file, columns)
    rows = {} if sheet.problems and not sheet.rows else read_rows(sheet, columns, before.ids)
    by_row = sorted(sheet.problems, key=lambda problem: problem.place.line or 0)
    raise_if([*before.problems, *_source_problems(act), *by_row])
    source = {"kind": "official", "act": act, "clause": clause, "link": link}
    changes = {**before.changes}
    for entry_id, fields in rows.items():
        own = {"clause": fields.pop("clause", None) or clause, "checked_on": checked_on}
        given = {key: value for key, value in {**source, **own}.items() if value}
        changes[entry_id] = _merged(changes.get(entry_id, {}), {**fields, "source": given})
    working = before.working(rows)
    gone = sorted({*before.removed, *(working if remove_working else ())} - rows.keys())
    text = written(changes, gone)
    edition, found = check_folder(folder, {IMPORTED: text.encode()})
    if edition is None:
        raise InputError([_at_row(problem, sheet) for problem in found])
    write_text(folder / IMPORTED, text)
    return _summary(folder / IMPORTED, before, edition, rows, working if remove_working else [])


@dataclass(frozen=True)
class _Before:
    """The edition's folder as the import finds it; it need not be whole."""

    ids: Ids
    initiatives: Mapping[str, Initiative]
    changes: dict[str, Fields]
    removed: list[str]
    problems: list[Problem]

    @classmethod
    def read(cls, folder: Path) -> _Before:
        if not (folder / "edition.yaml").is_file():
            raise InputError([Problem("edition.empty", values={"given": folder.name})])
        data, _ = assembled(folder)
        changes, removed, problems = read_imported(folder)
        partial = validate(data)[1]
        found = {initiative.id: initiative for initiative in partial.initiatives}
        return cls(_ids(data), found, changes, removed, problems)

    def working(self, rows: Mapping[str, Fields]) -> list[str]:
        """Entries that are not on the list and not official."""
        others = (i for i in self.initiatives.values() if i.id not in rows)
        return sorted(i.id for i in others if i.source.kind != "official")


def _ids(data: Located) -> Ids:
    return {name: ids_in(data.get(name)) for name in LISTS}


def _source_problems(act: str) -> list[Problem]:
    return [] if act.strip() else [Problem("exchange.act", values={"given": act})]


def _merged(old: Fields, new: Fields) -> Fields:
    """What earlier imports gave, with what this one gives; `done` status by status."""
    done = {**old.get("done", {}), **new.get("done", {})}
    return {**old, **new, **({"done": done} if done else {})}


def _at_row(problem: Problem, sheet: Sheet) -> Problem:
    """A problem of the file that would be written, moved to the row it came from."""
    place = problem.place
    if not place.file.endswith(IMPORTED):
        return problem
    lines = {row["id"]: line for line, row in sheet.rows}
    inside = place.column.removeprefix("initiatives.")
    for entry_id in sorted(lines, key=len, reverse=True):
        if inside == entry_id or inside.startswith(f"{entry_id}."):
            column = inside[len(entry_id) + 1 :]
            return Problem(problem.key, sheet.place(lines[entry_id], column), problem.values)
    return problem


def _summary(
    file: Path, before: _Before, edition: Edition, rows: Mapping[str, Fields], removed: list[str]
) -> ImportSummary:
    after = {initiative.id: initiative for initiative in edition.initiatives}
    there = [entry_id for entry_id in sorted(rows) if entry_id in before.initiatives]
    updated = [entry_id for entry_id in there if after[entry_id] != before.initiatives[entry_id]]
    others = [initiative for key, initiative in sorted(after.items()) if key not in rows]
    official = [i.id for i in others if i.source.kind == "official"]
    return ImportSummary(
        file,
        tuple(entry_id for entry_id in sorted(rows) if entry_id not in before.initiatives),
        tuple(updated),
        tuple(entry_id for entry_id in there if entry_id not in updated),
        tuple(i.id for i in others if i.source.kind != "official"),
        tuple(official),
        tuple(removed),
    )
