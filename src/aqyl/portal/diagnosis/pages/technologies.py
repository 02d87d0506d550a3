"""Technologies in their order, by three methods side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqyl.standard import Edition, Text

if TYPE_CHECKING:
    from aqyl.diagnose import Priorities, TechnologyPriority


@dataclass(frozen=True, slots=True)
class Ordered:
    """A technology with its title, the titles of the initiatives it serves, and its robustness."""

    it: TechnologyPriority
    title: Text
    initiatives: list[Text]
    robustness: float


@dataclass(frozen=True, slots=True)
class Table:
    """The technologies, those left out for want of readiness or costs, the currency.

    known: the part of the need of all that rests on what is known.
    """

    rows: list[Ordered]
    left_out: list[Text]
    currency: str
    known: float | None


def ordered(edition: Edition, priorities: Priorities, most: int | None = None) -> Table:
    """The first `most` of them, all by default."""
    technologies = {one.id: one.title for one in edition.technologies}
    initiatives = {one.id: one.title for one in edition.initiatives}
    rows = [
        Ordered(
            one,
            technologies[one.technology],
            [initiatives[name] for name in one.initiatives],
            min(own.robustness for own in one.methods),
        )
        for one in priorities.technologies[:most]
    ]
    need = sum(one.need for one in priorities.technologies)
    known = sum(one.need * one.known for one in priorities.technologies)
    return Table(
        rows,
        [technologies[name] for name in priorities.left_out],
        edition.planning.currency if edition.planning else "",
        known / need if need else None,
    )
