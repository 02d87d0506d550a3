"""Content by its digest: `ab/cdef…` under MEDIA_ROOT, the same content once.

Content is written under a temporary name in `incoming`, flushed to the disk and renamed, so that
under a digest there is never half a file. Who keeps content holds `shared()` until the row that
names it is committed; who deletes holds `exclusive()`.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


def root() -> Path:
    """The folder of the store."""
    return Path(settings.MEDIA_ROOT)


def path_of(digest: str) -> Path:
    """Where content of a digest stands, whether or not it does.

    >>> path_of("ab" + "c" * 62).relative_to(root()).parts[0]
    'ab'
    """
    return root() / digest[:2] / digest[2:]


class Incoming:
    """Content being received: hashed and counted as it comes, kept or dropped at the end."""

    def __init__(self) -> None:
        folder = incoming()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = folder / secrets.token_hex(16)
        self.size = 0
        self._hash = hashlib.sha256()
        self._file: BinaryIO = self.path.open("xb")

    @property
    def digest(self) -> str:
        """SHA-256 of what came so far, in hex."""
        return self._hash.hexdigest()

    def write(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self._file.write(chunk)
        self._hash.update(chunk)
        self.size += len(chunk)

    def close(self) -> None:
        """Flush everything to the disk."""
        if not self._file.closed:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()

    def drop(self) -> None:
        """Forget what came."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def keep(self) -> str:
        """Put the content under its digest, which is returned."""
        self.close()
        target = path_of(self.digest)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path.replace(target)
        _flush_folder(target.parent)
        return self.digest


def incoming() -> Path:
    """Where content stands while it comes in."""
    return root() / "incoming"


def contents() -> Iterator[tuple[str, Path]]:
    """Every digest in the store with its file."""
    for path in sorted(root().glob("[0-9a-f][0-9a-f]/*")):
        yield path.parent.name + path.name, path


def shared() -> AbstractContextManager[None]:
    """Nothing is deleted meanwhile."""
    return _locked(fcntl.LOCK_SH)


def exclusive() -> AbstractContextManager[None]:
    """Nobody keeps content meanwhile."""
    return _locked(fcntl.LOCK_EX)


@contextmanager
def _locked(kind: int) -> Iterator[None]:
    root().mkdir(parents=True, exist_ok=True, mode=0o700)
    with (root() / "lock").open("ab") as file:
        fcntl.flock(file, kind)  # the system lets go of it when the process ends, however it ends
        yield


def _flush_folder(folder: Path) -> None:
    """A rename outlives the power only once its folder is flushed."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
