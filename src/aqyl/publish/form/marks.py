"""What a cell is besides its value: shown as per cent, made by a formula, ending in an error.

python-calamine gives values alone. A value typed as 12.5 % is 0.125 to it, and a cell with an
error is blank to it; both would be taken for what they are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, iterparse

from aqyl.problems import InputError, Place, Problem
from aqyl.publish.form.archive import Archive

MAX_ROWS, MAX_COLUMNS = 20_000, 256
_PERCENT = frozenset({"9", "10"})
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Cell = tuple[int, int]


@dataclass(frozen=True)
class Marks:
    """Cells (row, column), counted from 0."""

    percent: set[Cell] = field(default_factory=set)
    formulas: set[Cell] = field(default_factory=set)
    errors: set[Cell] = field(default_factory=set)


def read_marks(archive: Archive) -> dict[str, Marks]:
    """sheet -> its marks.

    Raises InputError for a broken workbook and for a sheet that reaches far beyond any form: a
    single cell in its last corner would take gigabytes to read.
    """
    try:
        percent = _percent_styles(archive)
        return {
            name: _marks(archive, name, part, percent)
            for name, part in _sheets(archive)
            if part in archive.parts
        }
    except (ParseError, KeyError, ValueError) as error:
        values = {"detail": str(error)}
        raise InputError([Problem("form.broken", Place(archive.file), values)]) from error


def _elements(archive: Archive, part: str) -> Iterator[Element]:
    """Every element of a part by its bare name, each when it is whole."""
    import io

    for _, element in iterparse(io.BytesIO(archive.parts[part])):  # noqa: S314 - size is bounded
        element.tag = element.tag.rpartition("}")[2]
        yield element


def _sheets(archive: Archive) -> Iterator[tuple[str, str]]:
    """The sheets with the parts they are in."""
    targets = {
        element.attrib["Id"]: element.attrib["Target"]
        for element in _elements(archive, "xl/_rels/workbook.xml.rels")
        if element.tag == "Relationship"
    }
    for element in _elements(archive, "xl/workbook.xml"):
        if element.tag == "sheet":
            link = next(v for name, v in element.attrib.items() if name.endswith("}id"))
            target = targets[link]
            yield element.attrib["name"], target.lstrip("/") if target[0] == "/" else f"xl/{target}"


def _percent_styles(archive: Archive) -> set[str]:
    """The numbers of the cell formats that show per cent."""
    if "xl/styles.xml" not in archive.parts:
        return set()
    formats = set(_PERCENT)
    found: set[str] = set()
    for element in _elements(archive, "xl/styles.xml"):
        if element.tag == "numFmt" and "%" in element.attrib.get("formatCode", ""):
            formats.add(element.attrib["numFmtId"])
        elif element.tag == "cellXfs":
            found = {
                str(number)
                for number, one in enumerate(element)
                if one.attrib.get("numFmtId") in formats
            }
    return found


def _marks(archive: Archive, name: str, part: str, percent: set[str]) -> Marks:
    marks = Marks()
    for element in _elements(archive, part):
        if element.tag == "row":
            element.clear()
        if element.tag != "c":
            continue
        cell = _position(archive, name, element.attrib["r"])
        if element.attrib.get("s") in percent:
            marks.percent.add(cell)
        if element.attrib.get("t") == "e":
            marks.errors.add(cell)
        if any(child.tag == "f" for child in element):
            marks.formulas.add(cell)
    return marks


def _position(archive: Archive, name: str, reference: str) -> Cell:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    if row > MAX_ROWS or column > MAX_COLUMNS:
        values = {"given": reference, "allowed": f"≤ {MAX_ROWS} × {MAX_COLUMNS}"}
        raise InputError([Problem("form.too_big", Place(archive.file, sheet=name), values)])
    return row - 1, column - 1
