"""The labelled sets of tests/reference/duplicates, and how good the matching core is on them."""

from __future__ import annotations

import csv
import gzip
import lzma
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aqyl.diagnose.duplicates import matching

FOLDER = Path(__file__).parents[1] / "tests" / "reference" / "duplicates"
PARTS = ("train", "valid", "test")
_FIELD = re.compile(r"COL (\w+) VAL ?")
_NOT_NUMBER = re.compile(r"[^\d.]")
_NUMBERS = {"price", "year"}

Record = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Labelled:
    """Two collections, the labelled pairs of them, and which part each pair is of."""

    left: matching.Records
    right: matching.Records
    pairs: matching.Pairs
    label: NDArray[np.bool_]
    part: NDArray[np.str_]


def read(name: str) -> Labelled:
    """A set of pairs in the form of Ditto: `COL field VAL text …` TAB the other TAB 0 or 1."""
    left: dict[Record, int] = {}
    right: dict[Record, int] = {}
    rows: list[tuple[int, int, bool, str]] = []
    for part in PARTS:
        with lzma.open(FOLDER / f"{name}_{part}.txt.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                a, b, label = line.rstrip("\n").split("\t")
                at = left.setdefault(_record(a), len(left))
                rows.append((at, right.setdefault(_record(b), len(right)), label == "1", part))
    pairs = matching.Pairs(np.array([row[0] for row in rows]), np.array([row[1] for row in rows]))
    labels, parts = np.array([row[2] for row in rows]), np.array([row[3] for row in rows])
    return Labelled(_records(left), _records(right), pairs, labels, parts)


def _record(text: str) -> Record:
    parts = _FIELD.split(text)[1:]
    return tuple(zip(parts[::2], (value.strip() for value in parts[1::2]), strict=True))


def _records(found: dict[Record, int]) -> matching.Records:
    rows = [dict(record) for record in found]
    texts = {name: [row[name] for row in rows] for name in rows[0] if name not in _NUMBERS}
    numbers = {name: [_number(row[name]) for row in rows] for name in rows[0] if name in _NUMBERS}
    return matching.Records(texts, {name: np.array(column) for name, column in numbers.items()})


def _number(text: str) -> float:
    try:
        return float(_NOT_NUMBER.sub("", text))
    except ValueError:
        return float("nan")


def f1_on_test(name: str, *, among_all: bool = True) -> matching.Interval:
    """Learned on train, threshold on valid, F1 on test with its bootstrap interval."""
    given = read(name)
    x = matching.compare(given.left, given.right, given.pairs, among_all=among_all).x
    train, valid, test = (given.part == part for part in PARTS)
    model = matching.fit_boosted(x[train], given.label[train], x[valid], given.label[valid])
    return matching.f1_interval(given.label[test], model.matches(x[test]))


def f1_of_link() -> matching.Interval:
    """Febrl's two tables linked without labels; each record has one other half."""
    (left, ids), (right, others) = (_febrl(name) for name in ("a", "b"))
    found = matching.link(left, right)
    hits = int((ids[found.left] == others[found.right]).sum())
    counts = (hits, len(found) - hits, len(ids) - hits)
    actual, said = (
        np.repeat(kinds, counts) for kinds in ([True, False, True], [True, True, False])
    )
    return matching.f1_interval(actual, said)


def _febrl(name: str) -> tuple[matching.Records, NDArray[np.str_]]:
    with gzip.open(FOLDER / f"febrl4{name}.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, skipinitialspace=True))
    ids = np.array([row.pop("rec_id").split("-")[1] for row in rows])
    return matching.Records({name: [row[name] for row in rows] for name in rows[0]}), ids
