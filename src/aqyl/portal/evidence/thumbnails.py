"""Small pictures of evidence, made once and kept beside the content."""

from __future__ import annotations

import secrets
import subprocess
import sys
from pathlib import Path

from aqyl.portal.evidence.drawing import SECONDS
from aqyl.portal.evidence.kinds import PICTURES
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.evidence.store import path_of, root

DRAWN = PICTURES | {"application/pdf"}


def thumbnail(evidence: Evidence) -> Path | None:
    """A PNG of the file, made now if it never was; None for what cannot be drawn.

    An attempt that failed leaves an empty file, so that it is made once.
    """
    if evidence.media_type not in DRAWN or evidence.deleted_at is not None:
        return None
    target = path_for(evidence.digest)
    if not target.exists():
        _make(evidence, target)
    return target if target.stat().st_size else None


def path_for(digest: str) -> Path:
    """Where the picture of some content stands."""
    return root() / "thumbnails" / digest[:2] / f"{digest[2:]}.png"


def _make(evidence: Evidence, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = target.with_name(f"{secrets.token_hex(8)}.new")
    module = "aqyl.portal.evidence.drawing"
    files = (str(path_of(evidence.digest)), str(new))
    command = [sys.executable, "-m", module, evidence.media_type, *files]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=2 * SECONDS)  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        new.write_bytes(b"")
    new.replace(target)
