"""The ZIP file itself: written the same every time, opened only within limits."""

from __future__ import annotations

import hashlib
import shutil
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from aqyl.problems import InputError, Place, Problem, raise_if
from aqyl.publish.bundle.layout import MAX_BYTES, MAX_FILES, MAX_RATIO, clashing, is_safe

# What `zipfile` raises over a file that is broken in one way or another.
_BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError)
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_ENCRYPTED = 1
_CHUNK = 2**20
_END, _END_64, _END_SIZE, _LOCATOR_SIZE = b"PK\x05\x06", b"PK\x06\x07", 22, 20
# The longest comment that can follow the end record.
_COMMENT = 2**16 - 1


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A file that was taken out of a bundle; size in bytes."""

    sha256: str
    size: int


def pack(folder: Path, target: Path) -> None:
    """Write every file below a folder into a ZIP file, sorted by name, dated 1980-01-01.

    Nothing is compressed, so that the bytes hang on no compressor's version. Raises InputError
    where a name or the size is not one that `open_bundle` takes.
    """
    names = sorted(path.relative_to(folder).as_posix() for path in _files(folder))
    raise_if(_check_names(names, target.name))
    raise_if(_check_size(sum(path.stat().st_size for path in _files(folder)), target.name))
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name in names:
            entry = ZipInfo(name, _DATE)
            entry.create_system = _UNIX
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.file_size = (folder / name).stat().st_size
            with (folder / name).open("rb") as source, archive.open(entry, "w") as sink:
                shutil.copyfileobj(source, sink, _CHUNK)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def open_bundle(path: Path) -> ZipFile:
    """Open a ZIP file whose list of contents keeps the limits; nothing is unpacked yet.

    Raises InputError for what is no ZIP file, is too large, packed too tightly or in another way,
    holds too many files, names that climb out or clash, links and encrypted files.
    """
    _check_outside(path)
    try:
        archive = ZipFile(path)
    except _BROKEN as error:
        raise InputError([_no_zip(path, error)]) from error
    try:
        raise_if(_check_inside(archive, path))
    except BaseException:
        archive.close()
        raise
    return archive


def read_file(archive: ZipFile, name: str) -> bytes | None:
    """One file whole, for files known to be small; None where it is not there or damaged."""
    try:
        return b"".join(_chunks(archive, archive.getinfo(name)))
    except (KeyError, _DamagedError):
        return None


def unpack(archive: ZipFile, folder: Path) -> dict[str, Unpacked | None]:
    """Write every file into a folder; name -> what came out, None where it is damaged."""
    return {entry.filename: _unpack(archive, entry, folder) for entry in archive.infolist()}


def _unpack(archive: ZipFile, entry: ZipInfo, folder: Path) -> Unpacked | None:
    target, digest, size = folder / entry.filename, hashlib.sha256(), 0
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("xb") as sink:
            for chunk in _chunks(archive, entry):
                digest.update(chunk)
                size += sink.write(chunk)
    except _DamagedError:
        target.unlink()
        return None
    return Unpacked(digest.hexdigest(), size)


class _DamagedError(Exception):
    """A file cannot be taken out of the archive."""


def _chunks(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    """What a file holds, at most as much as the list of contents says."""
    try:
        with archive.open(entry) as source:
            while chunk := source.read(_CHUNK):
                yield chunk
    except _BROKEN as error:
        raise _DamagedError from error


def _no_zip(path: Path, error: object) -> Problem:
    return Problem("bundle.no_zip", Place(str(path)), {"given": path.name, "detail": str(error)})


def _check_outside(path: Path) -> None:
    """The size of the file, and of its list of contents, before that is read into memory."""
    if not path.is_file():
        raise InputError([Problem("bundle.no_file", Place(str(path)), {"given": str(path)})])
    size = path.stat().st_size
    # Names and heads come on top of what is packed.
    raise_if(_check_size(size - MAX_FILES * 1024, path.name))
    with path.open("rb") as file:
        file.seek(-min(size, _END_SIZE + _COMMENT + _LOCATOR_SIZE), 2)
        tail = file.read()
    plain = tail[-_END_SIZE:].startswith(_END) and tail.endswith(b"\0\0")
    place = len(tail) - _END_SIZE if plain else tail.rfind(_END)
    if place < 0 or len(tail) - place < _END_SIZE:
        raise InputError([_no_zip(path, "–")])
    count, length = struct.unpack_from("<HL", tail, place + 10)
    large = tail[max(0, place - _LOCATOR_SIZE) : place].startswith(_END_64)
    if large or count > MAX_FILES or length > MAX_FILES * 1024:
        raise InputError([_too_many(count, path.name)])


def _check_inside(archive: ZipFile, path: Path) -> list[Problem]:
    entries = archive.infolist()
    if not all(0 <= entry.header_offset < path.stat().st_size for entry in entries):
        return [_no_zip(path, "–")]
    unpacked = sum(entry.file_size for entry in entries)
    problems = _check_names([_whole_name(entry) for entry in entries], path.name)
    problems += _check_size(unpacked, path.name)
    if unpacked > MAX_RATIO * path.stat().st_size:
        values = {"ratio": unpacked // path.stat().st_size, "most": MAX_RATIO}
        problems.append(Problem("bundle.too_tight", Place(path.name), values))
    return problems + [
        Problem("bundle.entry", Place(path.name), {"given": repr(_whole_name(entry))})
        for entry in entries
        if not _is_plain(entry)
    ]


def _whole_name(entry: ZipInfo) -> str:
    """The name as the file has it: `zipfile` cuts it at a zero byte."""
    return entry.orig_filename


def _is_plain(entry: ZipInfo) -> bool:
    """A file: no folder, link or device, not encrypted, packed in a way that is known."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return (
        kind in (0, stat.S_IFREG)
        and not entry.flag_bits & _ENCRYPTED
        and entry.compress_type in (ZIP_STORED, ZIP_DEFLATED)
    )


def _check_names(names: list[str], file: str) -> list[Problem]:
    if len(names) > MAX_FILES:
        return [_too_many(len(names), file)]
    wrong = [name for name in names if not is_safe(name)]
    problems = [Problem("bundle.name", Place(file), {"given": repr(name)}) for name in wrong]
    return problems + [
        Problem("bundle.name_twice", Place(file), {"given": name}) for name in clashing(names)
    ]


def _too_many(count: int, file: str) -> Problem:
    return Problem("bundle.too_many", Place(file), {"given": count, "most": MAX_FILES})


def _check_size(size: int, file: str) -> list[Problem]:
    if size <= MAX_BYTES:
        return []
    values = {"size": size // 2**20, "most": MAX_BYTES // 2**20}
    return [Problem("bundle.too_large", Place(file), values)]
