"""A table in memory: rows as mappings, each with its line in the file it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from aqyl.problems import Place

Cell = str | float | None
Row = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Sentinel:
    """A statistics-office code found where a number is expected; the cell is read as missing."""

    place: Place
    code: str
    row: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with the columns of a schema.

    lines[i] is the line of rows[i] in `file`, whose SHA-256 is `digest`. Text that is blank and
    numbers that are missing are None.
    """

    name: str
    rows: tuple[Row, ...]
    lines: tuple[int, ...] = ()
    file: str = ""
    digest: str = ""
    sentinels: tuple[Sentinel, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def line(self, index: int) -> int | None:
        """The line a row stands on; None for a table that was never a file."""
        return self.lines[index] if index < len(self.lines) else None

    def place(self, index: int, column: str = "") -> Place:
        """Where a row (or one of its cells) stands."""
        return Place(self.file, self.line(index), column)
