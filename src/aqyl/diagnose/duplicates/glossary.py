"""A trilingual glossary made of the edition's own names: a Kazakh and a Russian title meet in it.

Each initiative, technology and indicator is a term with its wordings in three languages. A text
is told by the terms it is nearest to, whatever language it is in, so that two texts are compared
through the terms (explicit semantic analysis across languages, Potthast, Stein, Anderka 2008).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from aqyl.diagnose.duplicates.matching.records import Floats
from aqyl.diagnose.duplicates.sparse import counted, normalised
from aqyl.language import LANGUAGES
from aqyl.standard import Edition, Text

# Terms kept of a text, and the share of the nearest one's closeness another must reach.
KEPT, _NEAR = 3, 0.6
# A title is worth more than the sentences that say when it is done.
_TITLE = 4
_CHUNK = 20_000


@dataclass(frozen=True)
class Term:
    """An entry of the edition that texts can speak of."""

    id: str
    title: Text


@dataclass(frozen=True)
class Glossary:
    """terms; words: sparse (stems x terms), idf-weighted; idf: of each stem."""

    terms: tuple[Term, ...]
    words: Any
    idf: Floats

    def meant(self, texts: Sequence[str]) -> Any:
        """Sparse (texts x terms): closeness 0 to 1, at most KEPT terms a text, rows normalised."""
        from scipy.sparse import vstack

        parts = [
            _strongest(normalised(counted(texts[start : start + _CHUNK]), self.idf) @ self.words)
            for start in range(0, max(len(texts), 1), _CHUNK)
        ]
        return normalised(vstack(parts, format="csr"))


def glossary(edition: Edition) -> Glossary:
    """The glossary of an edition: its initiatives, technologies and indicators."""
    wordings = list(_wordings(edition))
    terms = tuple(term for term, _ in wordings)
    counts = counted([text for _, text in wordings])
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    # A stem the edition does not know says nothing of its terms.
    idf = np.where(seen > 0, np.log((1 + len(terms)) / np.maximum(seen, 1)), 0.0)
    return Glossary(terms, normalised(counts, idf).T.tocsr(), idf)


def _wordings(edition: Edition) -> Iterator[tuple[Term, str]]:
    for initiative in edition.initiatives:
        themes = [theme.replace(".", " ").replace("_", " ") for theme in initiative.themes]
        told = [text for done in initiative.done.values() for text in _all(done)]
        titles = _all(initiative.title) * _TITLE
        yield Term(initiative.id, initiative.title), " ".join([*titles, *themes, *told])
    for entry in (*edition.technologies, *edition.indicators):
        yield Term(entry.id, entry.title), " ".join(_all(entry.title) * _TITLE)


def _all(text: Text) -> list[str]:
    return [text.say(lang) for lang in LANGUAGES]


def _strongest(close: Any) -> Any:
    """The KEPT largest of each row, those far below the largest left out."""
    from scipy.sparse import csr_matrix

    dense = close.toarray()
    most = min(KEPT, dense.shape[1])
    columns = np.argpartition(-dense, most - 1, axis=1)[:, :most]
    values = np.take_along_axis(dense, columns, axis=1)
    keep = (values > 0) & (values >= _NEAR * values.max(axis=1, keepdims=True))
    rows = np.broadcast_to(np.arange(len(dense))[:, None], columns.shape)
    return csr_matrix((values[keep], (rows[keep], columns[keep])), shape=dense.shape)
