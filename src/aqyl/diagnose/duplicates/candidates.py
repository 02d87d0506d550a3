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

# Pairs looked at in one pass, all in all: a small register is compared whole.
_PASS = 8_000_000
_WINDOW, _KEPT = (8, 200), (8, 200)
# Closeness below which a pair is not worth a comparison; the parts add up to it.
_LEAST = 0.2
_PARTS = {"words": 0.5, "terms": 0.3, "initiative": 0.1, "supplier": 0.15, "amount": 0.1}
_PLACE = 0.15
_NEAR_AMOUNT = 0.01
_CHUNK = 4_000_000


@dataclass(frozen=True)
class _Pass:
    """Projects of one key (UNKNOWN: of none), sorted by `order` within it."""

    key: Integers
    order: Integers


def candidates(space: Space, progress: Progress = lambda done, count: None) -> Pairs:
    """The pairs (left < right), at most some for each project: those nearest by a quick measure."""
    marks = _Marks.of(space)
    passes = list(_passes(space))
    window = _fit(len(space), _WINDOW)
    found: NDArray[np.uint64] = np.zeros(0, dtype=np.uint64)
    for done, one in enumerate(passes):
        progress(done, len(passes) + 1)
        found = np.union1d(found, _worth(_within(one, window, len(space)), marks))
    progress(len(passes), len(passes) + 1)
    pairs = _unpacked(found, len(space))
    return _nearest(pairs, marks.closeness(pairs), _fit(len(space), _KEPT), len(space))


def _fit(count: int, bounds: tuple[int, int]) -> int:
    return int(np.clip(_PASS // max(count, 1), *bounds))


def _passes(space: Space) -> Iterator[_Pass]:
    letters = [_smallest(space.grams, seed) for seed in range(3)]
    words = _smallest(space.merged, 3)
    term = _first_term(space.terms)
    amount = np.nan_to_num(space.amount, nan=-1.0).astype(np.int64)
    here = space.settlement
    for other in (space.initiative, term, space.supplier, space.technology, words, letters[0]):
        yield _Pass(_both(here, other), letters[1])
    for order in (amount, space.start):
        yield _Pass(_both(here, space.initiative), order)
    yield _Pass(here, letters[2])
    for other in (space.initiative, space.supplier, term):
        yield _Pass(_both(other, letters[0]), letters[1])
    yield _Pass(_both(letters[1], letters[2]), amount)
    yield _Pass(_both(space.initiative, term), letters[1])


def _both(one: Integers, other: Integers) -> Integers:
    """A number for each combination; UNKNOWN where either is."""
    key = one * np.int64(1_000_003) ^ (other * np.int64(8_191) + (other >> 17))
    key &= np.int64(0x7FFF_FFFF_FFFF_FFFF)
    return np.where((one == UNKNOWN) | (other == UNKNOWN), UNKNOWN, key)


def _smallest(rows: Any, seed: int) -> Integers:
    """The smallest hash of each row's features: equal for alike rows as often as they overlap."""
    rng = np.random.default_rng(469 + seed)
    hashes = rng.permutation(rows.shape[1]).astype(np.int64)
    return _reduced(rows, hashes[rows.indices], np.minimum, UNKNOWN)


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


def _within(one: _Pass, window: int, count: int) -> Iterator[Pairs]:
    """Each project with the next ones of its key."""
    order = np.lexsort((one.order, one.key))
    key = one.key[order]
    order, key = order[key != UNKNOWN], key[key != UNKNOWN]
    for step in range(1, window + 1):
        same = key[step:] == key[:-step]
        if not same.any():
            return
        left, right = order[:-step][same], order[step:][same]
        yield Pairs(np.minimum(left, right), np.maximum(left, right))


def _worth(parts: Iterator[Pairs], marks: _Marks) -> Bits:
    found = [
        _packed(Pairs(pairs.left[near], pairs.right[near]), marks.count)
        for pairs in parts
        for near in [marks.closeness(pairs) >= _LEAST]
    ]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.uint64)


def _packed(pairs: Pairs, count: int) -> Bits:
    return (pairs.left * count + pairs.right).astype(np.uint64)


def _unpacked(packed: Bits, count: int) -> Pairs:
    left, right = np.divmod(packed.astype(np.int64), max(count, 1))
    return Pairs(left, right)


@dataclass(frozen=True)
class _Marks:
    """Words and terms as bits, for a quick measure of how close two projects are."""

    space: Space
    words: Bits
    terms: Bits

    @classmethod
    def of(cls, space: Space) -> _Marks:
        words = np.column_stack([_bits(space.merged, shift) for shift in (0, 6)])
        return cls(space, words, _bits(space.terms, 0)[:, None])

    @property
    def count(self) -> int:
        return len(self.space)

    def closeness(self, pairs: Pairs) -> NDArray[np.float32]:
        """0 to about 1.3, for each pair."""
        found = np.empty(len(pairs), dtype=np.float32)
        for start in range(0, len(pairs), _CHUNK):
            part = slice(start, start + _CHUNK)
            found[part] = self._closeness(pairs.left[part], pairs.right[part])
        return found

    def _closeness(self, i: Integers, j: Integers) -> Any:
        space, total = self.space, np.zeros(len(i), dtype=np.float32)
        total += _PARTS["words"] * _overlap(self.words, i, j)
        total += _PARTS["terms"] * _overlap(self.terms, i, j)
        for name in ("initiative", "supplier"):
            column = getattr(space, name)
            total += _PARTS[name] * ((column[i] == column[j]) & (column[i] != UNKNOWN))
        with np.errstate(invalid="ignore"):
            apart = np.abs(space.amount[i] - space.amount[j])
            near = apart <= _NEAR_AMOUNT * np.maximum(space.amount[i], space.amount[j])
        total += _PARTS["amount"] * near
        total += _PLACE * (space.settlement[i] == space.settlement[j])
        return total


def _bits(rows: Any, shift: int) -> Bits:
    ones = np.uint64(1) << ((rows.indices >> shift).astype(np.uint64) & np.uint64(63))
    found: Bits = _reduced(rows, ones, np.bitwise_or, 0)
    return found


def _overlap(bits: Bits, i: Integers, j: Integers) -> Any:
    """Shared bits over those of the shorter of the two."""
    shared = np.bitwise_count(bits[i] & bits[j]).sum(axis=1, dtype=np.float32)
    sizes = np.bitwise_count(bits).sum(axis=1, dtype=np.float32)
    return shared / np.maximum(np.minimum(sizes[i], sizes[j]), 1)


def _nearest(pairs: Pairs, close: Any, most: int, count: int) -> Pairs:
    """The pairs that are among the `most` nearest of either project."""
    keep = np.zeros(len(pairs), dtype=bool)
    rank = np.argsort(np.argsort(-close, kind="stable"), kind="stable")
    for side in (pairs.left, pairs.right):
        order = np.argsort(side * np.int64(len(pairs)) + rank, kind="stable")
        first = np.searchsorted(side[order], np.arange(count))
        place = np.arange(len(pairs)) - first[side[order]]
        keep[order[place < most]] = True
    return Pairs(pairs.left[keep], pairs.right[keep])
