"""Ctrl-C ends a search, not the program: the best found so far is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")


class Halt:
    """Stops the solvers that it watches, and all that begin after."""

    def __init__(self) -> None:
        self.stopped = False
        self._solvers: list[Any] = []
        self._lock = threading.Lock()

    @contextmanager
    def watching(self, solver: Any) -> Iterator[bool]:
        """Watch a solver while it runs; gives whether all was stopped before it began."""
        with self._lock:
            self._solvers.append(solver)
        try:
            yield self.stopped
        finally:
            with self._lock:
                self._solvers.remove(solver)

    def stop(self) -> None:
        """End every search."""
        with self._lock:
            self.stopped = True
            for solver in self._solvers:
                solver.stop_search()


def interruptible(work: Callable[[Halt], T]) -> T:
    """Do some work in a thread of its own; Ctrl-C stops its searches, and it ends by itself."""
    halt, ended = Halt(), threading.Event()
    found, failed = list[T](), list[BaseException]()

    def run() -> None:
        try:
            found.append(work(halt))
        except BaseException as error:
            failed.append(error)
        finally:
            ended.set()

    waiting = [threading.Thread(target=run, daemon=True)]
    while True:
        try:
            while waiting:
                waiting.pop().start()
            ended.wait()
            break
        except KeyboardInterrupt:
            halt.stop()
    if failed:
        raise failed[0]
    return found[0]
