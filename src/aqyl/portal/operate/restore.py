"""Fill a new installation from a backup."""

from __future__ import annotations

import hashlib
import json
import tarfile
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from aqyl.portal.history.chain import verify_log
from aqyl.portal.history.models import Event, Head
from aqyl.portal.operate.archive import (
    EVIDENCE,
    FORMAT,
    MANIFEST,
    Summary,
    kept_models,
    rows_of,
)
from aqyl.problems import InputError, Place, Problem


def restore(source: Path) -> Summary:
    """Fill a new installation from a backup.

    Raises InputError when the file is no backup, is damaged, is of a newer version, or when this
    installation already holds anything; then nothing is changed.
    """
    with _opened(source) as archive:
        manifest = _manifest(archive, source)
        _check_digests(archive, manifest, source)
        call_command("migrate", verbosity=0, interactive=False)
        _check_empty(source)
        _check_version(manifest, source)
        files = _load_files(archive)  # first: a file that no row names does no harm
        with transaction.atomic():
            rows = _load_rows(archive)
            broken = next(verify_log(), None)
            if broken:
                values = {"number": broken.number}
                raise InputError([Problem("portal.backup_log", Place(str(source)), values)])
    return Summary(rows, files, Event.objects.count())


def _opened(source: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(source, "r:gz")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise InputError([Problem("portal.no_backup", Place(str(source)))]) from error


def _manifest(archive: tarfile.TarFile, source: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(_read(archive, MANIFEST))
        _ = content["format"], content["migrations"], content["files"]
    except (KeyError, ValueError, TypeError, tarfile.TarError, EOFError, OSError) as error:
        raise InputError([Problem("portal.no_backup", Place(str(source)))]) from error
    return content


def _read(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    if file is None:
        raise KeyError(name)
    return file.read()


def _check_digests(archive: tarfile.TarFile, manifest: dict[str, Any], source: Path) -> None:
    """Every file is there, as it was, and nothing besides; no name leads out of the folder."""
    named = manifest["files"]
    there = {entry.name for entry in archive.getmembers() if entry.isfile()} - {MANIFEST}
    wrong = sorted(there ^ named.keys())
    wrong += [name for name in named if not _stays_inside(name)]
    wrong += [
        name
        for name in sorted(there & named.keys())
        if hashlib.sha256(_read(archive, name)).hexdigest() != named[name]
    ]
    if wrong:
        values = {"given": wrong[0]}
        raise InputError([Problem("portal.backup_damaged", Place(str(source)), values)])


def _stays_inside(name: str) -> bool:
    """
    >>> [_stays_inside(name) for name in ("evidence/ab/c", "evidence/../c", "evidence//etc/c")]
    [True, False, False]
    """
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and str(path) == name


def _check_empty(source: Path) -> None:
    if Event.objects.exists():
        raise InputError([Problem("portal.not_empty", Place(str(source)))])


def _check_version(manifest: dict[str, Any], source: Path) -> None:
    known = set(MigrationRecorder(connection).applied_migrations())
    newer = [name for name in map(tuple, manifest["migrations"]) if name not in known]
    if newer or manifest["format"] > FORMAT:
        given = ".".join(newer[0]) if newer else str(manifest["format"])
        raise InputError([Problem("portal.backup_newer", Place(str(source)), {"given": given})])


def _load_rows(archive: tarfile.TarFile) -> int:
    Head.objects.all().delete()
    count = 0
    for model in kept_models():
        text = _read(archive, rows_of(model)).decode()
        for row in serializers.deserialize("jsonl", text):
            row.save(force_insert=True)
            count += 1
    reset = connection.ops.sequence_reset_sql(no_style(), kept_models())
    with connection.cursor() as cursor:
        for statement in reset:
            cursor.execute(statement)
    return count


def _load_files(archive: tarfile.TarFile) -> int:
    root, count = Path(settings.MEDIA_ROOT), 0
    for entry in archive.getmembers():
        if entry.name.startswith(f"{EVIDENCE}/"):
            path = root / entry.name.removeprefix(f"{EVIDENCE}/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_read(archive, entry.name))
            count += 1
    return count
