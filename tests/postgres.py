"""A PostgreSQL server of the tests' own: `python -m tests.postgres COMMAND ...` runs with it.

The command finds it in DATABASE_URL. Does nothing of the kind when DATABASE_URL is given.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "aqyl"


def program(name: str) -> str:
    """A program of the server; `make test` names their folder."""
    folder = os.environ.get("AQYL_POSTGRES", "")
    path = shutil.which(name, path=folder or None)
    if path is None:
        sys.exit(
            f"given: no {name} in {folder or 'PATH'}\nallowed: PostgreSQL 15 or newer\n"
            "repair: set AQYL_POSTGRES to what requirements/database.py prints, or set DATABASE_URL"
        )
    return path


def as_server(folder: Path, *command: str) -> None:
    """Run as whoever may run a server, which root may not."""
    account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    user = {"user": account.pw_uid, "group": account.pw_gid} if account else {}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **user)


@contextmanager
def server(fsync: str = "off") -> Iterator[str]:
    """A new server on a free port of this machine; its address as DATABASE_URL takes it.

    fsync: `on` where a save is to cost what it costs in earnest.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="aqyl-postgres-") as name:
        folder = Path(name)
        data = str(folder / "data")
        make = (program("initdb"), "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8")
        as_server(folder, *make, "--locale=C.UTF-8", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync={fsync}"
        control = (program("pg_ctl"), "-D", data, "-w", "-s")
        as_server(folder, *control, "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgres://{USER}@127.0.0.1:{port}/postgres"
        finally:
            as_server(folder, *control, "-m", "immediate", "stop")


def main(command: list[str]) -> int:
    """Run the command with a server; its exit code."""
    if "DATABASE_URL" in os.environ:
        return subprocess.run(command, check=False).returncode
    with server() as address:
        variables = {**os.environ, "DATABASE_URL": address}
        return subprocess.run(command, check=False, env=variables).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
