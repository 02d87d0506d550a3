"""Answer with the content of a file, so that a browser can do no harm with it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from django.http import FileResponse, Http404

from aqyl.portal.evidence.kinds import INLINE
from aqyl.portal.evidence.store import path_of

# Whatever the content is, it runs nothing, sends nothing and reads nothing of ours.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


class Content(Protocol):
    """Whatever names content of the store."""

    digest: str
    media_type: str
    file_name: str


def serve(evidence: Content, *, inline: bool) -> FileResponse:
    """The content, to be saved; shown only where it is a picture or a PDF and that was asked for.

    Raises Http404 for content that is not in the store.
    """
    inline = inline and evidence.media_type in INLINE
    name = evidence.file_name or f"{evidence.digest[:12]}.bin"
    return _safe(_open(path_of(evidence.digest), name, inline, evidence.media_type))


def serve_thumbnail(file: Path) -> FileResponse:
    """A small picture of our own making."""
    return _safe(_open(file, "thumbnail.png", True, "image/png"))


def _open(file: Path, name: str, inline: bool, media_type: str) -> FileResponse:
    try:
        content = file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(content, as_attachment=not inline, filename=name, content_type=media_type)


def _safe(response: FileResponse) -> FileResponse:
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-cache"
    return response
