"""What cannot all be kept: a least set of demands and limits, and the money that is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aqyl.plan.optimise.build import POSTS, Built, Row
from aqyl.plan.optimise.core import Core
from aqyl.plan.optimise.halt import Halt
from aqyl.plan.optimise.model import Model, Sides
from aqyl.plan.optimise.run import split
from aqyl.plan.optimise.solution import Solution
from aqyl.plan.optimise.solve import Limits, Run

BRIEF = Limits(effort=2.0)


@dataclass(frozen=True)
class Clash:
    """Demands of a settlement that cannot all be met.

    due: initiatives wanted by the year of their stage; fixed: those a person asked for; rows: the
    budgets and staff they clash with. Without any one of all these the rest could be kept, if
    `least`; where it is False the search ended before that was sure. late: initiatives wanted by a
    year that cannot be ready by then whatever is spent; they stand beside the clash.

    money, posts: by year, the least that would have to be added for everything else to be kept
    (least posts, then least money); empty where none helps, since time, prerequisites or something
    forbidden stand against it.
    """

    settlement: str
    due: tuple[str, ...]
    fixed: tuple[str, ...]
    rows: tuple[Row, ...]
    late: tuple[str, ...]
    least: bool
    money: dict[int, int]
    posts: dict[int, float]


def clashes(
    solution: Solution, limits: Limits = BRIEF, only_impossible: bool = False
) -> tuple[Clash, ...]:
    """A clash for each settlement that has one, sorted.

    only_impossible: only for settlements without any plan, not for those that miss some due ones.
    """
    parts = split(solution.built)
    wanting = [
        name
        for name, answer in solution.answers.items()
        if not answer.stopped
        and (not answer.found or (not only_impossible and answer.met < len(parts[name].due)))
    ]
    found = [_Search(solution.built, name, parts[name], limits).clash() for name in sorted(wanting)]
    return tuple(clash for clash in found if clash is not None)


Item = tuple[str, object]


@dataclass
class _Search:
    built: Built
    settlement: str
    core: Core
    limits: Limits
    sure: bool = True

    def clash(self) -> Clash | None:
        late = [task.id for task in self.core.due if self._impossible([("due", task.id)])]
        tasks = tuple(replace(t, due=None) if t.id in late else t for t in self.core.tasks)
        self.core = replace(self.core, tasks=tasks)
        core = self._core_of(self._items())
        if core is None:
            return (
                Clash(self.settlement, (), (), (), _names(late), self.sure, {}, {})
                if late
                else None
            )
        least = self._thinned(core)
        money, posts = self._missing()
        return Clash(
            self.settlement,
            _names(str(one) for kind, one in least if kind == "due"),
            _names(str(one) for kind, one in least if kind == "fixed"),
            tuple(
                sorted(
                    (self.built.rows[int(str(n))] for kind, n in least if kind == "row"), key=str
                )
            ),
            _names(late),
            self.sure,
            money,
            posts,
        )

    def _items(self) -> list[Item]:
        used = {row for t in self.core.tasks for o in t.options for row, _ in o.loads}
        found: list[Item] = [("row", row) for row in sorted(used, reverse=True)]
        found += [("due", task.id) for task in self.core.due]
        return found + [("fixed", task.id) for task in self.core.tasks if task.must]

    def _model(self, items: Sequence[Item]) -> Model:
        """All that is asked by these items, and nothing to be gained."""
        kept = {one for kind, one in items if kind == "fixed"}
        tasks = tuple(replace(task, must=task.id in kept) for task in self.core.tasks)
        rows = frozenset(int(str(n)) for kind, n in items if kind == "row")
        model = Model(replace(self.core, tasks=tasks), Sides(rows=rows))
        due = {one for kind, one in items if kind == "due"}
        model.oblige(task for task in tasks if task.id in due)
        return model

    def _core_of(self, items: list[Item]) -> list[Item] | None:
        """Some items that clash: those that the solver's proof rests on. None where none do."""
        run = Run(self._model(items), self.limits, Halt())
        if not run.impossible:
            return None
        assumed = Assumed(self.core, items)
        core = assumed.core(self.limits)
        return core if core and self._impossible(core) else items

    def _thinned(self, items: list[Item]) -> list[Item]:
        """Without any item whose absence leaves the others impossible, halves first."""
        kept = list(items)
        size = max(len(kept) // 2, 1)
        while size:
            place = 0
            while place < len(kept):
                rest = kept[:place] + kept[place + size :]
                if rest and self._impossible(rest):
                    kept = rest
                else:
                    place += size
            size //= 2
        return kept

    def _impossible(self, items: Sequence[Item]) -> bool:
        run = Run(self._model(items), self.limits, Halt())
        if not run.impossible and not run.found:
            self.sure = False
        return run.impossible

    def _group(self, number: int) -> int:
        """A year's money is one group, its staff (below zero) another."""
        row = self.built.rows[number]
        return row.year if row.funding else -row.year

    def _missing(self) -> tuple[dict[int, int], dict[int, float]]:
        """The least posts, then the least money, with which all could be kept."""
        spare = {
            n: self._group(n)
            for kind, one in self._items()
            if kind == "row"
            for n in [int(str(one))]
        }
        tasks = [task for task in self.core.tasks if task.due is not None]
        model = Model(self.core, Sides(spare=spare))
        model.oblige(tasks)
        posts = [model.extra[group] for group in sorted(model.extra) if group < 0]
        money = [model.extra[group] for group in sorted(model.extra) if group > 0]
        if posts:
            model.cp.minimize(sum(posts))
            run = Run(model, self.limits, Halt())
            if not run.found:
                return {}, {}
            model.cp.add(sum(posts) <= sum(run.value(one) for one in posts))
        model.cp.minimize(sum(money))
        run = Run(model, self.limits, Halt())
        if not run.found:
            return {}, {}
        lacks = {group: run.value(one) for group, one in sorted(model.extra.items())}
        return (
            {year: lack for year, lack in lacks.items() if year > 0 and lack},
            {-year: lack / POSTS for year, lack in lacks.items() if year < 0 and lack},
        )


class Assumed:
    """The model with each item behind a literal, so that the solver can name the ones it used."""

    def __init__(self, core: Core, items: Sequence[Item]) -> None:
        plain = replace(core, tasks=tuple(replace(task, must=False) for task in core.tasks))
        self.items = list(items)
        self.model = Model(plain, Sides(rows=frozenset()))
        self._literals: list[Any] = [self.model.cp.new_bool_var("") for _ in items]
        for literal, (kind, one) in zip(self._literals, items, strict=True):
            if kind == "row":
                self._row(literal, int(str(one)))
            else:
                task = core.by_id[str(one)]
                wanted = [
                    variable
                    for variable, option in zip(self.model.x[task.id], task.options, strict=True)
                    if kind == "fixed" or (task.due is not None and option.end <= task.due)
                ]
                self.model.cp.add_at_least_one([*wanted, literal.negated()])
        self.model.cp.add_assumptions(self._literals)

    def _row(self, literal: Any, row: int) -> None:
        core, x = self.model.core, self.model.x
        terms = [
            amount * variable
            for task in core.tasks
            for variable, option in zip(x[task.id], task.options, strict=True)
            for number, amount in option.loads
            if number == row
        ]
        limit = self.model.cp.add(sum(terms) <= core.capacities[row])
        limit.only_enforce_if(literal)

    def core(self, limits: Limits) -> list[Item]:
        """The items of the solver's proof; empty where it found none in time."""
        run = Run(self.model, limits, Halt())
        if not run.impossible:
            return []
        named = set(run.solver.sufficient_assumptions_for_infeasibility())
        pairs = zip(self._literals, self.items, strict=True)
        return [item for literal, item in pairs if literal.index in named]


def _names(ids: Iterable[str]) -> tuple[str, ...]:
    """The initiatives of tasks."""
    return tuple(one.partition(":")[2] for one in ids)
