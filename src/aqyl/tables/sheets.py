"""Lines of an Excel sheet (python-calamine) and of a Parquet file (DuckDB)."""

from __future__ import annotations

from pathlib import Path

from aqyl.problems import Place, Problem

Lines = list[tuple[int, list[object]]]


def sheet_names(path: Path) -> tuple[str, ...]:
    """The sheets of a workbook; empty when it cannot be read."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as book:
            return tuple(book.sheet_names)
    except (CalamineError, OSError):
        return ()


def sheet_lines(path: Path, sheet: str, table: str) -> tuple[Lines, list[Problem]]:
    """Rows of a sheet with their numbers; `sheet` empty means the one named as the table."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(path)
    except (CalamineError, OSError) as error:
        return [], [Problem("table.broken", Place(path.name), {"detail": str(error)})]
    with book:
        name = sheet or (table if table in book.sheet_names else book.sheet_names[0])
        if name not in book.sheet_names:
            values = {"given": name, "allowed": ", ".join(book.sheet_names)}
            return [], [Problem("table.no_sheet", Place(path.name), values)]
        page = book.get_sheet_by_name(name)
        rows = page.to_python(skip_empty_area=False)
        merged = page.merged_cell_ranges or []
    place = Place(path.name, 1, "", name)
    if any(start[0] == 0 for start, _ in merged):
        return [], [Problem("table.merged_header", place)]
    lines: Lines = [(number, list(cells)) for number, cells in enumerate(rows, start=1)]
    return [(number, cells) for number, cells in lines if any(map(_filled, cells))], []


def _filled(cell: object) -> bool:
    return cell not in (None, "")


def parquet_lines(path: Path) -> tuple[Lines, list[Problem]]:
    """Rows of a Parquet file; the header counts as line 1. Needs the extra `parquet`."""
    try:
        import duckdb
    except ImportError:
        return [], [Problem("table.no_parquet", Place(path.name))]
    connection = duckdb.connect()
    try:
        result = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        header = [column[0] for column in result.description or []]
        rows = result.fetchall()
    except duckdb.Error as error:
        return [], [Problem("table.broken", Place(path.name), {"detail": str(error)})]
    finally:
        connection.close()
    lines: Lines = [(1, list(header))]
    return lines + [(number, list(row)) for number, row in enumerate(rows, start=2)], []
