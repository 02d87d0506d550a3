"""A portal on PostgreSQL, filled for load and served as `aqyl portal serve` serves it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.postgres import server as database

ROOT = Path(__file__).parents[2]
READY = 60.0  # seconds


@dataclass(frozen=True)
class Served:
    """Where the portal answers, and the people who work on it."""

    host: str
    port: int
    people: dict[str, list[dict[str, Any]]]


@contextmanager
def portal() -> Iterator[Served]:
    """A portal that answers; its database keeps every save as one in earnest does (fsync)."""
    with tempfile.TemporaryDirectory(prefix="aqyl-bench-") as home, database(fsync="on") as address:
        host, port = "127.0.0.1", _free_port()
        variables = {
            **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME")},
            "AQYL_DATABASE_URL": address,
            "AQYL_HOME": home,
            "AQYL_HTTPS": "no",
            "AQYL_URL": f"http://{host}:{port}",
            "DJANGO_SETTINGS_MODULE": "benchmarks.serving.settings",
            "PYTHONPATH": str(ROOT),
        }
        made = subprocess.run(
            [sys.executable, "-m", "benchmarks.serving.filling"],
            env=variables,
            check=True,
            stdout=subprocess.PIPE,
        )
        command = [str(Path(sys.executable).with_name("aqyl")), "portal", "serve", "--quiet"]
        command += ["--bind", f"{host}:{port}"]
        process = subprocess.Popen(command, env=variables)  # noqa: S603 - our own program
        try:
            _wait(host, port)
            yield Served(host, port, json.loads(made.stdout))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait(host: str, port: int) -> None:
    end = time.monotonic() + READY
    while time.monotonic() < end:
        try:
            connection = http.client.HTTPConnection(host, port, timeout=5)
            connection.request("GET", "/empty/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"the portal does not answer at {host}:{port}")
