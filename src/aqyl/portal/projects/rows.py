"""A file of projects as it was brought: what it would change, and what is wrong with its rows."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from aqyl.portal.people.models import Person
from aqyl.portal.people.scope import covered
from aqyl.portal.places.models import Territory
from aqyl.portal.procedure import RefusedError, perform
from aqyl.portal.projects.models import TEXTS, Project
from aqyl.portal.projects.scope import WRITES, edition_now
from aqyl.problems import Problem
from aqyl.register import load_register
from aqyl.tables import Row, Table, read_table

KINDS = (".xlsx", ".csv")
_COMPARED = (*TEXTS, "settlement", "amount")
_OLD = 86_400.0  # seconds after which a file that nobody took is deleted


@dataclass(frozen=True, slots=True)
class Changed:
    """A project that the file would make (before: None) or change.

    fields: column -> what stands there now, what the file says.
    """

    code: str
    row: Row
    before: Project | None
    fields: Mapping[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking a file would do.

    lines: rows that make or change something; errors: of rows that are left out; warnings: of rows
    that are taken. mark: changes when the register does.
    """

    lines: tuple[Changed, ...]
    unchanged: int
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    digest: str
    mark: str

    @property
    def made(self) -> list[Changed]:
        """New projects."""
        return [one for one in self.lines if one.before is None]

    @property
    def changed(self) -> list[Changed]:
        """Projects that are on the register and differ."""
        return [one for one in self.lines if one.before is not None]

    @property
    def left_out(self) -> int:
        """How many rows are not taken."""
        return len({problem.place.line for problem in self.errors})


def keep(content: bytes, kind: str) -> str:
    """Keep a file until it is taken; its SHA-256. Files that were not taken go after a day."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - _OLD:
            old.unlink(missing_ok=True)
    digest = hashlib.sha256(content).hexdigest()
    passing = folder / f"{digest}{kind}.writing"
    passing.write_bytes(content)
    passing.replace(folder / f"{digest}{kind}")
    return digest


def kept(digest: str, kind: str) -> Path:
    """Where such a file lies, if it still does."""
    return _folder() / f"{digest}{kind}"


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "uploads"


def preview(path: Path, person: Person) -> Preview:
    """Read a file for someone. Raises InputError for one that cannot be read as a table at all."""
    from aqyl.diagnose.duplicates import read_projects

    table = read_table(path, "projects")
    read = read_projects(table, edition_now(), load_register())
    there = Project.objects.in_bulk([row["id"] for row in table], field_name="code")
    own = set(covered(person, WRITES).values_list("pk", flat=True))
    errors = (*read.errors, *_not_theirs(table, there, own), *_too_long(table))
    wrong = {problem.place.line for problem in errors}
    right = [row for n, row in enumerate(table) if table.line(n) not in wrong]
    lines = [_line(row, there.get(str(row["id"]))) for row in right]
    moved = tuple(line for line in lines if line.fields)
    return Preview(
        lines=moved,
        unchanged=len(lines) - len(moved),
        errors=tuple(sorted(errors, key=_line_of)),
        warnings=tuple(one for one in read.warnings if one.place.line not in wrong),
        digest=table.digest,
        mark=_mark(there.values()),
    )


def _line_of(problem: Problem) -> int:
    return problem.place.line or 0


def _not_theirs(
    table: Table, there: Mapping[object, Project], own: Container[str | float | None]
) -> Iterator[Problem]:
    """Rows of settlements that someone else writes for, and ids that such a one uses."""
    for n, row in enumerate(table):
        known = there.get(str(row["id"]))
        if row["settlement"] in load_register() and row["settlement"] not in own:
            values = {"given": row["settlement"]}
            yield Problem("portal.project_elsewhere", table.place(n, "settlement"), values)
        elif known is not None and known.territory_id not in own:
            yield Problem("portal.project_id_taken", table.place(n, "id"), {"given": row["id"]})


def _too_long(table: Table) -> Iterator[Problem]:
    most = {
        name: Project._meta.get_field("code" if name == "id" else name).max_length  # type: ignore[union-attr]
        for name in TEXTS
    }
    for n, row in enumerate(table):
        for name, allowed in most.items():
            length = len(str(row[name] or ""))
            if allowed is not None and length > allowed:
                values = {"given": length, "allowed": allowed}
                yield Problem("portal.too_long", table.place(n, name), values)


def _line(row: Row, before: Project | None) -> Changed:
    row = {name: _clean(cell) for name, cell in row.items()}
    now = before.row() if before is not None and before.removed_at is None else {}
    fields = {name: (now.get(name), row[name]) for name in _COMPARED if now.get(name) != row[name]}
    return Changed(str(row["id"]), row, before, fields)


def _clean(cell: str | float | None) -> str | float | None:
    """PostgreSQL has no text with a NUL in it."""
    return cell.replace("\0", "") or None if isinstance(cell, str) else cell


def _mark(projects: Iterable[Project]) -> str:
    versions = sorted((one.code, one.version) for one in projects)
    return hashlib.sha256(repr(versions).encode()).hexdigest()[:16]


def enter(read: Preview, person: Person | None, *, made_up: bool = False) -> None:
    """Take the rows of a preview, settlement by settlement, all or none. Raises RefusedError."""
    rows: dict[str, list[Any]] = {}
    for line in read.lines:
        rows.setdefault(str(line.row["settlement"]), []).append(line.row)
    if not rows:
        raise RefusedError([Problem("portal.nothing_to_take")])
    places = Territory.objects.select_related("parent__parent").in_bulk(rows)
    with transaction.atomic():
        for code in sorted(rows):
            given: dict[str, Any] = {"rows": rows[code], "digest": read.digest, "made_up": made_up}
            perform("take-projects", places[code], person, **given)
