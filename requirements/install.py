"""Make .venv hold exactly what a lock file names, and Aqyl itself, editable.

    python3 requirements/install.py core    what `make run` needs
    python3 requirements/install.py portal  core, and what `make serve` needs
    python3 requirements/install.py dev     portal, and what tests and checks need
    python3 requirements/install.py bench   dev, and what benchmarks measure against

Done before and nothing changed: returns at once. Changed lock file or pyproject.toml: brings .venv
in line. Killed half-way, moved folder or another Python: .venv is made anew. The standard library
alone is used, as this runs before anything is installed.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
LEVELS = ("core", "portal", "dev", "bench")  # each holds the one before it
OLDEST = (3, 11)


class SetupError(Exception):
    """What is missing on this machine, and how to get it."""


def main(arguments: Sequence[str]) -> int:
    """Install one level; 0 when .venv holds it, 1 when this machine cannot, 2 when misused."""
    if len(arguments) != 1 or arguments[0] not in LEVELS:
        print("usage: python3 requirements/install.py core|portal|dev|bench", file=sys.stderr)
        return 2
    try:
        check_machine()
        with one_at_a_time():
            install(arguments[0])
    except SetupError as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        command = " ".join(str(part) for part in error.cmd)
        print(f"set-up: this failed, its reason stands above:\n  {command}", file=sys.stderr)
        return 1
    return 0


def check_machine() -> None:
    """Raise SetupError when this Python is too old or came without venv."""
    if sys.version_info < OLDEST:
        raise SetupError(
            f"Python {sys.version.split()[0]} was given, 3.11 or newer is needed.\n"
            "  Name another one: make PYTHON=python3.12 run"
        )
    if not find_spec("venv") or not find_spec("ensurepip"):  # Debian: the package python3-venv
        raise SetupError(
            "this Python came without venv.\n  Debian, Ubuntu: sudo apt-get install python3-venv"
        )


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold a lock that falls away with this process and all it started, however they end."""
    with Path(__file__).open(encoding="utf-8") as handle:
        os.set_inheritable(handle.fileno(), True)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("set-up: waiting for another one to end", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def install(level: str) -> None:
    """Bring .venv to `level`; the stamp that says so is written last."""
    base = fingerprint(LOCKS / "uv.txt", Path(__file__), text=f"{ROOT} {sys.version}")
    if not holds("base", base):
        make_venv()
        write_stamp("base", base)
    for bigger in LEVELS[LEVELS.index(level) :]:
        if holds(bigger, lock_fingerprint(bigger)):
            return
    sync(level)
    write_stamp(level, lock_fingerprint(level))


def lock_fingerprint(level: str) -> str:
    """What .venv/stamp-<level> says when .venv holds the level's lock file."""
    return fingerprint(LOCKS / f"{level}.txt", ROOT / "pyproject.toml")


def make_venv() -> None:
    """An empty .venv with uv in it, which pip checks against its hash."""
    print("set-up: making .venv", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    run(sys.executable, "-m", "venv", VENV)
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCKS / "uv.txt")


def sync(level: str) -> None:
    """Make .venv hold what the level's lock file names, nothing else, and Aqyl.

    While it works no stamp stands, the base's neither: a killed run is begun anew.
    """
    print(f"set-up: installing requirements/{level}.txt", flush=True)
    base = stamp("base").read_text(encoding="utf-8")
    for name in ("base", *LEVELS):
        stamp(name).unlink(missing_ok=True)
    lock = LOCKS / f"{level}.txt"
    pip = (UV, "--quiet", "pip")
    run(*pip, "sync", "--python", PYTHON, "--require-hashes", "--no-build", lock)
    own = ("--no-deps", "--no-build-isolation", "--editable", ROOT)
    run(*pip, "install", "--python", PYTHON, *own)
    write_stamp("base", base)


def run(*command: str | Path) -> None:
    """Run a command in the project's folder; CalledProcessError when it fails."""
    subprocess.run(  # noqa: S603 - our own commands; the open lock goes down to them
        command, check=True, cwd=ROOT, stdin=subprocess.DEVNULL, close_fds=False
    )


def fingerprint(*files: Path, text: str = "") -> str:
    """One SHA-256 over the text and what the files hold."""
    digest = hashlib.sha256(text.encode())
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def stamp(name: str) -> Path:
    """Where it is written down that a step was finished."""
    return VENV / f"stamp-{name}"


def holds(name: str, expected: str) -> bool:
    """Whether the step was finished on exactly this."""
    file = stamp(name)
    return file.is_file() and file.read_text(encoding="utf-8") == expected


def write_stamp(name: str, text: str) -> None:
    """Write a stamp whole or not at all."""
    unfinished = stamp(f"{name}.new")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(stamp(name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
