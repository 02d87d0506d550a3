"""Texts as TF-IDF vectors: how alike two are, and how that stands among all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from aqyl.diagnose.duplicates.matching.records import Floats, Integers, Pairs

Unit = Literal["word", "gram"]
# Rows compared with everything at once, and pairs multiplied at once.
_BLOCK, _PART = 512, 500_000
_SAME = 1e-6


@dataclass(frozen=True)
class Vectors:
    """Sparse rows of length one, of the left and of the right texts, in one space."""

    left: Any
    right: Any


def vectors(left: Sequence[str], right: Sequence[str], unit: Unit) -> Vectors:
    """TF-IDF over words, or over runs of two to four letters inside words.

    tf = 1 + ln(count), idf = ln((1 + n) / (1 + df)) + 1, rows divided by their length
    (scikit-learn's TfidfVectorizer). Texts without any word have rows of zeros.
    """
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(text.strip() for text in (*left, *right)):
        return Vectors(csr_matrix((len(left), 1)), csr_matrix((len(right), 1)))
    kind: dict[str, Any] = {"analyzer": "word", "token_pattern": r"[^\s]+"}
    if unit == "gram":
        kind = {"analyzer": "char_wb", "ngram_range": (2, 4)}
    model = TfidfVectorizer(sublinear_tf=True, **kind).fit([*left, *right])
    return Vectors(model.transform(left), model.transform(right))


def cosines(made: Vectors, pairs: Pairs) -> Floats:
    """The cosine of each pair, 0 to 1."""
    found = np.zeros(len(pairs))
    for start in range(0, len(pairs), _PART):
        part = slice(start, start + _PART)
        product = made.left[pairs.left[part]].multiply(made.right[pairs.right[part]])
        found[part] = np.asarray(product.sum(axis=1)).ravel()
    return found


@dataclass(frozen=True)
class Standings:
    """How each pair stands among all pairs of its left record.

    lead: its cosine less the best other one (above 0: it is the nearest). ahead: how many are
    nearer.
    """

    lead: Floats
    ahead: Integers


def standings(made: Vectors, pairs: Pairs) -> Standings:
    """Standings of the pairs among all right records, block by block of the left ones."""
    lead, ahead = np.zeros(len(pairs)), np.zeros(len(pairs), dtype=np.int64)
    order = np.argsort(pairs.left, kind="stable")
    blocks = pairs.left[order] // _BLOCK
    for block in np.unique(blocks):
        here = order[blocks == block]
        first = int(block) * _BLOCK
        likeness = (made.left[first : first + _BLOCK] @ made.right.T).toarray()
        rows = likeness[pairs.left[here] - first]
        own = rows[np.arange(len(here)), pairs.right[here]]
        ahead[here] = (rows > own[:, None] + _SAME).sum(axis=1)
        rows[np.arange(len(here)), pairs.right[here]] = 0.0
        lead[here] = own - rows.max(axis=1)
    return Standings(lead, ahead)


def turned(made: Vectors, pairs: Pairs) -> tuple[Vectors, Pairs]:
    """Left and right exchanged."""
    return Vectors(made.right, made.left), Pairs(pairs.right, pairs.left)
