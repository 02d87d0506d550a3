"""What a title says that decides against a match: stage, year, object, floor, other numbers.

The words for them are of Kazakh, Russian and English, as in `signs.yaml`; a sign is the same in
each: «2-кезең», «второй этап» and “phase II” are all stage 2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from aqyl.language import fold

KINDS = ("stage", "object", "floor", "year", "number")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?(?![\w])")
_ENDING = r"(?:\s*(?:и|я|ая|ыи|ои|го|ом|ши|шы|th|st|nd|rd))?"
_VALUE = r"(\d+[а-яёa-z]?|[ivx]+)"
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7"}


@dataclass(frozen=True, slots=True)
class Signs:
    """The values of each kind in one title, folded; an empty set says nothing."""

    stage: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    floor: frozenset[str] = frozenset()
    year: frozenset[str] = frozenset()
    number: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Rules:
    ordinals: tuple[tuple[re.Pattern[str], str], ...]
    marked: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _rules() -> _Rules:
    text = files("aqyl.diagnose.duplicates").joinpath("signs.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    ordinals = tuple(
        (re.compile(rf"\b(?:{'|'.join(words)})\b"), number)
        for number, words in data["ordinals"].items()
    )
    marked: list[tuple[str, re.Pattern[str]]] = []
    for kind, words in data["kinds"].items():
        after, before = "|".join(words["after"]), "|".join(words["before"])
        if after:
            marked.append((kind, re.compile(rf"\b{_VALUE}{_ENDING}\s+(?:{after})")))
        if before:
            marked.append(
                (kind, re.compile(rf"(?<!\w)(?:{before})[^\W\d]*\.?\s*(?:no\s*)?{_VALUE}\b"))
            )
    return _Rules(ordinals, tuple(marked))


def signs_of(*titles: str) -> Signs:
    """The signs of the titles of one project together.

    >>> found = signs_of("Бейнебақылау, 2-кезең, №15 мектеп, 2025", "Видеонаблюдение, второй этап")
    >>> sorted(found.stage), sorted(found.object), sorted(found.year)
    (['2'], ['15'], ['2025'])
    """
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for title in titles:
        if title:
            _gather(title, found)
    return Signs(**{kind: frozenset(values) for kind, values in found.items()})


def _gather(title: str, found: dict[str, set[str]]) -> None:
    rest = fold(title)
    for pattern, number in _rules().ordinals:
        rest = pattern.sub(number, rest)
    for kind, pattern in _rules().marked:
        for match in pattern.finditer(rest):
            found[kind].add(_ROMAN.get(match[1], match[1]))
        rest = pattern.sub(" ", rest)
    found["year"].update(_YEAR.findall(rest))
    found["number"].update(
        number for number in _NUMBER.findall(_YEAR.sub(" ", rest)) if not number.startswith("0")
    )
