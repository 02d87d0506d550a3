"""Packages of the system, got without a question where that is permitted."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys


def apt_install(*packages: str) -> bool:
    """Install Debian packages without a question; package lists are renewed only on need."""
    prefix = root()
    if prefix is None or not shutil.which("apt-get"):
        return False
    apt = (*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    get = (*apt, "install", "--yes", "--no-install-recommends", *packages)
    print(f"set-up: installing {' '.join(packages)}", file=sys.stderr, flush=True)
    if succeeds(*get):
        return True
    return succeeds(*apt, "update") and succeeds(*get, show=True)


@functools.cache
def root() -> tuple[str, ...] | None:
    """What to put before a command to run it as root; None where that is not permitted."""
    if os.geteuid() == 0:
        return ()
    if shutil.which("sudo") and succeeds("sudo", "-n", "true"):
        return ("sudo", "-n")
    return None


def succeeds(*command: str, show: bool = False) -> bool:
    """Run a command without input; its output goes to stderr when it is to be shown."""
    out = sys.stderr if show else subprocess.DEVNULL
    try:
        done = subprocess.run(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False
        )
    except OSError:
        return False
    return done.returncode == 0
