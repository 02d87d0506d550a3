"""What of the projects both the search for candidates and the comparison look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from aqyl.diagnose.duplicates.glossary import Glossary, glossary
from aqyl.diagnose.duplicates.matching.records import Floats, Integers
from aqyl.diagnose.duplicates.projects import Projects
from aqyl.diagnose.duplicates.sparse import counted, grams, idf_of, normalised
from aqyl.diagnose.duplicates.suppliers import Suppliers
from aqyl.language import LANGUAGES
from aqyl.register import Register
from aqyl.standard import Edition

UNKNOWN = -1


@dataclass(frozen=True)
class Space:
    """A row a project. Sparse rows have length one.

    by_language: stems of the title; merged: of all titles; grams: runs of letters of all titles;
    terms: the glossary's terms the titles and descriptions speak of; descriptions: their stems.
    settlement, initiative, technology, supplier: numbers that are equal where the thing is,
    UNKNOWN where it is.
    """

    by_language: dict[str, Any]
    merged: Any
    grams: Any
    terms: Any
    descriptions: Any
    settlement: Integers
    initiative: Integers
    technology: Integers
    supplier: Integers
    amount: Floats
    start: Integers
    end: Integers
    glossary: Glossary

    def __len__(self) -> int:
        return len(self.settlement)


def space_of(
    projects: Projects, edition: Edition, register: Register, suppliers: Suppliers
) -> Space:
    """Everything that is worked out once a project."""
    made = glossary(edition)
    titles = {lang: counted(texts) for lang, texts in projects.texts()}
    merged = [" ".join(filter(None, row)) for row in zip(*projects.titles.values(), strict=True)]
    told = [
        " ".join(filter(None, row)) for row in zip(*projects.descriptions.values(), strict=True)
    ]
    spoken = [f"{title} {text}" for title, text in zip(merged, told, strict=True)]
    idf = _without_places(idf_of(*titles.values()), register)
    letters, descriptions, terms = grams(merged), counted(told), made.meant(spoken)
    del spoken, told
    return Space(
        by_language={lang: normalised(rows, idf) for lang, rows in titles.items()},
        merged=normalised(sum(titles.values()), idf),
        grams=normalised(letters, idf_of(letters)),
        terms=terms,
        descriptions=normalised(descriptions, _without_places(idf_of(descriptions), register)),
        settlement=_numbered(projects.settlement),
        initiative=_numbered(projects.initiative),
        technology=_numbered(projects.technology),
        supplier=suppliers.number,
        amount=projects.amount,
        start=projects.start,
        end=projects.end,
        glossary=made,
    )


def _without_places(idf: Floats, register: Register) -> Floats:
    """Names of settlements say where, not what: they are weighed apart."""
    names = [one.name(lang) for one in register.settlements for lang in LANGUAGES]
    idf = idf.copy()
    idf[np.unique(counted(names).indices)] = 0.0
    return idf


def _numbered(texts: Sequence[str]) -> Integers:
    numbers: dict[str, int] = {"": UNKNOWN}
    return np.fromiter(_number(texts, numbers), dtype=np.int64, count=len(texts))


def _number(texts: Iterable[str], numbers: dict[str, int]) -> Iterable[int]:
    return (numbers.setdefault(text, len(numbers)) for text in texts)
