"""Tables for any width: as they are, with folded texts, or where even that is too wide as records.

Numbers are never cut and words only where one is longer than its column may be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

# What stands between two columns.
_GAP = 3
# A longer word may be cut.
_WORD = 16

Rows = Sequence[Sequence[str]]


def folded(columns: Sequence[str], rows: Rows, right: Collection[int], width: int) -> Table | str:
    """The table in so many letters; as lines of records where it does not go into them.

    right: the places of columns of numbers, which stand to the right and are not folded.
    """
    widths = column_widths(columns, rows, right, width - _GAP * (len(columns) - 1))
    if widths is None:
        return "\n".join(_records(columns, rows, right, width))
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text as Cell

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, column in enumerate(columns):
        side = "right" if place in right else "left"
        table.add_column(Cell(column), justify=side, width=widths[place], overflow="fold")  # type: ignore[arg-type]
    for row in rows:
        table.add_row(*(Cell(cell) for cell in row))
    return table


def column_widths(
    columns: Sequence[str], rows: Rows, right: Collection[int], room: int
) -> list[int] | None:
    """A width for each column that together go into the room, None where none do.

    >>> column_widths(["rank", "where it is"], [["1", "a long name"]], {0}, 10)
    [4, 6]
    """
    from rich.cells import cell_len

    cells = [[row[place] for row in rows] for place in range(len(columns))]
    wide = [
        max(map(cell_len, [name, *own]), default=1)
        for name, own in zip(columns, cells, strict=True)
    ]
    least = [
        max(_longest(name), *map(cell_len, own), 1)
        if place in right
        else max(map(_longest, [name, *own]))
        for place, (name, own) in enumerate(zip(columns, cells, strict=True))
    ]
    if sum(least) > room:
        return None
    while sum(least) < min(room, sum(wide)):
        least[max(range(len(least)), key=lambda place: wide[place] - least[place])] += 1
    return least


def _longest(text: str) -> int:
    """The longest word of a text, none longer than a word may be."""
    from rich.cells import cell_len

    return min(max(map(cell_len, text.split()), default=1), _WORD)


def _records(
    columns: Sequence[str], rows: Rows, right: Collection[int], width: int
) -> Iterator[str]:
    """A row up to its first text, and below it every other cell behind its column's name."""
    for row in rows:
        head = next((n for n, cell in enumerate(row) if cell and n not in right), -1)
        yield from wrap(" ".join(filter(None, row[: head + 1])), width)
        line = ""
        for place, cell in enumerate(row):
            if place <= head or not cell:
                continue
            said = f"{columns[place]}: {cell}"
            if line and len(line) + len(said) + 4 > width:
                yield f"  {line}"
                line = ""
            line = f"{line}; {said}" if line else said
        yield from wrap(line, width, initial_indent="  ", subsequent_indent="    ")
