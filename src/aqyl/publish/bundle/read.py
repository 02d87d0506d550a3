"""Open a bundle and read what it says of itself; nothing is checked against it yet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from aqyl.problems import InputError, Place, Problem
from aqyl.publish.bundle.archive import open_bundle, read_file
from aqyl.publish.bundle.layout import FORMAT, MANIFEST
from aqyl.publish.bundle.manifest import Manifest
from aqyl.tables import sha256_of

_MAX_MANIFEST = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file that is a bundle: its own SHA-256 and size in bytes, its manifest, its files."""

    path: Path
    sha256: str
    size: int
    manifest: Manifest
    files: tuple[str, ...]


def read_bundle(path: Path) -> Bundle:
    """What a bundle says of itself, its manifest included in `files`.

    Raises InputError for a file that is no bundle: no ZIP file, one beyond the limits or with
    names that climb out, one without a whole `bundle.json`, or of a newer format.
    """
    with open_bundle(path) as archive:
        names = archive.namelist()
        if MANIFEST not in names:
            raise InputError([Problem("bundle.no_manifest", Place(path.name))])
        small = archive.getinfo(MANIFEST).file_size <= _MAX_MANIFEST
        manifest = _manifest(read_file(archive, MANIFEST) if small else None)
    return Bundle(path, sha256_of(path), path.stat().st_size, manifest, tuple(sorted(names)))


def _manifest(raw: bytes | None) -> Manifest:
    place = Place(MANIFEST)
    if raw is None:
        raise InputError([Problem("bundle.bad_manifest", place, {"detail": "–"})])
    newer = _format(raw)
    if newer > FORMAT:
        values = {"given": newer, "known": FORMAT}
        raise InputError([Problem("bundle.newer", place, values)])
    try:
        return Manifest.model_validate_json(raw)
    except ValidationError as error:
        raise InputError(
            Problem(
                "bundle.bad_manifest",
                Place(MANIFEST, column=".".join(str(part) for part in detail["loc"])),
                {"detail": detail["msg"]},
            )
            for detail in error.errors(include_url=False)
        ) from error


def _format(raw: bytes) -> int:
    """The number of the format; 0 where there is none to be read."""
    try:
        found = json.loads(raw)["format"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return 0
    return found if isinstance(found, int) else 0
