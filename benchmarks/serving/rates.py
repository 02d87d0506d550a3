"""How many requests a second the server answers when it has no pause."""

from __future__ import annotations

import socket
import statistics
import threading
import time

from benchmarks.serving.server import Served

CLIENTS, SECONDS, ROUNDS = 8, 3.0, 5
_LENGTH = b"content-length: "


def page_against_empty(served: Served, page: str) -> float:
    """The median of page / empty view, in requests a second, the two measured in turn."""
    for path in (page, "/empty/"):
        rate(served, path)
    return statistics.median(rate(served, page) / rate(served, "/empty/") for _ in range(ROUNDS))


def rate(served: Served, path: str) -> float:
    """Requests a second to one address, by clients that ask again at once."""
    counts: list[int] = []
    end = time.perf_counter() + SECONDS
    threads = [
        threading.Thread(target=lambda: counts.append(_asked(served, path, end)))
        for _ in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(counts) < CLIENTS:
        raise RuntimeError(f"{path}: a client was refused")
    return sum(counts) / SECONDS


def _asked(served: Served, path: str, end: float) -> int:
    """How many whole answers one client got; plain sockets, as asking must cost next to nothing."""
    request = f"GET {path} HTTP/1.1\r\nHost: {served.host}:{served.port}\r\n\r\n".encode()
    count = 0
    while time.perf_counter() < end:
        with socket.create_connection((served.host, served.port)) as connection:
            while time.perf_counter() < end:
                connection.sendall(request)
                closes = _read(connection, path)
                count += 1
                if closes:
                    break
    return count


def _read(connection: socket.socket, path: str) -> bool:
    """Read one answer; whether the server closes the connection after it."""
    data = connection.recv(65536)
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            raise RuntimeError(f"{path}: closed in the middle")
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"{path}: {head[:80]!r}")
    head = head.lower()
    length = int(head[head.index(_LENGTH) + len(_LENGTH) :].split(b"\r\n")[0])
    left = length - len(body)
    while left > 0:
        left -= len(connection.recv(65536))
    return b"connection: close" in head
