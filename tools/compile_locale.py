"""Compile the portal's wordings of framework strings: django.po to the django.mo that is read.

    python tools/compile_locale.py

Both are kept, so that no machine needs gettext; a test holds one to the other.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

UNDATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # the same bytes on any day
LOCALE = Path(__file__).resolve().parent.parent / "src" / "aqyl" / "portal" / "locale"


def compiled(source: Path) -> bytes:
    """The bytes of the .mo of a .po; the same ones each time. Raises PoFileError for a bad one."""
    with source.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    catalogue.creation_date = catalogue.revision_date = UNDATED
    result = io.BytesIO()
    write_mo(result, catalogue)
    return result.getvalue()


if __name__ == "__main__":
    for source in sorted(LOCALE.rglob("*.po")):
        source.with_suffix(".mo").write_bytes(compiled(source))
