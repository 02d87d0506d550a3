"""The first pass: every run scored and ranked, block by block, on several threads.

Kept are the ranks, in two bytes each, and the scores where they fit too. Each number is the same
whatever the number of threads and however many runs are handed out at once: the work is cut into
fixed blocks of runs and fixed tiles of units.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from threading import Event
from typing import TypeVar

import numpy as np

from aqyl.index.arrays import Floats
from aqyl.index.ordering import Ranks, batches, rank_lines, rank_type
from aqyl.index.uncertainty.blocks import Blocks
from aqyl.index.uncertainty.machine import PART, Work
from aqyl.index.uncertainty.scorer import Failures

T = TypeVar("T")


@dataclass(eq=False)
class Collected:
    """Ranks (units, runs) and, where kept, scores (units, runs); units in the order of the tiles.

    done: how many runs there are, from the first; failed: those of them that could not be scored.
    """

    ranks: Ranks
    scores: Floats | None
    done: int = 0
    failed: Failures = field(default_factory=dict)


def collect(blocks: Blocks, work: Work, *, keep: bool, part: bool = False) -> Collected:
    """Score and rank the runs; keep: the scores too.

    part: whether an interrupt only ends the pass; what is returned then holds the runs that are
    done, from the first. Without any, and where a part is of no use, it is raised.
    """
    units, count = blocks.prepared.order.size, blocks.runs.count
    ranks = np.empty((units, count), dtype=rank_type(units))
    kept = Collected(ranks, np.empty((units, count)) if keep else None)
    size = -(-work.chunk // PART) * PART
    parts = [slice(at, min(at + size, count)) for at in range(0, count, size)]
    stop = Event()

    def score(span: slice) -> Failures:
        return _part(blocks, span, kept, stop)

    results = ordered(score, parts, work.hands, stop)
    try:
        for span, failed in zip(parts, results, strict=True):
            kept.failed |= failed
            kept.done = span.stop
            if work.progress is not None:
                work.progress(kept.done, count)
    except KeyboardInterrupt:
        results.close()
        if kept.done == 0 or not part:
            raise
        kept.failed = {run: why for run, why in kept.failed.items() if run < kept.done}
    return kept


def ordered(
    work: Callable[[slice], T], parts: list[slice], threads: int, stop: Event
) -> Generator[T]:
    """The results of the parts in their order, worked on by several threads.

    Closing it sets `stop` and waits for the parts under way.
    """
    if threads == 1:
        yield from map(work, parts)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(threads) as pool:
        futures = [pool.submit(work, part) for part in parts]
        try:
            for future in futures:
                yield future.result()
        finally:
            stop.set()
            for future in futures:
                future.cancel()


def _part(blocks: Blocks, span: slice, kept: Collected, stop: Event) -> Failures:
    """Score and rank some blocks and put them where they belong."""
    failed: Failures = {}
    for first in range(span.start, span.stop, PART):
        if stop.is_set():
            break
        block = slice(first, min(first + PART, span.stop))
        found = blocks.scores(block)
        failed |= found.failed
        ranks = np.empty(found.scores.shape, dtype=kept.ranks.dtype)
        for lines in batches(found.scores):
            ranks[found.order[lines]] = rank_lines(found.scores[lines])
        kept.ranks[:, block] = ranks.T
        if kept.scores is not None:
            kept.scores[:, block] = found.by_unit
    return failed
