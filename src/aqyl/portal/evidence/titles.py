"""What initiatives and indicators are called."""

from __future__ import annotations

from functools import cache

from aqyl.standard import Text, load_edition


@cache
def titles(edition_id: str) -> dict[str, Text]:
    """The title of each initiative and indicator of an edition."""
    edition = load_edition(edition_id)
    return {one.id: one.title for one in (*edition.initiatives, *edition.indicators)}
