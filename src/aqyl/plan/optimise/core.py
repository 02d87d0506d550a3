"""The scheduling core: tasks with options, precedence, capacities. It knows no city and no money.

A task is done in one of its options or not at all. Every number is whole, so that no rounding can
make a plan that breaks a limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

Loads = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One way to do a task: begun at the start of a period, done before another (`end`).

    loads: how much it takes of which rows. relief: how much less where its lot is bought together.
    """

    start: int
    end: int
    worth: int
    loads: Loads = ()
    relief: Loads = ()
    lot: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done once.

    needs: ids of tasks that end before it starts. must: it has to be done. due: it is wanted done
    before this period; as many of these as can be are met before worth is looked at.
    """

    id: str
    options: tuple[Option, ...]
    needs: tuple[str, ...] = ()
    must: bool = False
    due: int | None = None


@dataclass(frozen=True)
class Core:
    """Tasks, the capacity of each row, groups of tasks of which at most one is done.

    A lot counts as bought together where at least `joint_from` options of it are taken.
    """

    tasks: tuple[Task, ...]
    capacities: tuple[int, ...]
    exclusions: tuple[tuple[str, ...], ...] = ()
    joint_from: int = 2

    @cached_property
    def by_id(self) -> Mapping[str, Task]:
        """Id -> task."""
        return {task.id: task for task in self.tasks}

    @cached_property
    def due(self) -> tuple[Task, ...]:
        """The tasks that are wanted by a period."""
        return tuple(task for task in self.tasks if task.due is not None)


@dataclass(frozen=True)
class Answer:
    """What the solver found: the option taken by task id.

    bound: no choice is worth more. found: whether there is a choice at all; proven: whether there
    is no better one (or, where none was found, that there is none). met: how many due tasks are met
    and met_bound: at most how many can be. stopped: a person broke the search off.
    """

    chosen: Mapping[str, Option] = field(default_factory=dict)
    worth: int = 0
    bound: int = 0
    found: bool = False
    proven: bool = False
    met: int = 0
    met_bound: int = 0
    stopped: bool = False

    @property
    def gap(self) -> float:
        """How much more the best choice can be worth, as a share of this one's worth."""
        slack = max(self.bound - self.worth, 0)
        return slack / abs(self.worth) if self.worth else float(slack > 0)


def joint_lots(core: Core, chosen: Mapping[str, Option]) -> frozenset[str]:
    """The lots bought together in a choice."""
    lots = [option.lot for option in chosen.values() if option.lot]
    return frozenset(lot for lot in lots if lots.count(lot) >= core.joint_from)


def used(
    core: Core, chosen: Mapping[str, Option], joint: frozenset[str] | None = None
) -> list[int]:
    """How much of each row a choice takes, (rows,). joint: lots bought together, if not its own."""
    lots = joint_lots(core, chosen) if joint is None else joint
    total = [0] * len(core.capacities)
    for option in chosen.values():
        for row, amount in taken(option, lots):
            total[row] += amount
    return total


def taken(option: Option, joint: frozenset[str]) -> Loads:
    """What an option takes of rows where these lots are bought together."""
    if option.lot not in joint:
        return option.loads
    relief = dict(option.relief)
    return tuple((row, amount - relief.get(row, 0)) for row, amount in option.loads)


def is_met(task: Task, option: Option | None) -> bool:
    """Whether a task that is wanted by a period is done before it."""
    return option is not None and task.due is not None and option.end <= task.due
