"""An installation of its own for tests that need processes of their own: a folder, a database."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Installation:
    """Settings that a process of the portal finds in its environment."""

    home: Path
    variables: dict[str, str]

    def start(self, *command: str) -> subprocess.Popen[str]:
        """A Python process of the installation, its output to be read line by line."""
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**self.variables, "AQYL_HOME": str(self.home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *command: str) -> str:
        """What a process prints; it must end well."""
        process = self.start(*command)
        out, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        return out


@contextmanager
def installation(home: Path) -> Iterator[Installation]:
    """On SQLite; when DATABASE_URL names a server, in a database there, dropped afterwards."""
    kept = ("PATH", "HOME", "LANG")
    variables = {name: os.environ[name] for name in kept if name in os.environ}
    variables |= {"AQYL_LANG": "en", "AQYL_HTTPS": "no"}
    server = os.environ.get("DATABASE_URL")
    if server is None:
        yield Installation(home, variables)
        return
    import psycopg

    name = f"aqyl_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            address = f"{server.rpartition('/')[0]}/{name}"
            yield Installation(home, {**variables, "DATABASE_URL": address})
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
