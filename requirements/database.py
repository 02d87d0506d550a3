"""Find the programs of a PostgreSQL server, which the tests start for themselves.

    .venv/bin/python requirements/database.py

Prints their folder. A user who is root or may use sudo without a password gets what is missing by
apt-get; anyone else is told what to install, and the exit code is 1.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from system import apt_install

DEBIAN = "usr/lib/postgresql/*/bin"  # kept off the PATH
BY_HAND = """database: the portal's tests need PostgreSQL, which could not be installed here. Either
  Debian, Ubuntu: sudo apt-get install postgresql
  anywhere:       put initdb and pg_ctl on the PATH, or set DATABASE_URL to an empty database
or leave those tests out: make test DATABASE=no"""


def main() -> int:
    """Print the folder; 0 when all is there, 1 when something is not to be had."""
    folder = find() or (find() if apt_install("postgresql") else None)
    if folder is None:
        print(BY_HAND, file=sys.stderr)
        return 1
    print(folder)
    return 0


def find() -> Path | None:
    """The folder of the newest server's programs."""
    path = shutil.which("initdb")
    folders = [Path(path).resolve().parent] if path else sorted(Path("/").glob(DEBIAN))
    return next((one for one in reversed(folders) if (one / "initdb").exists()), None)


if __name__ == "__main__":
    sys.exit(main())
