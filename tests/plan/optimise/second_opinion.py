"""The same problem for scipy.milp, written from its words and not from our core.

Here every tenge paid by a source for an action in a year is a variable, where the core has a row
for each union of sources; prerequisites are one line a pair of beginnings that does not go.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from aqyl.plan.optimise import Candidate, Problem
from aqyl.plan.optimise.build import spending, worth

Start = tuple[Candidate, int]


class Opinion:
    """The best plan by mixed-integer programming."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.columns = 0
        self.lines: list[tuple[dict[int, float], float, float]] = []
        self.whole: list[int] = []
        step, end = 12 // problem.starts, 12 * problem.years
        self.x: dict[Start, int] = {
            (c, month): self._column(1)
            for c in problem.candidates
            if c.take is not None and c.blocked is None
            for month in range(0, end, step)
            if month + c.take.months <= end and c.fixed_year in (None, problem.start + month // 12)
        }
        self.saves: dict[Start, int] = {}
        self._once()
        self._prerequisites()
        self._joint()
        self._money()
        self._staff()

    def _column(self, whole: int) -> int:
        self.whole.append(whole)
        self.columns += 1
        return self.columns - 1

    def _line(self, terms: dict[int, float], low: float, high: float) -> None:
        self.lines.append((terms, low, high))

    def _once(self) -> None:
        for candidate in self.problem.candidates:
            own = {v: 1.0 for (c, _), v in self.x.items() if c is candidate}
            self._line(own, 1.0 if candidate.fixed else 0.0, 1.0)
        for settlement, *names in self.problem.exclusions:
            both = {
                v: 1.0
                for (c, _), v in self.x.items()
                if c.settlement == settlement and c.initiative in names
            }
            self._line(both, 0.0, 1.0)

    def _prerequisites(self) -> None:
        for (c, month), v in self.x.items():
            for need in c.needs:
                before = {
                    w: -1.0
                    for (d, other), w in self.x.items()
                    if (d.settlement, d.initiative) == (c.settlement, need)
                    and d.take is not None
                    and other + d.take.months <= month
                }
                self._line({v: 1.0, **before}, -np.inf, 0.0)

    def _joint(self) -> None:
        lots: dict[tuple[str, int], list[Start]] = {}
        for c, month in self.x:
            lots.setdefault((c.initiative, month // 12), []).append((c, month))
        for several in lots.values():
            together = self._column(1)
            count = {self.x[one]: 1.0 for one in several}
            self._line({**count, together: -float(self.problem.joint_from)}, 0.0, np.inf)
            for one in several:
                self.saves[one] = self._column(1)
                self._line({self.saves[one]: 1.0, self.x[one]: -1.0}, -np.inf, 0.0)
                self._line({self.saves[one]: 1.0, together: -1.0}, -np.inf, 0.0)

    def _money(self) -> None:
        paid: dict[tuple[str, int, str], dict[int, float]] = {}
        for c in self.problem.candidates:
            starts = [(month, v) for (d, month), v in self.x.items() if d is c]
            for n, year in enumerate(self.problem.calendar if starts else ()):
                bill: dict[int, float] = {}
                assert c.take is not None
                for month, v in starts:
                    spent = spending(c.take, month, self.problem.years)[n]
                    bill[v] = float(spent.total)
                    saved = float(int(spent.once * self.problem.saving + 1e-9))
                    bill[self.saves[c, month]] = -saved
                for source in c.take.funding:
                    column = self._column(0)
                    bill[column] = -1.0
                    paid.setdefault((c.settlement, year, source), {})[column] = 1.0
                self._line(bill, 0.0, 0.0)
        for (settlement, year, source), terms in paid.items():
            amount = self.problem.budgets[settlement, year].get(source, 0)
            self._line(terms, 0.0, float(amount))

    def _staff(self) -> None:
        for (settlement, year), posts in self.problem.staff.items():
            terms = {
                v: c.take.staff
                for (c, month), v in self.x.items()
                if c.settlement == settlement
                and c.take is not None
                and self.problem.start + month // 12 <= year
            }
            self._line(terms, 0.0, posts)

    def best(self) -> tuple[int, int] | None:
        """How many it meets in time and what it is worth; None where there is no plan."""
        step = 12 // self.problem.starts
        value, met = np.zeros(self.columns), np.zeros(self.columns)
        for (c, month), v in self.x.items():
            assert c.take is not None
            value[v] = worth(c, month + c.take.months, self.problem.years)
            if c.due is not None and c.due in self.problem.calendar:
                periods = -(-(month + c.take.months) // step)
                met[v] = periods * step <= 12 * (c.due + 1 - self.problem.start)
        if not self.columns:
            return None if any(c.fixed for c in self.problem.candidates) else (0, 0)
        many = 1.0 + value.sum()
        matrix = np.zeros((len(self.lines), self.columns))
        for n, (terms, _, _) in enumerate(self.lines):
            matrix[n, list(terms)] = list(terms.values())
        found = milp(
            -(value + many * met),
            constraints=LinearConstraint(
                matrix, [low for _, low, _ in self.lines], [high for _, _, high in self.lines]
            ),
            integrality=np.array(self.whole),
            bounds=Bounds(0.0, np.where(np.array(self.whole) == 1, 1.0, np.inf)),
            options={"mip_rel_gap": 0.0},
        )
        if found.x is None:
            return None
        chosen = found.x.round() * np.array(self.whole)
        return int(met @ chosen), int(value @ chosen)
