"""Small files of each kind, and files that only pretend."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

WORD = "word/document.xml"


def pdf() -> bytes:
    """One blank page, as small as a viewer takes it."""
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>endobj\n"
    )
    return body + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def png(width: int = 2, height: int = 2) -> bytes:
    """A white picture; its head says any size, its data stay small."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\x00" + b"\xff" * min(width, 4000)) * min(height, 4000)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def office(main: str = WORD, **more: bytes) -> bytes:
    """A document with a main part; more: other parts by name, dots written `__`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        given = {"[Content_Types].xml": b"<Types/>", main: b"<document/>", **more}
        for name, content in given.items():
            part = zipfile.ZipInfo(name.replace("__", "."))  # of one day, so of the same bytes
            parts.writestr(part, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def odt() -> bytes:
    """An OpenDocument text."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        parts.writestr("content.xml", "<office/>")
    return file.getvalue()


def bomb() -> bytes:
    """A document whose picture unpacks to a thousand times its size."""
    return office(picture__bmp=bytes(200 * 1024 * 1024))


def lying_sum() -> bytes:
    """A document whose list of parts says less than they unpack to."""
    true = office(big__xml=b"a" * 5000)
    return true.replace(struct.pack("<I", 5000), struct.pack("<I", 50))
