"""Fetch what stands behind a link, from public addresses alone.

A host is resolved once and the connection made to the address that was looked at, so that a name
cannot turn into an inner address between the look and the connection; redirects are looked at anew.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from urllib.parse import SplitResult, urljoin, urlsplit

from aqyl.portal.evidence.links import problems_in_link
from aqyl.portal.evidence.store import Incoming
from aqyl.problems import InputError, Problem, raise_if

REDIRECTS = 5
SECONDS = 20.0
_WAIT = 5.0
_PIECE = 64 * 1024
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}

Resolve = Callable[[str, int], list[str]]


def addresses(host: str, port: int) -> list[str]:
    """Every address of a host. Raises OSError for a name that is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return sorted({str(one[4][0]) for one in found})


def fetch(link: str, most: int, *, resolve: Resolve = addresses) -> Incoming:
    """The content behind a link, received but not kept yet; at most `most` bytes.

    Raises InputError where it cannot be had: an inner address, another port, too large, too slow,
    too many redirects, no answer.
    """
    deadline = time.monotonic() + SECONDS
    for _ in range(REDIRECTS + 1):
        raise_if(problems_in_link(link))
        answer = _ask(urlsplit(link), resolve, link)
        try:
            moved = answer.getheader("Location")
            if answer.status in (301, 302, 303, 307, 308) and moved:
                link = urljoin(link, moved)
                continue
            if answer.status != 200:
                raise _no_copy(link)
            return _receive(answer, link, most, deadline)
        finally:
            answer.close()
    raise _no_copy(link)


def _ask(parts: SplitResult, resolve: Resolve, link: str) -> http.client.HTTPResponse:
    host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
    if port not in _PORTS.values():
        raise _no_copy(link)
    try:
        address = _public(resolve(host, port), link)
        connection = http.client.HTTPConnection(host, port, timeout=_WAIT)
        connection.sock = _connect(address, port, host, parts.scheme)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"User-Agent": "Aqyl", "Connection": "close"})
        return connection.getresponse()
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        raise _no_copy(link) from error


def _public(found: list[str], link: str) -> str:
    """One of the addresses, if every one of them is public."""
    if not found or not all(_is_public(one) for one in found):
        raise _no_copy(link)
    return found[0]


def _is_public(address: str) -> bool:
    """
    >>> [_is_public(a) for a in ("127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "8.8.8.8")]
    [False, False, False, True]
    """
    one = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    inner = getattr(one, "ipv4_mapped", None) or getattr(one, "sixtofour", None)
    through = one.version == 6 and one in _NAT64  # leads on to an address of version 4
    public = one.is_global and not one.is_multicast and not through
    return public and (inner is None or inner.is_global)


def _connect(address: str, port: int, host: str, scheme: str) -> socket.socket:
    plain = socket.create_connection((address, port), timeout=_WAIT)
    if scheme == "http":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _receive(answer: http.client.HTTPResponse, link: str, most: int, deadline: float) -> Incoming:
    received = Incoming()
    try:
        while piece := answer.read1(_PIECE):
            if received.size + len(piece) > most or time.monotonic() > deadline:
                raise _no_copy(link)
            received.write(piece)
    except (OSError, http.client.HTTPException) as error:
        received.drop()
        raise _no_copy(link) from error
    except InputError:
        received.drop()
        raise
    return received


def _no_copy(link: str) -> InputError:
    return InputError([Problem("portal.evidence_no_copy", values={"given": link[:200]})])
