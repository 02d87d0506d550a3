"""The core as a CP-SAT model: a yes-or-no a task and option."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aqyl.plan.optimise.core import Core, Option, Task, taken


@dataclass(frozen=True)
class Sides:
    """What a model takes for granted beside its core.

    granted: lots whose saving holds whoever else buys; denied: lots without a saving. rows: which
    rows bind (all where None). spare: row -> group of rows that may be exceeded by the same amount.
    met: how many due tasks are to be met (as many as can be where None).
    """

    granted: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    rows: frozenset[int] | None = None
    spare: Mapping[int, int] = field(default_factory=dict)
    met: int | None = None


class Model:
    """The model with its variables; `x[task id][n]` says whether option n is taken."""

    def __init__(self, core: Core, sides: Sides = Sides()) -> None:
        from ortools.sat.python import cp_model

        self.core, self.sides = core, sides
        self.cp: Any = cp_model.CpModel()
        self._sum = cp_model.LinearExpr.sum
        self._weighted = cp_model.LinearExpr.weighted_sum
        self.x: dict[str, list[Any]] = {
            task.id: [self.cp.new_bool_var("") for _ in task.options] for task in core.tasks
        }
        self.extra: dict[int, Any] = {}
        for task in core.tasks:
            self._once(task)
            for need in task.needs:
                self._after(task, need)
        for ids in core.exclusions:
            self.cp.add_at_most_one([v for one in ids for v in self.x.get(one, [])])
        self._limit()

    def _once(self, task: Task) -> None:
        variables = self.x[task.id]
        if task.must:
            self.cp.add_exactly_one(variables)
        elif len(variables) > 1:
            self.cp.add_at_most_one(variables)

    def _after(self, task: Task, need: str) -> None:
        """Begun by a period only if what it needs has ended by then."""
        before = self.core.by_id.get(need)
        ends = [] if before is None else list(zip(before.options, self.x[need], strict=True))
        for period in sorted({option.start for option in task.options}):
            begun = [v for v, o in self._taken(task) if o.start <= period]
            self.cp.add(self._sum(begun) <= self._sum([v for o, v in ends if o.end <= period]))

    def _taken(self, task: Task) -> list[tuple[Any, Option]]:
        return list(zip(self.x[task.id], task.options, strict=True))

    def _limit(self) -> None:
        """No row takes more than its capacity."""
        terms: dict[int, list[tuple[Any, int]]] = defaultdict(list)
        for variable, loads in self._loads():
            for row, amount in loads:
                terms[row].append((variable, amount))
        for row, parts in sorted(terms.items()):
            if self.sides.rows is not None and row not in self.sides.rows:
                continue
            load = self._weighted([v for v, _ in parts], [a for _, a in parts])
            if row in self.sides.spare:
                load -= self._extra(self.sides.spare[row])
            self.cp.add(load <= self.core.capacities[row])

    def _extra(self, group: int) -> Any:
        """By how much the rows of a group are exceeded."""
        if group not in self.extra:
            self.extra[group] = self.cp.new_int_var(0, 10**12, "")
        return self.extra[group]

    def _loads(self) -> Iterable[tuple[Any, Iterable[tuple[int, int]]]]:
        """What each variable takes of the rows: less than nothing where lots are joint."""
        buyers: dict[str, list[tuple[Any, Option]]] = defaultdict(list)
        for task in self.core.tasks:
            for variable, option in self._taken(task):
                yield variable, taken(option, self.sides.granted)
                if option.relief and option.lot not in self.sides.granted | self.sides.denied:
                    buyers[option.lot].append((variable, option))
        for _, several in sorted(buyers.items()):
            if len(several) >= self.core.joint_from:
                yield from self._shared(several)

    def _shared(self, several: list[tuple[Any, Option]]) -> Iterable[tuple[Any, Any]]:
        together = self.cp.new_bool_var("")
        self.cp.add(self._sum([v for v, _ in several]) >= self.core.joint_from * together)
        for variable, option in several:
            saves = self.cp.new_bool_var("")
            self.cp.add_implication(saves, variable)
            self.cp.add_implication(saves, together)
            yield saves, [(row, -amount) for row, amount in option.relief]

    def worth(self) -> Any:
        """What the options taken are worth."""
        pairs = [(v, o.worth) for task in self.core.tasks for v, o in self._taken(task) if o.worth]
        return self._weighted([v for v, _ in pairs], [w for _, w in pairs])

    def met(self) -> Any:
        """How many due tasks are met."""
        return self._sum([v for task in self.core.due for v in self._in_time(task)])

    def _in_time(self, task: Task) -> list[Any]:
        return [v for v, o in self._taken(task) if task.due is not None and o.end <= task.due]

    def oblige(self, tasks: Iterable[Task]) -> None:
        """These due tasks are met, whatever it takes."""
        for task in tasks:
            self.cp.add(self._sum(self._in_time(task)) >= 1)

    def hint(self, chosen: Mapping[str, Option]) -> None:
        """Begin the search at this choice."""
        for task in self.core.tasks:
            picked = chosen.get(task.id)
            for variable, option in self._taken(task):
                same = picked is not None and picked.start == option.start
                self.cp.add_hint(variable, same)
