"""The whole installation in one file, and back: every row, every file of evidence.

The file is a gzipped tar: `manifest.json`, `rows/<app>.<model>.jsonl` (Django's own serialisation,
the same for SQLite and PostgreSQL, so that a backup also moves from one to the other) and
`evidence/...`. Sessions stay out: everyone signs in again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from aqyl.portal.evidence import store
from aqyl.portal.history.models import Event
from aqyl.portal.operate.archive import (
    EVIDENCE,
    FORMAT,
    MANIFEST,
    Summary,
    kept_models,
    rows_of,
)
from aqyl.problems import InputError, Place, Problem


def back_up(target: Path) -> Summary:
    """Write the installation to `target`, as it was at one moment; whole or not at all.

    Raises InputError when the file is there already.
    """
    if target.exists():
        raise InputError([Problem("portal.backup_there", Place(str(target)))])
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}~")
    try:
        with os.fdopen(handle, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as archive:
            summary = _write(archive)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return summary


def _write(archive: tarfile.TarFile) -> Summary:
    digests: dict[str, str] = {}
    rows = 0
    with store.shared(), transaction.atomic():  # no evidence of these rows is deleted meanwhile
        if connection.vendor == "postgresql":  # SQLite shows one moment by itself
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for model in kept_models():
            count, text = _serialised(model)
            _add(archive, rows_of(model), text, digests)
            rows += count
        events = Event.objects.count()
        migrations = sorted(MigrationRecorder(connection).applied_migrations())
        files = _add_evidence(archive, digests)
    manifest = {"format": FORMAT, "migrations": migrations, "files": digests}
    _add(archive, MANIFEST, json.dumps(manifest, indent=1).encode(), {})
    return Summary(rows, files, events)


class _Exact(DjangoJSONEncoder):
    """Django's own cuts moments to milliseconds, which would break the log's digests."""

    def default(self, o: Any) -> Any:
        """A moment to the microsecond; all else as Django has it."""
        return o.isoformat() if isinstance(o, dt.datetime) else super().default(o)


def _serialised(model: type[models.Model]) -> tuple[int, bytes]:
    rows = model._base_manager.order_by("pk")
    text = io.StringIO()
    options = {"ensure_ascii": False, "cls": _Exact}
    serializers.serialize("jsonl", rows.iterator(), stream=text, **options)
    return rows.count(), text.getvalue().encode()


def _add_evidence(archive: tarfile.TarFile, digests: dict[str, str]) -> int:
    """Every whole file; how many."""
    files = 0
    for path in _evidence():
        inside = f"{EVIDENCE}/{path.relative_to(store.root()).as_posix()}"
        _add(archive, inside, path.read_bytes(), digests)
        files += 1
    return files


def _evidence() -> Iterator[Path]:
    """Files that stay: what is still being received or written can vanish any moment."""
    coming, lock = store.incoming(), store.root() / "lock"
    for path in sorted(store.root().rglob("*")):
        passing = coming in path.parents or path == lock or path.suffix == ".writing"
        if not passing and path.is_file():
            yield path


def _add(archive: tarfile.TarFile, name: str, content: bytes, digests: dict[str, str]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    archive.addfile(entry, io.BytesIO(content))
    digests[name] = hashlib.sha256(content).hexdigest()
