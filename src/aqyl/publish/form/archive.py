"""Open a workbook that anyone may have sent: what it holds is looked at before it is read.

Everything is unpacked within limits and packed anew, so that the reader of Excel files sees no
more than was looked at here.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from aqyl.problems import InputError, Place, Problem

MAX_BYTES = 16 * 2**20
MAX_UNPACKED = 64 * 2**20
MAX_PARTS = 500
_NEEDED = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
# How other files begin that are given in place of a workbook.
_BEGINNINGS = (
    (b"\xd0\xcf\x11\xe0", ".xls / password"),
    (b"%PDF", ".pdf"),
    (b"PK\x03\x04", ".zip"),
)


@dataclass(frozen=True)
class Archive:
    """The parts of a workbook by name, unpacked."""

    file: str
    parts: dict[str, bytes]

    def packed(self) -> io.BytesIO:
        """A workbook of just these parts."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
            for name, part in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name), part)
        content.seek(0)
        return content


def open_archive(path: Path) -> Archive:
    """Unpack a workbook.

    Raises InputError: no file, an empty one, one that is no .xlsx (an old .xls, one under a
    password, a text, an .ods), one that is too large as it is or unpacked, a broken one.
    """
    _refuse_at_sight(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_large(path, archive)
            parts = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise _problem(path, "form.broken", detail=str(error)) from error
    if not all(name in parts for name in _NEEDED):
        raise _problem(path, "form.not_xlsx", given=path.name)
    return Archive(path.name, parts)


def _refuse_at_sight(path: Path) -> None:
    if not path.is_file():
        raise _problem(path, "table.no_file", given=path.name)
    size = path.stat().st_size
    if size == 0:
        raise _problem(path, "table.empty")
    if size > MAX_BYTES:
        raise _too_big(path, f"{size / 2**20:.0f} MB", f"≤ {MAX_BYTES / 2**20:.0f} MB")
    if not zipfile.is_zipfile(path):
        start = path.read_bytes()[:8]
        kind = next((name for begins, name in _BEGINNINGS if start.startswith(begins)), path.suffix)
        raise _problem(path, "form.not_xlsx", given=kind or path.name)


def _refuse_large(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    size = sum(info.file_size for info in parts)
    if size > MAX_UNPACKED:
        raise _too_big(path, f"{size / 2**20:.0f} MB", f"≤ {MAX_UNPACKED / 2**20:.0f} MB")
    if len(parts) > MAX_PARTS:
        raise _too_big(path, f"{len(parts)} .xml", f"≤ {MAX_PARTS} .xml")


def _too_big(path: Path, given: str, allowed: str) -> InputError:
    return _problem(path, "form.too_big", given=given, allowed=allowed)


def _problem(path: Path, key: str, **values: object) -> InputError:
    return InputError([Problem(key, Place(path.name), values)])
