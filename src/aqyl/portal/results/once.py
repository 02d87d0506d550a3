"""One draws, the others wait: what is slow to make is made once, however many ask at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class _Queue:
    """The lock of one key, and how many hold it or wait for it."""

    def __init__(self) -> None:
        self.lock, self.people = Lock(), 0


_GUARD = Lock()
_QUEUES: dict[str, _Queue] = {}


@contextmanager
def one_at_a_time(key: str, seconds: float) -> Iterator[None]:
    """Wait while another thread of this process is inside with the same key.

    Whoever has waited for so many seconds goes in beside it: a draw that hangs shuts nobody out.
    """
    with _GUARD:
        queue = _QUEUES.setdefault(key, _Queue())
        queue.people += 1
    held = queue.lock.acquire(timeout=seconds)
    try:
        yield
    finally:
        if held:
            queue.lock.release()
        with _GUARD:
            queue.people -= 1
            if not queue.people:
                del _QUEUES[key]


def waiting_for(key: str) -> int:
    """How many are inside with a key or wait for it."""
    with _GUARD:
        return _QUEUES[key].people if key in _QUEUES else 0
