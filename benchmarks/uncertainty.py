"""Uncertainty at national scale, against the parts any such engine is made of."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from aqyl import index
from aqyl.index import Floats
from aqyl.index.uncertainty.blocks import Blocks
from aqyl.index.uncertainty.collect import collect
from aqyl.index.uncertainty.machine import ready_for_tiles
from aqyl.index.uncertainty.prepared import Prepared
from aqyl.index.uncertainty.runs import Runs, mapped_runs, random_runs
from benchmarks.figure import Figure, ratio

LEAVES, PILLARS, GROUPS = 100, 10, 3
CHUNK = 256
MARKS = np.array([5, 25, 50, 75, 95])
ARITHMETIC, MIXED = "arithmetic", ["arithmetic", "geometric", "arithmetic"]


@dataclass(frozen=True)
class Size:
    """How much is drawn, and how often each is timed."""

    units: int = 13_000
    draws: int = 10_000
    runs: int = 5

    @cached_property
    def leaves(self) -> Floats:
        """Synthetic numbers, for load only."""
        return np.random.default_rng(469).random((self.units, LEAVES)) + 0.01

    @cached_property
    def weights(self) -> Floats:
        """Sets of leaf weights that sum to one."""
        sets = np.random.default_rng(470).uniform(0.75, 1.25, (self.draws, LEAVES))
        shares: Floats = sets / sets.sum(axis=1, keepdims=True)
        return shares

    @cached_property
    def by_draw(self) -> Floats:
        """The scores of a chunk of draws, (draws, units)."""
        return self.weights[:CHUNK] @ self.leaves.T

    @cached_property
    def by_unit(self) -> Floats:
        """The scores of a chunk of units, (units, draws)."""
        return self.leaves[:CHUNK] @ self.weights.T


def tree() -> index.Hierarchy:
    """100 leaves, 10 pillars, 3 groups, 1 index."""
    parents: dict[str, str | None] = {f"leaf{n}": f"pillar{n % PILLARS}" for n in range(LEAVES)}
    parents |= {f"pillar{n}": f"group{n % GROUPS}" for n in range(PILLARS)}
    parents |= {f"group{n}": "index" for n in range(GROUPS)} | {"index": None}
    return index.Hierarchy.from_parents(parents)


def study(size: Size, method: str | list[str]) -> index.Study:
    """Weights uncertain by a quarter."""
    hierarchy = tree()
    noise = index.noisy_weights(hierarchy, np.ones(len(hierarchy.nodes)), 0.25)
    return index.Study(hierarchy, index.Setting(size.leaves, method), noise)  # type: ignore[arg-type]


def analysed(size: Size, built: index.Study) -> index.Uncertainty:
    """The whole analysis."""
    return index.uncertainty_analysis(built, size.draws)


def ranked(prepared: Prepared, runs: Runs) -> None:
    """Scores and ranks of every run, and nothing else."""
    with ready_for_tiles():
        collect(Blocks(prepared, runs), index.Work(), keep=False)


def drawn(built: index.Study, size: Size) -> Callable[[], None]:
    """Scores and ranks of a study's draws, what draws share made ready before."""
    prepared = Prepared(built, 0)
    _ = prepared.scorers
    return lambda: ranked(prepared, random_runs(built, size.draws, 0))


def by_two(lines: int, work: Callable[[int], object]) -> None:
    """A call for each line, on two threads."""

    def half(first: int) -> None:
        for line in range(first, lines, 2):
            work(line)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(half, (0, 1)))


def product(size: Size) -> None:
    """Every score by a plain matrix product, some draws at a time."""
    columns = np.ascontiguousarray(size.leaves.T)
    for first in range(0, size.draws, CHUNK):
        np.matmul(size.weights[first : first + CHUNK], columns)


def ranking(size: Size) -> None:
    """numpy's argsort of every draw."""
    by_two(size.draws, lambda line: np.argsort(size.by_draw[line % CHUNK]))


def percentiles(size: Size) -> None:
    """numpy's partition of every unit's scores and ranks at the places of five percentiles."""
    last = size.draws - 1
    places = sorted({int(f(last * mark / 100)) for mark in MARKS for f in (np.floor, np.ceil)})
    ranks = (size.by_unit * size.units).astype(np.uint16)
    chunk = len(ranks)
    by_two(size.units, lambda line: np.partition(size.by_unit[line % chunk], places))
    by_two(size.units, lambda line: np.partition(ranks[line % chunk], places))


def logarithms(size: Size) -> None:
    """A logarithm for each pillar and an exponential for each group, of every unit and draw."""
    lines = [np.array(size.by_draw[line : line + 8]) for line in (0, 8)]
    rounds = size.draws // 8
    by_two(rounds * PILLARS, lambda line: np.log(lines[line % 2]))
    by_two(rounds * GROUPS, lambda line: np.exp(lines[line % 2]))


def peak_memory(size: Size) -> float:
    """The most memory a process of its own takes for the analysis, in GB.

    Read from the process itself: what `getrusage` says of a child counts its parent's memory too.
    """
    code = (
        "from pathlib import Path; from benchmarks.uncertainty import *; "
        f"size = Size({size.units}, {size.draws}); analysed(size, study(size, ARITHMETIC)); "
        "print(next(line.split()[1] for line in Path('/proc/self/status').read_text().splitlines() "
        "if line.startswith('VmHWM')))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return float(done.stdout) / 2**20


def together(size: Size, *parts: Callable[[Size], None]) -> Callable[[], None]:
    """The parts one after another."""

    def run() -> None:
        for part in parts:
            part(size)

    return run


def measure(_: Path, size: Size | None = None) -> Iterator[Figure]:
    """Each figure with its aim."""
    size = size or Size()
    shape = f"{size.units:,} x {LEAVES} x {size.draws:,}"
    plain, mixed = study(size, ARITHMETIC), study(size, MIXED)
    yield Figure(
        f"weights {shape} / parts",
        ratio(
            lambda: analysed(size, plain),
            together(size, product, ranking, percentiles),
            size.runs,
        ),
        "x",
        1.3,
        "matrix product in chunks + argsort on two threads + partition on two threads",
    )
    yield Figure("its peak memory", peak_memory(size), "GB", 0.7, "the aim")
    yield Figure(
        f"arithmetic-geometric-arithmetic {shape}, scores and ranks / parts",
        ratio(drawn(mixed, size), together(size, product, logarithms, ranking), size.runs),
        "x",
        1.5,
        "matrix product + log and exp + argsort, the last two on two threads",
    )
    yield Figure(
        f"arithmetic-geometric-arithmetic {shape}, percentiles too / parts",
        ratio(
            lambda: analysed(size, mixed),
            together(size, product, logarithms, ranking, percentiles),
            size.runs,
        ),
        "x",
        1.5,
        "the same + partition on two threads",
    )
    yield from alternatives(size)
    yield from sobol(size)


def alternatives(size: Size) -> Iterator[Figure]:
    """Twelve settings, prepared once, against one of them."""

    def bent(choice: Mapping[str, object]) -> index.Setting:
        return index.Setting(size.leaves ** float(str(choice["power"])))

    hierarchy = tree()
    noise = index.noisy_weights(hierarchy, np.ones(len(hierarchy.nodes)), 0.25)
    powers = {"power": tuple(np.linspace(0.5, 1.5, 12))}
    many = index.Study(hierarchy, index.Alternatives(powers, bent), noise)
    one = index.Study(hierarchy, index.Setting(size.leaves), noise)
    yield Figure(
        "twelve alternatives / one, by draw",
        ratio(drawn(many, size), drawn(one, size), size.runs),
        "x",
        1.25,
        "the same draws of one setting",
    )


def example() -> index.Study:
    """A study of the size of COINr's example with three uncertain choices."""
    values = np.random.default_rng(471).random((51, 49)) * 99 + 1
    parents: dict[str, str | None] = {f"leaf{n}": f"pillar{n % 8}" for n in range(49)}
    parents |= {f"pillar{n}": f"side{n % 2}" for n in range(8)}
    parents |= {"side0": "index", "side1": "index", "index": None}
    hierarchy = index.Hierarchy.from_parents(parents)
    scales = {
        "min_max": index.min_max(values, to=(1, 100)),
        "z_score": index.z_score(values, 10, 2),
    }

    def prepare(choice: Mapping[str, object]) -> index.Setting:
        return index.Setting(scales[str(choice["scale"])], choice["mean"])  # type: ignore[arg-type]

    options = {"scale": tuple(scales), "mean": ("arithmetic", "geometric")}
    noise = index.noisy_weights(hierarchy, np.ones(len(hierarchy.nodes)), 0.25)
    return index.Study(hierarchy, index.Alternatives(options, prepare), noise)


def sobol(size: Size) -> Iterator[Figure]:
    """Sobol indices against the runs of the model alone."""
    built, base = example(), 1024
    points = index.sobol_points(3, base)
    yield Figure(
        "Sobol 51 x 49, N = 1,024, d = 3 / model runs",
        ratio(
            lambda: index.sensitivity_analysis(built, base),
            lambda: ranked(Prepared(built, 0), mapped_runs(built, points, base)),
            4 * size.runs,
        ),
        "x",
        1.2,
        "the 5,120 runs, scored and ranked",
    )
