"""The same core on a scheduling problem of the PSPLIB, whose best makespan is known."""

from __future__ import annotations

from pathlib import Path

from aqyl.plan.optimise.core import Core, Option, Task, used
from aqyl.plan.optimise.solve import Limits, solve

J30 = Path(__file__).parents[2] / "reference" / "scheduling" / "j30_1_1.rcp"
BEST = 43
HORIZON = 60


def read(path: Path) -> Core:
    """Jobs as tasks, a row for each resource and period; the last job is worth an early start."""
    numbers = iter(map(int, path.read_text(encoding="ascii").split()))
    jobs, resources = next(numbers), next(numbers)
    capacities = [next(numbers) for _ in range(resources)]
    lasts, takes = list[int](), list[list[int]]()
    needs: dict[int, list[str]] = {job: [] for job in range(1, jobs + 1)}
    for job in range(1, jobs + 1):
        lasts.append(next(numbers))
        takes.append([next(numbers) for _ in range(resources)])
        for _ in range(next(numbers)):
            needs[next(numbers)].append(str(job))
    tasks = tuple(
        Task(
            str(job),
            tuple(
                Option(start, start + last, -start if job == jobs else 0, loads(take, start, last))
                for start in range(HORIZON - last + 1)
            ),
            tuple(needs[job]),
            must=True,
        )
        for job, (last, take) in enumerate(zip(lasts, takes, strict=True), start=1)
    )
    return Core(tasks, tuple(c for c in capacities for _ in range(HORIZON)))


def loads(take: list[int], start: int, last: int) -> tuple[tuple[int, int], ...]:
    return tuple(
        (resource * HORIZON + period, amount)
        for resource, amount in enumerate(take)
        if amount
        for period in range(start, start + last)
    )


def test_the_makespan_of_j30_1_1_is_43_and_proven() -> None:
    core = read(J30)
    answer = solve(core, Limits(effort=60.0, workers=8))
    assert (answer.found, answer.proven, -answer.worth, -answer.bound) == (True, True, BEST, BEST)
    chosen = answer.chosen
    for task in core.tasks:
        assert all(chosen[need].end <= chosen[task.id].start for need in task.needs)
    takes = used(core, chosen)
    assert all(load <= most for load, most in zip(takes, core.capacities, strict=True))
