"""A stored copy of a link: from public addresses alone, bounded in size, time and redirects."""

from __future__ import annotations

import http.server
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.evidence import adding, fetch
from aqyl.portal.evidence.adding import add_link
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.evidence.store import path_of
from aqyl.portal.people.models import Person
from aqyl.problems import InputError
from tests.portal.evidence.conftest import Limits, files_in, received

HERE = "93.184.216.34"  # a public address that stands for this machine's own in these tests


class Site(http.server.BaseHTTPRequestHandler):
    """A page, a redirect to wherever, an endless page, a page that stays silent."""

    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
        elif self.path == "/missing":
            self.send_error(404)
        else:
            self.send_response(200)
            self.end_headers()
            size = 10_000_000 if self.path == "/endless" else 5
            self.wfile.write(b"abcde"[:size] * max(1, size // 5))

    def handle(self) -> None:
        with suppress(ConnectionError):  # who gave up on a page closes the line
            super().handle()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server that is reached only where a public address was looked at first."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    real = socket.create_connection

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        assert address[0] == HERE
        return real(("127.0.0.1", server.server_port), timeout=timeout)

    monkeypatch.setattr(fetch.socket, "create_connection", connect)
    yield "http://city.kz"
    server.shutdown()
    server.server_close()


def public(host: str, _: int) -> list[str]:
    inner = {"inner.kz": ["10.0.0.5"], "both.kz": [HERE, "127.0.0.1"], "six.kz": ["::1"]}
    return inner.get(host, [HERE])


def got(link: str, most: int = 1000) -> bytes:
    incoming = fetch.fetch(link, most, resolve=public)
    incoming.close()
    return incoming.path.read_bytes()


def test_a_page(site: str) -> None:
    assert got(f"{site}/page") == b"abcde"


def test_a_redirect_is_followed(site: str) -> None:
    assert got(f"{site}/to//page") == b"abcde"
    assert got(f"{site}/to/http://other.kz/page") == b"abcde"


@pytest.mark.parametrize(
    "path",
    [
        "/to/http://inner.kz/",
        "/to/http://both.kz/",
        "/to/http://six.kz/",
        "/to/file:///etc/passwd",
        "/to/http://city.kz:8080/",
        "/to/http://user:pass@city.kz/",
        "/to//to//to//to//to//to//to//page",
        "/missing",
        "/endless",
    ],
)
def test_what_is_not_fetched_leaves_nothing(site: str, path: str, store: Path) -> None:
    with pytest.raises(InputError):
        got(site + path)
    assert files_in(store) == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
    ],
)
def test_an_inner_address_is_never_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch.socket, "create_connection", None)
    with pytest.raises(InputError):
        fetch.fetch("http://x.kz/", 10, resolve=lambda *_: [address])


def test_a_slow_page_is_given_up(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "SECONDS", -1.0)
    with pytest.raises(InputError):
        got(f"{site}/page")


@pytest.mark.django_db
class TestOptIn:
    LINK = "https://city.kz/act"

    def test_off_by_default(
        self, answer: Answer, officer: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(adding, "fetch", None)
        add_link(answer, officer, self.LINK)
        assert answer.evidence.get().digest == ""

    def test_a_copy_is_kept_beside_the_link(
        self,
        answer: Answer,
        officer: Person,
        limits: Limits,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        limits(evidence_copies=True)
        monkeypatch.setattr(adding, "fetch", lambda *_: received(b"<html>"))
        add_link(answer, officer, self.LINK)
        one = Evidence.objects.get()
        assert path_of(one.digest).read_bytes() == b"<html>"
        assert (one.media_type, one.size) == ("application/octet-stream", 6)

    def test_a_link_whose_copy_cannot_be_had_is_taken_all_the_same(
        self, answer: Answer, officer: Person, limits: Limits
    ) -> None:
        limits(evidence_copies=True)
        add_link(answer, officer, "http://127.0.0.1/")
        assert Evidence.objects.get().digest == ""
