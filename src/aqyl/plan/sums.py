"""Sums of money over actions, by year and source of funding, in thousands of the currency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aqyl.language import format_number, say
from aqyl.plan.models import Action, Basis, Roadmap

Cell = tuple[int, str]
"""A year and the id of a source of funding."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Thousands of a currency (its code, ISO 4217), as a language writes them.

    >>> Amount(1234500, "KZT").say("en")
    '1,234,500 thousand tenge'
    """

    thousands: int
    currency: str

    def say(self, lang: str) -> str:
        """The amount with its unit."""
        amount = format_number(self.thousands, lang, 0)
        return say("plan.money", lang, amount=amount, unit=currency_name(self.currency, lang))


def currency_name(code: str, lang: str) -> str:
    """How a language counts thousands of a currency; an unworded one by its code.

    >>> currency_name("KZT", "ru"), currency_name("EUR", "en")
    ('тыс. тенге', 'thousand EUR')
    """
    if code == "KZT":
        return say("plan.thousands.kzt", lang)
    return say("plan.thousands.other", lang, currency=code)


def by_cell(actions: Iterable[Action], basis: Basis | None = None) -> dict[Cell, int]:
    """What actions take by year and source, in order; only of one basis where it is given."""
    sums: defaultdict[Cell, int] = defaultdict(int)
    for action in actions:
        for expense in action.expenses:
            if basis in (None, expense.basis):
                sums[expense.year, expense.funding] += expense.amount
    return dict(sorted(sums.items()))


def by_year(cells: Mapping[Cell, int]) -> dict[int, int]:
    """The sums of each year over all sources."""
    years = sorted({year for year, _ in cells})
    return {year: sum(amount for (y, _), amount in cells.items() if y == year) for year in years}


def budget_cells(roadmap: Roadmap) -> dict[Cell, int]:
    """What each source gives in each year."""
    sums: defaultdict[Cell, int] = defaultdict(int)
    for budget in roadmap.budgets:
        sums[budget.year, budget.funding] += budget.amount
    return dict(sorted(sums.items()))


def cost(action: Action) -> int:
    """What an action takes over all years and sources."""
    return sum(expense.amount for expense in action.expenses)


def total(actions: Iterable[Action]) -> int:
    """What all of them take."""
    return sum(map(cost, actions))
