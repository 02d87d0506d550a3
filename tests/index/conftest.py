"""Outside figures as arrays: COINr's example and the published ranking."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

from aqyl.index import Floats, Hierarchy

# A busy machine must not fail a property.
settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")

REFERENCE = Path(__file__).parents[1] / "reference"


@dataclass(frozen=True)
class Table:
    rows: list[str]
    columns: list[str]
    values: Floats

    def __getitem__(self, column: str) -> Floats:
        return self.values[:, self.columns.index(column)]

    def pick(self, columns: tuple[str, ...] | list[str]) -> Floats:
        return self.values[:, [self.columns.index(column) for column in columns]]


Reader = Callable[[str], Table]


def _number(cell: str) -> float:
    return float(cell) if cell not in {"", "NA"} else float("nan")


def _table(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    values = np.array([[_number(cell) for cell in line[1:]] for line in lines])
    return Table([line[0] for line in lines], header[1:], values)


@pytest.fixture(scope="session")
def coinr() -> Reader:
    return lambda name: _table(REFERENCE / "coinr" / f"{name}.csv")


@pytest.fixture(scope="session")
def figures() -> Reader:
    """Any table below tests/reference, by its folder and name."""
    return lambda name: _table(REFERENCE / f"{name}.csv")


@pytest.fixture(scope="session")
def kazakhstan() -> Reader:
    return lambda name: _table(REFERENCE / "open-data-kazakhstan" / f"{name}.csv")


@pytest.fixture(scope="session")
def directed(coinr: Reader) -> Reader:
    """A COINr table of indicators, each multiplied by its direction."""
    with (REFERENCE / "coinr/00_coin_meta_ind.csv").open(encoding="utf-8", newline="") as file:
        sign = {row["iCode"]: row["Direction"] for row in csv.DictReader(file)}

    def read(name: str) -> Table:
        table = coinr(name)
        signs = np.array([float(sign[column]) for column in table.columns])
        return replace(table, values=table.values * signs)

    return read


@pytest.fixture(scope="session")
def tree() -> Hierarchy:
    """The full tree of the example: 49 indicators, 8 pillars, 2 sub-indexes, 1 index."""
    with (REFERENCE / "coinr/00_coin_lineage.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))[1:]
    parents: dict[str, str | None] = {}
    for line in lines:
        parents |= dict(zip(line, [*line[1:], None], strict=True))
    return Hierarchy.from_parents(parents)


@pytest.fixture(scope="session")
def node_weights(coinr: Reader, tree: Hierarchy) -> Callable[[str], Floats]:
    """Weights of a COINr table in the tree's order."""

    def read(name: str) -> Floats:
        table = coinr(name)
        return tree.arrange(dict(zip(table.rows, table["Weight"].tolist(), strict=True)))

    return read
