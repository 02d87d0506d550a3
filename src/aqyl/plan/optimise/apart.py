"""A core whose parts share nothing but lots: the parts are solved one by one.

The bound: with every lot's saving granted to each part whoever else buys, a part can only do
better, so the sum of the parts' bounds is a bound of the whole. The plan: savings of lots that too
few bought are taken back and the parts that counted on them are solved again, until every saving
counted on is there. Lots granted only become fewer, so it ends.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from aqyl.plan.optimise.core import Answer, Core, Option, is_met
from aqyl.plan.optimise.halt import Halt
from aqyl.plan.optimise.model import Sides
from aqyl.plan.optimise.solve import Limits, solve

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Apart:
    """The parts and how they are solved."""

    parts: tuple[Core, ...]
    lots: frozenset[str]
    joint_from: int
    limits: Limits
    halt: Halt
    told: Progress

    def solve(self, hint: Mapping[str, Option]) -> list[Answer]:
        """An answer a part, each with its bound."""
        granted, every = self.lots, list(range(len(self.parts)))
        answers = self._round(every, [Answer()] * len(every), granted, hint)
        relaxed = list(answers)
        while broken := self._broken(answers, granted):
            granted -= broken
            again = [n for n in every if _lots(answers[n]) & broken]
            if self.halt.stopped:
                answers = [_without(p, a, broken) for p, a in zip(self.parts, answers, strict=True)]
            else:
                answers = self._round(again, answers, granted, hint)
        return [self._bounded(n, answers[n], relaxed[n]) for n in every]

    def _round(
        self,
        which: Sequence[int],
        answers: list[Answer],
        granted: frozenset[str],
        hint: Mapping[str, Option],
    ) -> list[Answer]:
        sides = Sides(granted=granted, denied=self.lots - granted)
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            found = pool.map(
                lambda n: solve(
                    self.parts[n], self.limits, sides, answers[n].chosen or hint, self.halt
                ),
                which,
            )
            fresh = dict[int, Answer]()
            for done, (n, answer) in enumerate(zip(which, found, strict=True), start=1):
                fresh[n] = answer
                self.told(done, len(which))
        return [fresh.get(n, answer) for n, answer in enumerate(answers)]

    def _broken(self, answers: Sequence[Answer], granted: frozenset[str]) -> frozenset[str]:
        """The lots whose saving was counted on by fewer than it takes."""
        bought = Counter(o.lot for answer in answers for o in answer.chosen.values() if o.lot)
        return frozenset(lot for lot, n in bought.items() if lot in granted and n < self.joint_from)

    def _bounded(self, n: int, answer: Answer, relaxed: Answer) -> Answer:
        """The answer with the bound of what it met: looser where it met less than was hoped."""
        if not answer.found:
            return answer
        bound, part = relaxed.bound, self.parts[n]
        if answer.met < relaxed.met and not self.halt.stopped:
            sides = Sides(granted=self.lots, met=answer.met)
            bound = solve(part, self.limits, sides, answer.chosen, self.halt).bound
        elif answer.met < relaxed.met or not relaxed.found:
            bound = sum(max((o.worth for o in task.options), default=0) for task in part.tasks)
        bound = max(bound, answer.worth)
        proven = bound == answer.worth and relaxed.met_bound == answer.met
        return replace(answer, bound=bound, met_bound=relaxed.met_bound, proven=proven)


def solve_apart(
    parts: Sequence[Core],
    limits: Limits,
    halt: Halt,
    hint: Mapping[str, Option] | None = None,
    told: Progress | None = None,
) -> list[Answer]:
    """An answer for each part of a core; no row, prerequisite or exclusion joins two parts.

    told: called with how many parts are done, of how many.
    """
    tasks = [task for part in parts for task in part.tasks]
    lots = Counter(lot for task in tasks for lot in {o.lot for o in task.options if o.relief})
    joint_from = parts[0].joint_from
    shared = frozenset(lot for lot, count in lots.items() if count >= joint_from)
    work = Apart(tuple(parts), shared, joint_from, limits, halt, told or (lambda done, count: None))
    return work.solve(hint or {})


def together(answers: Sequence[Answer]) -> Answer:
    """The answers of all parts as one; found where every part has one."""
    chosen = {one: option for answer in answers for one, option in answer.chosen.items()}
    return Answer(
        chosen,
        sum(answer.worth for answer in answers),
        sum(answer.bound for answer in answers),
        all(answer.found for answer in answers),
        all(answer.proven for answer in answers),
        sum(answer.met for answer in answers),
        sum(answer.met_bound for answer in answers),
        any(answer.stopped for answer in answers),
    )


def _lots(answer: Answer) -> set[str]:
    return {option.lot for option in answer.chosen.values()}


def _without(part: Core, answer: Answer, lots: frozenset[str]) -> Answer:
    """An answer without what it bought in these lots, nor what rests on that."""
    left = {one: o for one, o in answer.chosen.items() if o.lot not in lots}
    while missing := [
        one for one in left if any(need not in left for need in part.by_id[one].needs)
    ]:
        for one in missing:
            del left[one]
    if len(left) == len(answer.chosen):
        return answer
    kept = all(task.id in left for task in part.tasks if task.must)
    worth = sum(option.worth for option in left.values())
    met = sum(is_met(task, left.get(task.id)) for task in part.due)
    return replace(answer, chosen=left, worth=worth, met=met, found=kept, proven=False)
