"""What a person asks of a plan: what has to be in it, what must not, how it is cut."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from aqyl.plan.optimise.problem import MONTHS
from aqyl.problems import InputError, Problem
from aqyl.standard.checks import nearest

_FIX = re.compile(r"(?:(?P<settlement>[^:@]+):)?(?P<initiative>[^:@]+)(?:@(?P<year>[0-9]{4}))?")


@dataclass(frozen=True, slots=True)
class Wish:
    """An initiative of a settlement (of each one where None), in a year (in any where None)."""

    initiative: str
    settlement: str | None = None
    year: int | None = None

    @classmethod
    def read(cls, text: str) -> Wish:
        """`ID`, `ID@YEAR`, `KATO:ID` or `KATO:ID@YEAR`. Raises InputError for anything else.

        >>> Wish.read("safety.video-analytics@2028")
        Wish(initiative='safety.video-analytics', settlement=None, year=2028)
        """
        found = _FIX.fullmatch(text)
        if found is None:
            raise InputError([Problem("plan.wish", values={"given": text})])
        year = found["year"]
        return cls(found["initiative"], found["settlement"], int(year) if year else None)

    def names(self, settlement: str, initiative: str) -> bool:
        """Whether it speaks of this one."""
        return initiative == self.initiative and self.settlement in (None, settlement)

    def meets(self, other: Wish) -> bool:
        """Whether both speak of an initiative of some settlement.

        >>> Wish("safety.drones").meets(Wish("safety.drones", "391010000"))
        True
        """
        return self.initiative == other.initiative and (
            None in (self.settlement, other.settlement) or self.settlement == other.settlement
        )


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked. years: how many (the edition's where None); starts: a year's, 1 to 12."""

    fix: tuple[Wish, ...] = ()
    forbid: tuple[Wish, ...] = ()
    years: int | None = None
    starts: int = 1

    def forbids(self, settlement: str, initiative: str) -> bool:
        """Whether an initiative must not be in the plan of a settlement."""
        return any(wish.names(settlement, initiative) for wish in self.forbid)

    def fixes(self, settlement: str, initiative: str) -> tuple[bool, int | None]:
        """Whether it has to be, and in which year."""
        named = [wish for wish in self.fix if wish.names(settlement, initiative)]
        years = [wish.year for wish in named if wish.year is not None]
        return bool(named), years[-1] if years else None


def wrong_in(
    ask: Ask, initiatives: Collection[str], settlements: Collection[str], calendar: range
) -> Iterator[Problem]:
    """Unknown ids, years outside the plan, something both asked for and forbidden."""
    for wish in (*ask.fix, *ask.forbid):
        for given, known, column in (
            (wish.initiative, initiatives, "initiative"),
            (wish.settlement, settlements, "settlement"),
        ):
            if given is not None and given not in known:
                near = ", ".join(nearest(given, known)) or "–"
                yield Problem(
                    "plan.unknown", values={"column": column, "given": given, "near": near}
                )
        if wish.year is not None and wish.year not in calendar:
            first, last = str(calendar[0]), str(calendar[-1])
            values = {"given": str(wish.year), "first": first, "last": last}
            yield Problem("plan.year_outside", values=values)
    for wish in ask.fix:
        if any(map(wish.meets, ask.forbid)):
            yield Problem("plan.fixed_and_forbidden", values={"given": wish.initiative})
    if ask.starts not in range(1, MONTHS + 1) or MONTHS % ask.starts:
        yield Problem("plan.starts", values={"given": ask.starts})
