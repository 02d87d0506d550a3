"""Where a result that was published and the one that was replayed first part."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

# Columns that say which row it is.
_NAMING = ("group", "settlement", "node", "measure", "sources", "level", "first", "second", "theme")
_WHOLE = ""
_SAME = 1e-9
_NUMBER = re.compile(r"(?<![\w.])(-?\d+(?:\.\d+)?(?:e-?\d+)?)(?![\w.])")

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two files differ, and in how many lines they do.

    line counts from 1, the header included. column is "" where the whole line is meant. row: what
    names the row (settlement, node and the like), as published. published, replayed: None where
    there is no such line. rounding: whether all that differs are numbers, by less than a billionth.
    """

    line: int
    column: str
    row: dict[str, str]
    published: str | None
    replayed: str | None
    lines: int = 0
    rounding: bool = False


def first_difference(published: Path, replayed: Path) -> Difference | None:
    """None where both files are the same byte for byte."""
    found: Difference | None = None
    count, rounding = 0, True
    for line, one, other in _lines(published, replayed):
        if one != other:
            count += 1
            rounding = rounding and _only_rounded(one, other)
            found = found or Difference(line, _WHOLE, {}, one, other)
    if found is None:
        return None
    cell = _first_cell(published, replayed) if published.suffix == ".csv" else None
    return replace(cell or found, lines=count, rounding=rounding)


def _only_rounded(one: str | None, other: str | None) -> bool:
    """Whether two lines are the same but for the last digits of numbers with decimals."""
    if one is None or other is None:
        return False
    first, second = _NUMBER.split(one), _NUMBER.split(other)
    if len(first) != len(second) or first[::2] != second[::2]:
        return False
    pairs = zip(first[1::2], second[1::2], strict=True)
    return all(math.isclose(float(a), float(b), rel_tol=_SAME, abs_tol=_SAME) for a, b in pairs)


def _lines(one: Path, other: Path) -> Iterator[tuple[int, str | None, str | None]]:
    """Both files line by line, line ends included, whatever their bytes are."""
    with (
        one.open(encoding="utf-8", errors="backslashreplace", newline="") as first,
        other.open(encoding="utf-8", errors="backslashreplace", newline="") as second,
    ):
        for line, (a, b) in enumerate(zip_longest(first, second), start=1):
            yield line, a, b


def _first_cell(published: Path, replayed: Path) -> Difference | None:
    """The first cell that differs; None where only quotes or line ends do, or it is no table."""
    header: Row = ()
    try:
        for number, (one, other) in enumerate(_rows(published, replayed), start=1):
            header = header or other or one or ()
            if one != other:
                return _cell(number, header, one, other)
    except csv.Error:
        return None
    return None


def _rows(one: Path, other: Path) -> Iterator[tuple[Row | None, Row | None]]:
    with (
        one.open(encoding="utf-8", errors="backslashreplace", newline="") as first,
        other.open(encoding="utf-8", errors="backslashreplace", newline="") as second,
    ):
        yield from zip_longest(csv.reader(first, strict=True), csv.reader(second, strict=True))


def _cell(number: int, header: Row, one: Row | None, other: Row | None) -> Difference:
    named = dict(zip(header, one or other or (), strict=False))
    row = {name: named[name] for name in _NAMING if named.get(name)}
    if number == 1 or one is None or other is None or len(one) != len(other):
        shown = [None if cells is None else ",".join(cells) for cells in (one, other)]
        return Difference(number, _WHOLE, row if number > 1 else {}, shown[0], shown[1])
    place = next(n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
    column = header[place] if place < len(header) else str(place + 1)
    return Difference(number, column, row, one[place], other[place])
