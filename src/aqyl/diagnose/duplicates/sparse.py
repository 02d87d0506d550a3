"""Texts as sparse rows in a fixed space of hashed features: no vocabulary to keep."""

from __future__ import annotations

import unicodedata
import zlib
from array import array
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from aqyl.diagnose.duplicates.matching.records import Floats, Integers
from aqyl.diagnose.duplicates.matching.words import WORD, folded, stem

WIDTH = 1 << 20
_GRAM = 4
_PART = 500_000
_CACHE = 1 << 18


def counted(texts: Sequence[str]) -> Any:
    """Stems of each text, counted: sparse (texts x WIDTH)."""
    return _rows(texts, _stem_feature)


def grams(texts: Sequence[str]) -> Any:
    """Runs of four letters inside the words of each text, counted: sparse (texts x WIDTH)."""
    return _rows(texts, _gram_features)


def _feature(text: str) -> int:
    return zlib.crc32(text.encode()) % WIDTH


@lru_cache(maxsize=_CACHE)
def _stem_feature(word: str) -> tuple[int, ...]:
    cut = stem(folded(word))
    return (_feature(cut),) if cut else ()


@lru_cache(maxsize=_CACHE)
def _gram_features(word: str) -> tuple[int, ...]:
    padded = f" {folded(word)} "
    last = max(1, len(padded) - _GRAM + 1)
    return tuple(_feature(padded[at : at + _GRAM]) for at in range(last))


def _rows(texts: Sequence[str], features: Callable[[str], tuple[int, ...]]) -> Any:
    """A row a text: the features of its words, each as often as it occurs."""
    from scipy.sparse import csr_matrix

    indices, ends = array("i"), array("q", [0])
    for text in texts:
        if text:
            for word in WORD.findall(unicodedata.normalize("NFC", text)):
                indices.extend(features(word))
        ends.append(len(indices))
    columns = np.frombuffer(indices, dtype=np.int32) if indices else np.zeros(0, dtype=np.int32)
    ones = np.ones(len(columns), dtype=np.float32)
    rows = csr_matrix((ones, columns, np.array(ends)), shape=(len(texts), WIDTH))
    rows.sum_duplicates()
    return rows


def idf_of(*several: Any) -> Floats:
    """ln((1 + n) / (1 + df)) + 1 of each feature over the rows of all."""
    seen = sum(np.bincount(one.indices, minlength=WIDTH) for one in several)
    count = sum(one.shape[0] for one in several)
    return np.asarray(np.log((1 + count) / (1 + seen)) + 1)


def normalised(rows: Any, weights: Floats | None = None) -> Any:
    """Rows weighted by feature and divided by their length; what weighs nothing is left out."""
    from scipy.sparse import csr_matrix

    rows = rows.tocsr()
    data = rows.data.astype(np.float32)
    if weights is not None:
        data *= weights.astype(np.float32)[rows.indices]
    counts = np.diff(rows.indptr)
    lengths = np.ones(rows.shape[0], dtype=np.float32)
    if len(data):
        squares = np.add.reduceat(data * data, rows.indptr[:-1][counts > 0])
        lengths[counts > 0] = np.sqrt(np.where(squares > 0, squares, 1.0))
    data /= np.repeat(lengths, counts)
    # Copied: leaving zeros out moves them, and the counts are used again.
    places = (rows.indices.copy(), rows.indptr.copy())
    made = csr_matrix((data, *places), shape=rows.shape)
    made.eliminate_zeros()
    return made


def row_cosines(rows: Any, left: Integers, right: Integers) -> Floats:
    """Products of pairs of normalised rows."""
    found = np.zeros(len(left))
    for start in range(0, len(left), _PART):
        part = slice(start, start + _PART)
        product = rows[left[part]].multiply(rows[right[part]])
        found[part] = np.asarray(product.sum(axis=1)).ravel()
    return found
