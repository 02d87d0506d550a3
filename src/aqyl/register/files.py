"""Read a CSV file, gzip'ed or not, as rows of text with their line numbers."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from aqyl.problems import Place, Problem

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one file; lines[i] is where rows[i] begins."""

    file: str
    rows: tuple[Row, ...] = ()
    lines: tuple[int, ...] = ()

    def place(self, index: int, column: str = "") -> Place:
        """Where a row, or one of its cells, stands."""
        return Place(self.file, self.lines[index], column)


def read_rows(path: Path, columns: Sequence[str]) -> tuple[Rows, list[Problem]]:
    """The rows of a CSV file that must have `columns`; it may have more.

    A missing or broken file, bytes that are not UTF-8, a missing column, a row of another width
    and a file without rows come back as problems.
    """
    nothing = Rows(path.name)
    if not path.is_file():
        return nothing, [Problem("table.no_file", Place(path.name), {"given": path.name})]
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
        return _parse(path.name, text, columns)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return nothing, [Problem("file.not_utf8", Place(path.name, line), {"byte": error.start})]
    except (OSError, EOFError, zlib.error, csv.Error) as error:
        return nothing, [Problem("table.broken", Place(path.name), {"detail": str(error)})]


def _parse(file: str, text: str, columns: Sequence[str]) -> tuple[Rows, list[Problem]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = [name.strip() for name in next(reader, [])]
    problems = [_missing(file, header, name) for name in columns if name not in header]
    rows: list[Row] = []
    lines: list[int] = []
    line = reader.line_num + 1
    for cells in reader:
        if cells and len(cells) != len(header):
            widths = {"given": len(cells), "allowed": len(header)}
            problems.append(Problem("table.width", Place(file, line), widths))
        elif cells:
            rows.append({n: cell.strip() for n, cell in zip(header, cells, strict=True)})
            lines.append(line)
        line = reader.line_num + 1
    if not rows and not problems:
        problems = [Problem("table.empty", Place(file))]
    return Rows(file, tuple(rows), tuple(lines)), problems


def _missing(file: str, header: list[str], name: str) -> Problem:
    near = get_close_matches(name, header, n=1)
    values = {"given": ", ".join(header), "column": name, "near": near[0] if near else "–"}
    return Problem("table.column_missing", Place(file, 1, name), values)
