"""Texts as sparse rows in a fixed space of hashed features: no vocabulary to keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from aqyl.diagnose.duplicates.matching.records import Floats, Integers
from aqyl.diagnose.duplicates.matching.words import stems

WIDTH = 1 << 20
_GRAM = 4
_PART = 500_000


def counted(texts: Sequence[str]) -> Any:
    """Stems of each text, counted: sparse (texts x WIDTH)."""
    from sklearn.feature_extraction.text import HashingVectorizer

    model = HashingVectorizer(analyzer=stems, n_features=WIDTH, alternate_sign=False, norm=None)
    return model.transform(texts)


def grams(texts: Sequence[str]) -> Any:
    """Runs of four letters inside the stems of each text: sparse (texts x WIDTH), zeros and ones."""
    from sklearn.feature_extraction.text import HashingVectorizer

    model = HashingVectorizer(
        analyzer=_grams, n_features=WIDTH, alternate_sign=False, norm=None, binary=True
    )
    return model.transform(texts)


def _grams(text: str) -> list[str]:
    joined = " ".join(stems(text))
    return [joined[at : at + _GRAM] for at in range(len(joined) - _GRAM + 1)] or [joined]


def idf_of(*several: Any) -> Floats:
    """ln((1 + n) / (1 + df)) + 1 of each feature over the rows of all."""
    seen = sum(np.bincount(one.indices, minlength=WIDTH) for one in several)
    count = sum(one.shape[0] for one in several)
    return np.asarray(np.log((1 + count) / (1 + seen)) + 1)


def normalised(rows: Any, weights: Floats | None = None) -> Any:
    """Rows weighted by feature and divided by their length; rows of zeros stay."""
    from scipy.sparse import csr_matrix

    rows = rows.tocsr()
    data = rows.data * weights[rows.indices] if weights is not None else rows.data.astype(float)
    owner = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    length = np.sqrt(np.bincount(owner, weights=data * data, minlength=rows.shape[0]))
    data = data / np.where(length > 0, length, 1.0)[owner]
    return csr_matrix((data.astype(np.float32), rows.indices, rows.indptr), shape=rows.shape)


def row_cosines(rows: Any, left: Integers, right: Integers) -> Floats:
    """Products of pairs of normalised rows."""
    found = np.zeros(len(left))
    for start in range(0, len(left), _PART):
        part = slice(start, start + _PART)
        product = rows[left[part]].multiply(rows[right[part]])
        found[part] = np.asarray(product.sum(axis=1)).ravel()
    return found
