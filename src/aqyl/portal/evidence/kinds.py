"""Which kinds of file are taken, told by what is in them and not by what they are called."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from aqyl.problems import InputError, Problem

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. inline: whether a browser may show it rather than save it."""

    name: str
    media_type: str
    extensions: tuple[str, ...]
    inline: bool = False


KINDS = {
    kind.name: kind
    for kind in (
        Kind("pdf", "application/pdf", (".pdf",), inline=True),
        Kind("png", "image/png", (".png",), inline=True),
        Kind("jpeg", "image/jpeg", (".jpg", ".jpeg"), inline=True),
        Kind("docx", f"{_OFFICE}.wordprocessingml.document", (".docx",)),
        Kind("xlsx", f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",)),
        Kind("pptx", f"{_OFFICE}.presentationml.presentation", (".pptx",)),
        Kind("odt", f"{_OPEN}.text", (".odt",)),
        Kind("ods", f"{_OPEN}.spreadsheet", (".ods",)),
        Kind("csv", "text/csv", (".csv",)),
        Kind("txt", "text/plain", (".txt",)),
    )
}
PICTURES = frozenset({"image/png", "image/jpeg"})
INLINE = frozenset(kind.media_type for kind in KINDS.values() if kind.inline)
ZIPPED = frozenset({"docx", "xlsx", "pptx", "odt", "ods"})
_TEXTS = ("csv", "txt")
_STARTS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
_MAIN_PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}


def allowed_kinds() -> tuple[Kind, ...]:
    """Those that the installation takes. Raises InputError for a word that names no kind."""
    words = settings.ENVIRONMENT.evidence_kinds.split()
    unknown = sorted(set(words) - KINDS.keys())
    if unknown or not words:
        values = {"given": " ".join(words), "allowed": " ".join(KINDS)}
        raise InputError([Problem("portal.setting_kinds", values=values)])
    return tuple(KINDS[word] for word in words)


def extensions() -> tuple[str, ...]:
    """The extensions of the kinds that are taken."""
    return tuple(one for kind in allowed_kinds() for one in kind.extensions)


def kind_of(file: Path, name: str) -> Kind:
    """The kind of a file called `name`.

    Raises InputError for content of no kind that is taken, and where the name says otherwise.
    """
    found = [kind for kind in allowed_kinds() if kind.name in _told_by_content(file)]
    values = {"given": name, "allowed": extensions()}
    if not found:
        raise InputError([Problem("portal.evidence_kind", values=values)])
    called = Path(name).suffix.lower()
    for kind in found:
        if called in kind.extensions:
            return kind
    values["kind"] = found[0].name.upper()
    values["allowed"] = tuple(one for kind in found for one in kind.extensions)
    raise InputError([Problem("portal.evidence_lies", values=values)])


def _told_by_content(file: Path) -> tuple[str, ...]:
    with file.open("rb") as content:
        head = content.read(8)
    for start, name in _STARTS.items():
        if head.startswith(start):
            return (name,)
    if head.startswith(b"PK"):
        return _told_by_parts(file)
    return _TEXTS if _is_text(file) else ()


def _told_by_parts(file: Path) -> tuple[str, ...]:
    """An office document by its main part; with macros it is none that is taken."""
    try:
        with zipfile.ZipFile(file) as parts:
            names = set(parts.namelist())
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return ()
            found = tuple(kind for part, kind in _MAIN_PARTS.items() if part in names)
            if found or "mimetype" not in names:
                return found if len(found) == 1 else ()
            with parts.open("mimetype") as mimetype:
                said = mimetype.read(100).decode("ascii", "replace")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return ()
    return tuple(k.name for k in KINDS.values() if k.media_type == said and k.name in ZIPPED)


def _is_text(file: Path) -> bool:
    """UTF-8 without control characters, read in pieces."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            while piece := text.read(1 << 16):
                if any(ord(sign) < 32 and sign not in "\t\r\n\f" for sign in piece):
                    return False
    except UnicodeDecodeError:
        return False
    return True
