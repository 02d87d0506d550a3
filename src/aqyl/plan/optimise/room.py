"""What a choice leaves free, and what is missing for one more task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aqyl.plan.optimise.core import Answer, Core, Option, Task, is_met, joint_lots, taken, used


class Room:
    """The room that a choice leaves in the rows of a core."""

    def __init__(self, core: Core, chosen: Mapping[str, Option]) -> None:
        self.core, self.chosen = core, dict(chosen)
        self.joint = joint_lots(core, chosen)
        self.used = used(core, chosen, self.joint)
        self._bought = [option.lot for option in chosen.values()]

    def missing(self, option: Option) -> dict[int, int]:
        """Row -> how much it lacks to take the option too."""
        joint = self.joint
        if option.lot and self._bought.count(option.lot) + 1 >= self.core.joint_from:
            joint |= {option.lot}
        return {
            row: lack
            for row, amount in taken(option, joint)
            if (lack := self.used[row] + amount - self.core.capacities[row]) > 0
        }

    def possible(self, task: Task) -> list[Option]:
        """The options whose prerequisites are chosen and end in time."""
        if not all(need in self.chosen for need in task.needs):
            return []
        ready = max((self.chosen[need].end for need in task.needs), default=0)
        return [option for option in task.options if option.start >= ready]

    def rivals(self, task: Task) -> tuple[str, ...]:
        """The chosen tasks that exclude this one."""
        sets = [ids for ids in self.core.exclusions if task.id in ids]
        return tuple(sorted({one for ids in sets for one in ids if one in self.chosen}))


def filled(core: Core, answer: Answer) -> Answer:
    """The answer with what fits beside it, most worth first: nothing is left out for nothing."""
    if answer.proven or not answer.found:
        return answer
    chosen = dict(answer.chosen)
    while best := _best(core, chosen):
        chosen[best[0]] = best[1]
    worth = sum(option.worth for option in chosen.values())
    met = sum(is_met(task, chosen.get(task.id)) for task in core.due)
    bound, met_bound = max(answer.bound, worth), max(answer.met_bound, met)
    return replace(answer, chosen=chosen, worth=worth, bound=bound, met=met, met_bound=met_bound)


def _best(core: Core, chosen: Mapping[str, Option]) -> tuple[str, Option] | None:
    room = Room(core, chosen)
    fitting = [
        (option.worth, task.id, option)
        for task in core.tasks
        if task.id not in chosen and not room.rivals(task)
        for option in room.possible(task)
        if option.worth > 0 and not room.missing(option)
    ]
    if not fitting:
        return None
    _, one, option = max(fitting, key=lambda found: (found[0], found[1], -found[2].start))
    return one, option
