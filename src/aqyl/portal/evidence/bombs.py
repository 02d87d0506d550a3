"""Files that are small on the disk and huge once opened, or that nobody can open."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from aqyl.portal.evidence.kinds import ZIPPED, Kind
from aqyl.problems import Problem

# What an office document of 25 MB can honestly hold is far below these.
UNPACKED = 300 * 1024 * 1024
RATIO = 200
SMALL = 1024 * 1024  # a part that unpacks to less than this may be as dense as it likes
PARTS = 5_000
PIXELS = 100_000_000
_TAIL = 4096


def problems_in(file: Path, name: str, kind: Kind) -> Iterator[Problem]:
    """What stands against opening a file of a kind; nothing is ever unpacked to the disk."""
    check = {"pdf": _pdf, "png": _picture, "jpeg": _picture}.get(kind.name)
    if kind.name in ZIPPED:
        check = _zipped
    if check is not None:
        yield from (Problem(key, values={"given": name, **more}) for key, more in check(file))


_Found = Iterator[tuple[str, dict[str, object]]]


def _pdf(file: Path) -> _Found:
    """A PDF ends with its mark; one cut off in transfer does not."""
    with file.open("rb") as content:
        content.seek(max(0, file.stat().st_size - _TAIL))
        if b"%%EOF" not in content.read():
            yield "portal.evidence_broken", {}


def _zipped(file: Path) -> _Found:
    try:
        with zipfile.ZipFile(file) as parts:
            listed = parts.infolist()
            total = sum(part.file_size for part in listed)
            if len(listed) > PARTS or total > UNPACKED or any(map(_too_dense, listed)):
                yield "portal.evidence_bomb", {"allowed": UNPACKED // 1024**2}
            elif parts.testzip() is not None:  # reads no more than is listed, and checks the sums
                yield "portal.evidence_broken", {}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        yield "portal.evidence_broken", {}


def _too_dense(part: zipfile.ZipInfo) -> bool:
    return part.file_size > SMALL and part.file_size > RATIO * max(part.compress_size, 1)


def _picture(file: Path) -> _Found:
    """Reads the head alone: how large the picture is."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=("PNG", "JPEG")) as picture:
                width, height = picture.size
    except Image.DecompressionBombError:
        yield "portal.evidence_pixels", {"allowed": PIXELS // 1_000_000}
        return
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        yield "portal.evidence_broken", {}
        return
    if width * height > PIXELS:
        yield "portal.evidence_pixels", {"allowed": PIXELS // 1_000_000}
