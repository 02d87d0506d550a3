"""What two projects share, as numbers from 0 to 1 a person can read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aqyl.diagnose.duplicates.matching.records import Floats, Integers, Pairs
from aqyl.diagnose.duplicates.projects import NO_DAY
from aqyl.diagnose.duplicates.space import UNKNOWN, Space
from aqyl.diagnose.duplicates.sparse import row_cosines

FEATURES = (
    "words",
    "letters",
    "terms",
    "descriptions",
    "no_common_language",
    "initiative_same",
    "initiative_other",
    "technology_same",
    "technology_other",
    "supplier_same",
    "supplier_other",
    "place_same",
    "amount_near",
    "time_overlap",
    "words_and_initiative",
)


@dataclass(frozen=True)
class Features:
    """A row a pair in x, its columns as FEATURES; overlap: days both run, 0 where unknown."""

    x: Floats
    overlap: Integers


def features(space: Space, pairs: Pairs) -> Features:
    """Compare the pairs.

    words: cosine of stems in the language both have that agrees best. letters: cosine of runs of
    four letters. terms: cosine in the glossary. amount_near: the smaller amount over the larger.
    time_overlap: days both run over those of the shorter. *_same, *_other: both known, and equal
    or not.
    """
    i, j = pairs.left, pairs.right
    words, common = _words(space, i, j)
    terms, (overlap, part) = row_cosines(space.terms, i, j), _times(space, i, j)
    columns = {
        "words": words,
        "letters": row_cosines(space.grams, i, j),
        "terms": terms,
        "descriptions": row_cosines(space.descriptions, i, j),
        "no_common_language": ~common,
        "place_same": _same(space.settlement, i, j)[0],
        "amount_near": _near(space.amount, i, j),
        "time_overlap": part,
    }
    for name in ("initiative", "technology", "supplier"):
        same, other = _same(getattr(space, name), i, j)
        columns |= {f"{name}_same": same, f"{name}_other": other}
    alike = np.maximum(words, terms)
    columns["words_and_initiative"] = alike * columns["initiative_same"]
    x = np.column_stack([columns[name].astype(np.float64) for name in FEATURES])
    return Features(x, overlap)


def _words(space: Space, i: Integers, j: Integers) -> tuple[Floats, NDArray[np.bool_]]:
    best, common = row_cosines(space.merged, i, j), np.zeros(len(i), dtype=bool)
    for rows in space.by_language.values():
        filled = np.diff(rows.indptr) > 0
        common |= filled[i] & filled[j]
        best = np.maximum(best, row_cosines(rows, i, j))
    return best, common


def _same(
    numbers: Integers, i: Integers, j: Integers
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    known = (numbers[i] != UNKNOWN) & (numbers[j] != UNKNOWN)
    equal = numbers[i] == numbers[j]
    return known & equal, known & ~equal


def _near(amount: Floats, i: Integers, j: Integers) -> Floats:
    low, high = np.minimum(amount[i], amount[j]), np.maximum(amount[i], amount[j])
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.nan_to_num(low / high, nan=0.0)


def _times(space: Space, i: Integers, j: Integers) -> tuple[Integers, Floats]:
    start, end = space.start, space.end
    known = (np.minimum(start[i], start[j]) != NO_DAY) & (np.minimum(end[i], end[j]) != NO_DAY)
    days = np.minimum(end[i], end[j]) - np.maximum(start[i], start[j]) + 1
    overlap = np.where(known, np.maximum(days, 0), 0)
    shorter = np.minimum(end[i] - start[i], end[j] - start[j]) + 1
    return overlap, overlap / np.maximum(np.where(known, shorter, 1), 1)
