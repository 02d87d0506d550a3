"""The whole build of an index: impute, treat, normalise, aggregate, results."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from aqyl import index
from aqyl.index import Floats
from benchmarks.figure import Figure, ratio, seconds
from benchmarks.uncertainty import LEAVES, tree

REFERENCE = Path(__file__).parents[1] / "tests" / "reference" / "coinr"
# What COINr 1.1.14 takes for the same, in seconds on this kind of machine, and how many times
# faster Aqyl is to be.
SIZES = {2_000: (1.25, 20), 13_000: (10.8, 25)}


@dataclass(frozen=True)
class Table:
    """Raw values (units, leaves) with gaps, and the tree above them."""

    hierarchy: index.Hierarchy
    raw: Floats
    weights: Floats
    directions: list[index.Direction]


def synthetic(units: int) -> Table:
    """Synthetic numbers, for load only: three columns in ten so skewed that they are treated (15 of
    49 in COINr's example), one cell in fifty missing.
    """
    random = np.random.default_rng(469)
    raw = np.exp(
        random.normal(size=(units, LEAVES)) * np.where(np.arange(LEAVES) % 10 < 3, 1.2, 0.2)
    )
    raw[random.random(raw.shape) < 0.02] = np.nan
    hierarchy = tree()
    words: list[index.Direction] = ["up" if n % 3 else "down" for n in range(LEAVES)]
    return Table(hierarchy, raw, np.ones(len(hierarchy.nodes)), words)


def asem() -> Table:
    """COINr's example: 51 countries, 49 indicators, denominated, with its own gaps and weights."""
    with (REFERENCE / "00_coin_meta_ind.csv").open(encoding="utf-8", newline="") as file:
        lines = [row for row in csv.DictReader(file) if row["Type"] in ("Indicator", "Aggregate")]
    parents = {row["iCode"]: row["Parent"] or None for row in lines}
    hierarchy = index.Hierarchy.from_parents(parents)
    weights = hierarchy.arrange({row["iCode"]: float(row["Weight"]) for row in lines})
    down = {row["iCode"] for row in lines if row["Direction"] == "-1"}
    with (REFERENCE / "02_denominated.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    raw = [[_number(row[leaf]) for leaf in hierarchy.leaves] for row in rows]
    words: list[index.Direction] = ["down" if n in down else "up" for n in hierarchy.leaves]
    return Table(hierarchy, np.array(raw), weights, words)


def _number(cell: str) -> float:
    return float(cell) if cell not in ("", "NA") else float("nan")


def build(table: Table) -> index.Results:
    """Gaps by the mean, outliers by COINr's default treatment, min-max, arithmetic means, ranks."""
    whole = index.impute_mean(table.raw)
    treated = index.treat(whole).x
    scale = partial(index.min_max, to=(0.0, 100.0))
    normalised = index.normalise_table(treated, scale, table.directions)
    return index.results(
        table.hierarchy, index.aggregate(table.hierarchy, normalised, table.weights)
    )


def floor(table: Table) -> None:
    """A sort of every column, and a product with as many weights as there are nodes."""
    np.sort(table.raw, axis=0)
    np.nan_to_num(table.raw) @ np.ones((table.raw.shape[1], len(table.hierarchy.nodes)))


def measure(_: Path) -> Iterator[Figure]:
    """Each figure with its aim."""
    for units, (their, times) in SIZES.items():
        table = synthetic(units)
        shape = f"{units:,} x {LEAVES}"
        yield Figure(
            f"full build {shape} / parts",
            ratio(partial(build, table), partial(floor, table)),
            "x",
            3.0,
            "numpy.sort of every column + one matrix product on the same data",
        )
        yield Figure(
            f"full build {shape}, seconds",
            seconds(partial(build, table)),
            "s",
            their / times,
            f"COINr's {their} s, {times} times faster",
        )
    yield Figure(
        "full build ASEM 51 x 49, milliseconds",
        1000 * seconds(partial(build, asem()), runs=25),
        "ms",
        5.0,
        "COINr takes 75 ms",
    )
