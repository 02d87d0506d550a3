"""The register of projects as columns: what is compared, without what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aqyl.diagnose.duplicates.matching.records import Floats, Integers
from aqyl.language import LANGUAGES

NO_DAY = 0


@dataclass(frozen=True)
class Span:
    """First and last day; one of them may be unknown."""

    start: dt.date | None
    end: dt.date | None


@dataclass(frozen=True)
class Projects:
    """One entry a project in every column.

    titles, descriptions: language -> texts in one alphabet a word, blank where there is none.
    codes (settlement, initiative, technology, bin): blank where unknown. amount: tenge, nan where
    there is none in tenge. start, end: days of the proleptic calendar (date.toordinal), 0 unknown.
    """

    id: Sequence[str]
    settlement: Sequence[str]
    titles: Mapping[str, Sequence[str]]
    descriptions: Mapping[str, Sequence[str]]
    initiative: Sequence[str]
    technology: Sequence[str]
    supplier: Sequence[str]
    bin: Sequence[str]
    amount: Floats
    start: Integers
    end: Integers

    def __len__(self) -> int:
        return len(self.id)

    def title(self, index: int, lang: str) -> str:
        """The title in this language, else in the first that has one."""
        for one in (lang, *LANGUAGES):
            if text := self.titles[one][index]:
                return text
        return ""

    def texts(self) -> Iterator[tuple[str, Sequence[str]]]:
        """language, titles."""
        return ((lang, self.titles[lang]) for lang in LANGUAGES)

    def span(self, index: int) -> Span:
        """When the project runs."""
        return Span(_day(self.start[index]), _day(self.end[index]))


def _day(ordinal: np.int64) -> dt.date | None:
    return dt.date.fromordinal(int(ordinal)) if ordinal != NO_DAY else None
