"""One row of an akimat's table, its cells checked; whatever is wrong is collected."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from aqyl.problems import Problem
from aqyl.standard.checks import nearest
from aqyl.standard.models import Edition
from aqyl.tables import Table


@dataclass(frozen=True)
class Cells:
    """A row; what is wrong with its cells goes to `problems` and reads as None."""

    table: Table
    row: int
    problems: list[Problem]

    def _wrong(self, key: str, column: str, /, **values: object) -> None:
        self.problems.append(Problem(f"plan.{key}", self.table.place(self.row, column), values))

    def one_of(self, column: str, allowed: Collection[str]) -> str | None:
        """An id that is known."""
        given = str(self.table.rows[self.row][column] or "")
        if given in allowed:
            return given
        near = ", ".join(nearest(given, allowed)) or "–"
        self._wrong("unknown", column, column=column, given=given, near=near)
        return None

    def several(self, column: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """Ids divided by semicolons."""
        words = str(self.table.rows[self.row][column] or "").split(";")
        given = [word.strip() for word in words if word.strip()]
        for one in (one for one in given if one not in allowed):
            near = ", ".join(nearest(one, allowed)) or "–"
            self._wrong("unknown", column, column=column, given=one, near=near)
        return tuple(sorted({one for one in given if one in allowed}))

    def year(self, calendar: range) -> int | None:
        """A year of the plan."""
        year = int(str(self.table.rows[self.row]["year"]))
        if year in calendar:
            return year
        values = {"first": str(calendar[0]), "last": str(calendar[-1])}
        self._wrong("year_outside", "year", given=str(year), **values)
        return None

    def number(self, column: str) -> float | None:
        """A number that is not negative; None where the cell is empty."""
        given = self.table.rows[self.row][column]
        if given is None or float(given) >= 0:
            return None if given is None else float(given)
        self._wrong("negative", column, given=f"{float(given):g}")
        return None

    def whole(self, column: str, least: int = 0) -> int | None:
        """A whole number from `least` on; None where the cell is empty."""
        number = self.number(column)
        if number is None:
            return None
        if number >= least and number.is_integer() and number < 1e12:
            return int(number)
        self._wrong("not_whole", column, given=f"{number:g}", least=least)
        return None

    def currency(self, edition: Edition) -> None:
        """The edition's currency, or nothing."""
        given, rules = self.table.rows[self.row]["currency"], edition.planning
        if given is not None and rules is not None and given != rules.currency:
            self._wrong("currency", "currency", given=given, allowed=rules.currency)
