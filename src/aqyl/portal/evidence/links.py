"""Addresses that anyone can open."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from aqyl.problems import Problem

LONGEST = 2000


def problems_in_link(link: str) -> Iterator[Problem]:
    """What stands against an address: http or https with a host, no password in it.

    >>> [p.key for p in problems_in_link("javascript:alert(1)")]
    ['portal.evidence_link']
    >>> list(problems_in_link("https://egov.kz/cms/kk"))
    []
    """
    try:
        parts = urlsplit(link)
        port_fits = parts.port is None or parts.port > 0
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and port_fits
        bare = parts.username is None and parts.password is None
    except ValueError:
        sound = bare = False
    printable = link.isprintable() and " " not in link
    if not (sound and bare and printable and len(link) <= LONGEST):
        yield Problem("portal.evidence_link", values={"given": link[:200]})
