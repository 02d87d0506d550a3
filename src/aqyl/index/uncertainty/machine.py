"""What the engine asks of the machine: threads, and memory that is kept between steps."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from aqyl.index.parameters import Parameter
from aqyl.index.uncertainty.streams import BLOCK
from aqyl.problems import raise_if

Progress = Callable[[int, int], None]

# Runs scored at once: so many that each of several combinations has lines enough for a product.
PART = 2 * BLOCK

PARAMETERS = (
    Parameter("threads", "whole", low=1, optional=True),
    Parameter("memory", low=1),
    Parameter("chunk", "whole", low=1),
)


@dataclass(frozen=True, slots=True)
class Work:
    """How the work is done. No result depends on it.

    threads: all there are when not given. memory: bytes the draws may take. Ranks take 2 for each
    unit and draw (4 above 65,535 units) and must fit; scores are kept where they fit too, at 8,
    and computed twice where not. chunk: draws handed to a thread at once, in whole parts of 512.
    progress: called with the draws done and the draws in all.
    Raises InputError for numbers outside their range.
    """

    threads: int | None = None
    memory: float = 512 * 2**20
    chunk: int = PART
    progress: Progress | None = None

    def __post_init__(self) -> None:
        raise_if(found for p in PARAMETERS for found in p.check(getattr(self, p.name)))

    @property
    def hands(self) -> int:
        """The number of threads."""
        return self.threads or threads_here()


def threads_here() -> int:
    """The number of processors this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


@contextmanager
def ready_for_tiles() -> Iterator[None]:
    """Matrix products on one thread each: the engine brings its own threads.

    Small products on several threads spend their time waking each other, and how they are shared
    out must not matter. Without threadpoolctl the results are the same, only later.
    """
    try:
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]
    except ImportError:
        yield
        return
    with threadpool_limits(1, user_api="blas"):
        yield
