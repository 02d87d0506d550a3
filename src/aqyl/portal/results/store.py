"""Files of publications: bundles and drawings, each under the digest of what it holds or shows."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from django.conf import settings

from aqyl.portal.results.models import Publication

# A file that no publication names is left alone for so many seconds: it may be about to be named.
_YOUNG = 3600.0


def root() -> Path:
    """The folder of all that is published."""
    return Path(settings.MEDIA_ROOT) / "published"


def bundle_path(digest: str) -> Path:
    """Where the bundle with this SHA-256 lies."""
    return root() / "bundles" / f"{digest}.zip"


def drawing_path(*parts: str) -> Path:
    """Where a drawing (or anything else that can be made again) of these parts lies.

    The last part is the file's kind.
    """
    *what, kind = parts
    digest = hashlib.sha256("\n".join(what).encode()).hexdigest()
    return root() / "drawings" / f"{digest}.{kind}"


def settle(written: Path) -> str:
    """Give a written bundle its name, on the disk before this returns; its SHA-256."""
    with written.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    written.replace(bundle_path(digest))
    folder = os.open(written.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return digest


def sweep(now: float | None = None) -> list[str]:
    """Delete bundles that no publication names, as a killed run leaves them; their names."""
    named = set(Publication.objects.values_list("digest", flat=True))
    limit = (time.time() if now is None else now) - _YOUNG
    gone = [
        path
        for path in sorted((root() / "bundles").glob("*.zip"))
        if path.stem not in named and path.stat().st_mtime < limit
    ]
    for path in gone:
        path.unlink(missing_ok=True)
    return [path.name for path in gone]
