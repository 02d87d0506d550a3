"""Sources as people wrote them: the address found in one, and what to call it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

# With its scheme, or a host and a path without it: `stat.gov.kz/x`.
_ADDRESS = re.compile(
    r"https?://[^\s\"'<>]+|(?<![\w./:@-])(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s\"'<>]+",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A source: its address (empty if it holds none), a short name for it, the rest of the text."""

    href: str
    name: str
    rest: str


def source_link(source: str) -> SourceLink:
    """Find the address in a source; only http and https are ever linked.

    >>> source_link("https://stat.gov.kz/x (table 3)")
    SourceLink(href='https://stat.gov.kz/x', name='stat.gov.kz', rest='(table 3)')
    """
    found = _ADDRESS.search(source)
    if not found:
        return SourceLink("", "", source)
    written = found.group().rstrip(".,;)")
    href = written if "://" in written else f"https://{written}"
    try:
        name = urlsplit(href).hostname or href
    except ValueError:
        return SourceLink("", "", source)
    rest = " ".join((source[: found.start()] + source[found.start() + len(written) :]).split())
    return SourceLink(href, name.removeprefix("www."), rest)
