"""Folders written whole or not at all: beside their place under a hidden name, then swapped in."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aqyl.problems import InputError, Place, Problem

# What office programs and file managers leave where they have looked.
_PASSING = (".~lock.", ".DS_Store")


@contextmanager
def replaced_folder(target: Path, own: frozenset[str]) -> Iterator[Path]:
    """A new empty folder that takes the place of `target` when the block ends well.

    own: the names that a former run may have left in `target`. A run that is killed leaves the old
    folder or the new one; what it had begun is cleared away by the next run. Raises InputError
    when `target` is a file or holds anything that is not ours: that is never deleted.
    """
    _check(target, own)
    with folder_beside(target) as work:
        yield work
        work.chmod(0o777 & ~umask())
        _swap(work, target)


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """A new empty folder beside `target` to prepare it in; what is left of it goes at the end.

    What a run that was killed had begun is cleared away by the next run.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{target.name}~"
    _clear(target, prefix)
    work = Path(tempfile.mkdtemp(dir=target.parent, prefix=prefix))
    lock = _lock(work)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
        os.close(lock)


def _check(target: Path, own: frozenset[str]) -> None:
    place = Place(str(target))
    if target.exists() and not target.is_dir():
        raise InputError([Problem("output.no_folder", place, {"given": target.name})])
    if target.is_dir():
        foreign = sorted(
            entry.name
            for entry in target.iterdir()
            if entry.name not in own and not entry.name.startswith(_PASSING)
        )
        if foreign:
            values = {"given": ", ".join(foreign), "allowed": ", ".join(sorted(own))}
            raise InputError([Problem("output.foreign", place, values)])


def _lock(folder: Path) -> int:
    """Hold a folder as long as the run lives; the system lets go of it when the run dies."""
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return handle


def _clear(target: Path, prefix: str) -> None:
    """Remove what killed runs left; put back an old folder that one had just moved aside."""
    for left in sorted(target.parent.glob(f"{prefix}*")):
        if not left.is_dir():
            continue
        try:
            handle = _lock(left)
        except BlockingIOError:
            continue
        if left.suffix == ".old" and not target.exists():
            left.rename(target)
        else:
            shutil.rmtree(left, ignore_errors=True)
        os.close(handle)


def _swap(work: Path, target: Path) -> None:
    """Move the old folder aside, held against other runs, and the new one in."""
    old = work.with_name(f"{work.name}.old")
    held = _lock(target) if target.exists() else None
    try:
        if held is not None:
            target.rename(old)
        work.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    finally:
        if held is not None:
            os.close(held)
    shutil.rmtree(old, ignore_errors=True)


def umask() -> int:
    """The permissions that new files of this run do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
