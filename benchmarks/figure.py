"""A figure of a benchmark, and timing by the median."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

RUNS = 5


@dataclass(frozen=True)
class Figure:
    """`value` is a median; it `holds` when it is at most `target`; `against` names the floor.

    least: it holds when it is at least `target` instead.
    """

    name: str
    value: float
    unit: str
    target: float
    against: str
    least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the target is met."""
        return self.value >= self.target if self.least else self.value <= self.target

    def as_dict(self) -> dict[str, object]:
        """For bench.json."""
        given = asdict(self)
        del given["least"]
        return given | {"holds": self.holds}

    def __str__(self) -> str:
        verdict = "holds" if self.holds else "FAILS"
        least = "at least " if self.least else ""
        return (
            f"{self.name}: {self.value:.3g} {self.unit} "
            f"(target {least}{self.target:g}; {verdict}; against {self.against})"
        )


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median time of a call after one to warm up."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def ratio(work: Callable[[], object], floor: Callable[[], object], runs: int = RUNS) -> float:
    """The median of work / floor, the two timed in turn so that the machine's drift cancels."""
    work(), floor()
    ratios = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        middle = time.perf_counter()
        floor()
        ratios.append((middle - start) / (time.perf_counter() - middle))
    return statistics.median(ratios)
