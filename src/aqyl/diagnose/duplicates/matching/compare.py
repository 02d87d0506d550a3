"""What two records share, as numbers a model can weigh. It knows no kind of record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aqyl.diagnose.duplicates.matching import vectors as space
from aqyl.diagnose.duplicates.matching.records import Floats, Pairs, Records
from aqyl.diagnose.duplicates.matching.words import codes, numbers, squeezed

Feature = tuple[str, Floats]
_WHOLE = "record"
_NONE = -1.0


@dataclass(frozen=True)
class Compared:
    """names: of the columns of x, which has a row a pair; nan where a number is missing."""

    names: tuple[str, ...]
    x: Floats


def compare(left: Records, right: Records, pairs: Pairs, *, among_all: bool = True) -> Compared:
    """Compare the records of each pair field by field and as a whole.

    among_all: also how each pair stands among all the records of the other collection (both ways),
    which is what tells a match from the many that are merely alike.
    """
    features = list(_features(left, right, pairs, among_all))
    return Compared(
        tuple(name for name, _ in features), np.column_stack([column for _, column in features])
    )


def _features(left: Records, right: Records, pairs: Pairs, among_all: bool) -> Iterator[Feature]:
    views = {_WHOLE: (left.whole(), right.whole())}
    views |= {name: (list(left.texts[name]), list(right.texts[name])) for name in left.texts}
    ranked = {_WHOLE, next(iter(left.texts))} if among_all else set()
    for view, (these, those) in views.items():
        for name, column in _text(these, those, pairs, view in ranked):
            yield f"{view}.{name}", column
    for name, column in left.numbers.items():
        with np.errstate(divide="ignore", invalid="ignore"):
            a, b = np.log(column[pairs.left]), np.log(right.numbers[name][pairs.right])
            yield f"{name}.ratio", np.abs(a - b)


def _text(
    left: Sequence[str], right: Sequence[str], pairs: Pairs, ranked: bool
) -> Iterator[Feature]:
    for unit in ("word", "gram"):
        made = space.vectors(left, right, unit)
        yield f"{unit}.cosine", space.cosines(made, pairs)
        if ranked:
            yield from _standing(unit, made, pairs)
    yield from _ratios(*pairs.of(left, right))
    yield from _shared("numbers", list(map(numbers, left)), list(map(numbers, right)), pairs)
    yield from _codes(left, right, pairs)


def _standing(unit: str, made: space.Vectors, pairs: Pairs) -> Iterator[Feature]:
    for side, (these, those) in {
        "left": (made, pairs),
        "right": space.turned(made, pairs),
    }.items():
        found = space.standings(these, those)
        yield f"{unit}.{side}.lead", found.lead
        yield f"{unit}.{side}.ahead", np.log1p(found.ahead)


def _ratios(left: Sequence[str], right: Sequence[str]) -> Iterator[Feature]:
    """Ratios of rapidfuzz, 0 to 100 (Jaro-Winkler 0 to 1), and the difference in words."""
    from rapidfuzz import distance, fuzz, process

    scorers: dict[str, Callable[..., float]] = {
        "token_set": fuzz.token_set_ratio,
        "token_sort": fuzz.token_sort_ratio,
        "partial": fuzz.partial_ratio,
        "ratio": fuzz.ratio,
        "jaro_winkler": distance.JaroWinkler.similarity,
    }
    for name, scorer in scorers.items():
        yield name, np.asarray(process.cpdist(left, right, scorer=scorer), dtype=np.float64)
    counts = [np.array([len(text.split()) for text in texts]) for texts in (left, right)]
    yield "longer", (counts[0] - counts[1]).astype(np.float64)


def _shared(
    name: str, left: Sequence[frozenset[str]], right: Sequence[frozenset[str]], pairs: Pairs
) -> Iterator[Feature]:
    """How many they share, and which part of the smaller set that is (-1: one has none)."""
    both = list(zip(pairs.left, pairs.right, strict=True))
    count = np.array([len(left[i] & right[j]) for i, j in both], dtype=np.float64)
    smaller = np.array([min(len(left[i]), len(right[j])) for i, j in both])
    yield f"{name}.shared", count
    yield f"{name}.part", np.where(smaller > 0, count / np.maximum(smaller, 1), _NONE)


def _codes(left: Sequence[str], right: Sequence[str], pairs: Pairs) -> Iterator[Feature]:
    """The nearest two codes (0 to 100), and the longest code of one found in the other's text."""
    from rapidfuzz.fuzz import ratio

    ours, theirs = list(map(codes, left)), list(map(codes, right))
    here, there = list(map(squeezed, left)), list(map(squeezed, right))
    nearest, inside = [], []
    for i, j in zip(pairs.left, pairs.right, strict=True):
        a, b = ours[i], theirs[j]
        nearest.append(max((ratio(x, y) for x in a for y in b), default=_NONE))
        found = [len(x) for x in a if x in there[j]] + [len(y) for y in b if y in here[i]]
        inside.append(max(found, default=0) if a or b else _NONE)
    yield "codes.nearest", np.array(nearest, dtype=np.float64)
    yield "codes.inside", np.array(inside, dtype=np.float64)
