"""Settlements side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aqyl.portal.results.models import Rank, Score
from aqyl.portal.results.pages.ranking import TOTAL, Placed, placed
from aqyl.register import load_register
from aqyl.standard import Edition, Text

MOST = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A node and its score in each settlement; None where it does not apply."""

    node: str
    title: Text
    scores: list[Score | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The settlements with their places, then a line a domain."""

    places: list[Placed]
    lines: list[Line]


def chosen(given: Iterable[str]) -> list[str]:
    """Codes of settlements, each once, in the order given; blanks and unknown ones left out.

    >>> chosen(["750000000", "", "750000000", "x"])
    ['750000000']
    """
    register = load_register()
    return list(dict.fromkeys(code for code in given if code in register))


def comparison(
    edition: Edition, codes: Sequence[str], scores: Iterable[Score], ranks: Iterable[Rank]
) -> Comparison:
    """Those of the codes that were assessed, in their order."""
    found = {(score.node, score.settlement): score for score in scores}
    levels = {level.id: level.title for level in edition.levels}
    by_place = {rank.settlement: rank for rank in ranks}
    there = [code for code in codes if code in by_place]
    return Comparison(
        places=[placed(by_place[code], found[TOTAL, code], levels) for code in there],
        lines=[
            Line(domain.id, domain.title, [found.get((domain.id, code)) for code in there])
            for domain in edition.domains
        ],
    )
