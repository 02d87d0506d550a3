"""COINr's tables that hold words beside numbers, and its panels."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aqyl.index import Floats

COINR = Path(__file__).parents[1] / "reference" / "coinr"

NAN = float("nan")


def number(cell: str) -> float:
    words = {"": NAN, "NA": NAN, "NaN": NAN, "Inf": np.inf, "-Inf": -np.inf}
    return words[cell] if cell in words else float(cell)


def rows(name: str) -> list[dict[str, str]]:
    """A table as it stands, one mapping for each line."""
    with (COINR / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(name: str, key: str) -> Floats:
    return np.array([number(row[key]) for row in rows(name)])


def flags(name: str, key: str) -> list[bool]:
    return [{"TRUE": True, "FALSE": False}[row[key]] for row in rows(name)]


def cells(name: str) -> Floats:
    """Every column but the first, infinities allowed."""
    return np.array([[number(cell) for cell in list(row.values())[1:]] for row in rows(name)])


@dataclass(frozen=True)
class Panel:
    years: list[int]
    units: list[str]
    columns: list[str]
    values: Floats


def panel(name: str, columns: list[str] | None = None) -> Panel:
    """Years x units x columns; lines are sorted by year, then by unit."""
    lines = rows(name)
    years = sorted({int(line["Time"]) for line in lines})
    units = [line["uCode"] for line in lines if int(line["Time"]) == years[0]]
    keys = columns or [key for key in lines[0] if key not in {"Time", "uCode"}]
    table = [[number(line[key]) for key in keys] for line in lines]
    return Panel(years, units, keys, np.array(table).reshape(len(years), len(units), len(keys)))
