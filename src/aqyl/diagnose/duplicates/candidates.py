"""Which projects are worth comparing: structure first, then the glossary, then runs of letters.

Projects that share a key stand together; within a key they are sorted by what they say, cost or
when they begin, and each is paired with the next few. The time and memory grow with the number of
projects, never with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aqyl.diagnose.duplicates.matching.records import Floats, Integers, Pairs
from aqyl.diagnose.duplicates.space import UNKNOWN, Space

Progress = Callable[[int, int], None]
Bits = NDArray[np.uint64]

# Pairs looked at in one pass and pairs kept, all in all: a small register is compared whole.
_LOOKED_AT, _KEPT = 8_000_000, 2_000_000
_FEWEST, _MOST = 8, 200
# What is paid twice is in one place: there each project is set beside so many times more.
_HERE = 4
# Closeness below which a pair is not worth a comparison; the parts add up to it.
_LEAST = 0.25
_PARTS = {"words": 0.5, "terms": 0.3, "initiative": 0.1, "supplier": 0.15, "amount": 0.1}
_PLACE = 0.15
_NEAR_AMOUNT = 0.01
# A pair and its closeness in one number: 24 bits a project, 8 bits for the closeness.
_BITS, _GRADES = 24, 8
_MASK, _GRADE = (1 << _BITS) - 1, (1 << _GRADES) - 1
_CLOSEST = 1.3


@dataclass(frozen=True)
class _Pass:
    """Projects of one key (UNKNOWN: of none), sorted by `order` within it.

    reach: how many times the usual number of next ones each is set beside.
    """

    key: Integers
    order: Integers
    reach: int = 1


def candidates(space: Space, progress: Progress = lambda done, count: None) -> Pairs:
    """The pairs (left < right), at most some for each project: those nearest by a quick measure.

    Up to 2^24 projects.
    """
    marks = _Marks.of(space)
    passes = list(_passes(space))
    window = _fit(len(space), _LOOKED_AT)
    most, found = _fit(len(space), _KEPT), np.zeros(0, dtype=np.uint64)
    for done, one in enumerate(passes):
        progress(done, len(passes) + 1)
        worth = list(_worth(one, window * one.reach, marks))
        found = _kept(np.concatenate([found, *worth]), space.settlement, most)
    progress(len(passes), len(passes) + 1)
    left, right = _unpacked(_by_projects(found))
    return Pairs(left.astype(np.int64), right.astype(np.int64))


def _kept(packed: Bits, settlement: Integers, most: int) -> Bits:
    """The nearest of each project, in its settlement and elsewhere.

    Kept apart, or the many needs shared with other places would crowd out what is paid twice.
    """
    pairs = _distinct(packed)
    here = settlement[pairs >> np.uint64(_BITS + _GRADES)] == settlement[pairs & np.uint64(_MASK)]
    return _distinct(np.concatenate([_nearest(pairs[where], most) for where in (here, ~here)]))


def _by_projects(packed: Bits) -> Bits:
    left, right = _unpacked(packed)
    return packed[np.lexsort((right, left))]


def _distinct(numbers: Bits) -> Bits:
    """Sorted, each once; np.unique hashes, which takes far longer for so many."""
    ordered = np.sort(numbers)
    keep = np.ones(len(ordered), dtype=bool)
    keep[1:] = ordered[1:] != ordered[:-1]
    return ordered[keep]


def _fit(count: int, budget: int) -> int:
    return int(np.clip(budget // max(count, 1), _FEWEST, _MOST))


def _passes(space: Space) -> Iterator[_Pass]:
    letters = [_smallest(space.grams, seed) for seed in range(3)]
    words = _smallest(space.merged, 3)
    term = _first_term(space.terms)
    amount = np.nan_to_num(space.amount, nan=-1.0).astype(np.int64)
    here = space.settlement
    for other in (space.initiative, term, space.supplier, space.technology, words, letters[0]):
        yield _Pass(_both(here, other), letters[1], _HERE)
    for other in (space.initiative, term):
        for order in (amount, space.start):
            yield _Pass(_both(here, other), order, _HERE)
    yield _Pass(here, letters[2])
    for other in (space.initiative, space.supplier, term):
        yield _Pass(_both(other, letters[0]), letters[1])
    yield _Pass(_both(letters[1], letters[2]), amount)
    yield _Pass(_both(space.initiative, term), letters[1])


def _both(one: Integers, other: Integers) -> Integers:
    """A number for each combination; UNKNOWN where either is."""
    key = one * np.int64(1_000_003) ^ (other * np.int64(8_191) + (other >> 17))
    key &= np.int64(0x7FFF_FFFF_FFFF_FFFF)
    return np.asarray(np.where((one == UNKNOWN) | (other == UNKNOWN), UNKNOWN, key))


def _smallest(rows: Any, seed: int) -> Integers:
    """The smallest hash of each row's features: equal for alike rows as often as they overlap."""
    rng = np.random.default_rng(469 + seed)
    hashes = rng.permutation(rows.shape[1]).astype(np.int32)
    smallest = _reduced(rows, hashes[rows.indices], np.minimum, UNKNOWN)
    return np.asarray(smallest, dtype=np.int64)


def _reduced(rows: Any, values: Any, ufunc: Any, blank: int) -> Any:
    found = np.full(rows.shape[0], blank, dtype=values.dtype)
    filled = np.diff(rows.indptr) > 0
    if filled.any():
        found[filled] = ufunc.reduceat(values, rows.indptr[:-1][filled])
    return found


def _first_term(terms: Any) -> Integers:
    """The term each text is nearest to."""
    order = np.zeros(terms.shape[0], dtype=np.int64)
    top = _reduced(terms, terms.data, np.maximum, 0)
    owner = np.repeat(np.arange(terms.shape[0]), np.diff(terms.indptr))
    best = terms.data >= top[owner]
    order[owner[best][::-1]] = terms.indices[best][::-1]
    return np.where(np.diff(terms.indptr) > 0, order, UNKNOWN)


def _worth(one: _Pass, window: int, marks: _Marks) -> Iterator[Bits]:
    """Each project with the next ones of its key, where they are close enough; packed."""
    order = np.lexsort((one.order, one.key))
    order = order[one.key[order] != UNKNOWN]
    key, here = one.key[order], marks.at(order)
    for step in range(1, window + 1):
        same = key[step:] == key[:-step]
        if not same.any():
            return
        close = here.closeness(step)
        near = np.flatnonzero(same & (close >= _LEAST))
        a, b = order[:-step][near], order[step:][near]
        grade = _GRADE - np.minimum(close[near] * (_GRADE / _CLOSEST), _GRADE).astype(np.uint64)
        yield _packed(np.minimum(a, b).astype(np.uint64), grade, np.maximum(a, b).astype(np.uint64))


def _packed(left: Bits, grade: Bits, right: Bits) -> Bits:
    """Sorted, such numbers run by left, the closest first."""
    return (left << np.uint64(_BITS + _GRADES)) | (grade << np.uint64(_BITS)) | right


def _unpacked(packed: Bits) -> tuple[Bits, Bits]:
    """Left and right."""
    return packed >> np.uint64(_BITS + _GRADES), packed & np.uint64(_MASK)


def _nearest(packed: Bits, most: int) -> Bits:
    """The pairs that are among the `most` nearest of either project."""
    turned = _mirrored(packed)
    turned.sort()
    return np.concatenate([packed[_first(packed, most)], _mirrored(turned[_first(turned, most)])])


def _mirrored(packed: Bits) -> Bits:
    """Left and right exchanged, without unpacking: there are many of them."""
    turned = (packed & np.uint64(_MASK)) << np.uint64(_BITS + _GRADES)
    turned |= packed & np.uint64(_GRADE << _BITS)
    turned |= packed >> np.uint64(_BITS + _GRADES)
    return turned


def _first(packed: Bits, most: int) -> NDArray[np.bool_]:
    """Whether each is among the first `most` of its left project."""
    left = packed >> np.uint64(_BITS + _GRADES)
    starts = np.flatnonzero(np.append(True, left[1:] != left[:-1]))[: len(left)]
    place = np.arange(len(left)) - np.repeat(starts, np.diff(np.append(starts, len(left))))
    return place < most


@dataclass(frozen=True)
class _Marks:
    """Words and terms as bits and what else makes two projects close, in some order."""

    words: Bits
    terms: Bits
    settlement: Integers
    initiative: Integers
    supplier: Integers
    amount: Floats

    @classmethod
    def of(cls, space: Space) -> _Marks:
        return cls(
            _bits(space.merged), _bits(space.terms), space.settlement.astype(np.int32),
            space.initiative.astype(np.int32), space.supplier.astype(np.int32),
            space.amount.astype(np.float32),
        )  # fmt: skip

    def at(self, order: Integers) -> _Marks:
        return _Marks(
            self.words[order], self.terms[order], self.settlement[order], self.initiative[order],
            self.supplier[order], self.amount[order],
        )  # fmt: skip

    def closeness(self, step: int) -> NDArray[np.float32]:
        """Of each project to the one `step` after it, 0 to _CLOSEST."""
        total: NDArray[np.float32] = np.float32(_PARTS["words"]) * _overlap(self.words, step)
        total += np.float32(_PARTS["terms"]) * _overlap(self.terms, step)
        for name in ("initiative", "supplier"):
            column = getattr(self, name)
            same = (column[:-step] == column[step:]) & (column[step:] != UNKNOWN)
            total += np.float32(_PARTS[name]) * same
        low, high = (f(self.amount[:-step], self.amount[step:]) for f in (np.minimum, np.maximum))
        total += np.float32(_PARTS["amount"]) * (high - low <= np.float32(_NEAR_AMOUNT) * high)
        total += np.float32(_PLACE) * (self.settlement[:-step] == self.settlement[step:])
        return total


def _bits(rows: Any) -> Bits:
    ones = np.uint64(1) << (rows.indices & 63).astype(np.uint64)
    found: Bits = _reduced(rows, ones, np.bitwise_or, 0)
    return found


def _overlap(bits: Bits, step: int) -> NDArray[np.float32]:
    """Shared bits over those of the shorter of the two."""
    sizes = np.bitwise_count(bits)
    shared = np.bitwise_count(bits[:-step] & bits[step:])
    shorter = np.maximum(np.minimum(sizes[:-step], sizes[step:]), 1)
    return np.asarray(shared.astype(np.float32) / shorter)
