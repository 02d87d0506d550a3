"""Three gigabytes sent to the server that `aqyl portal serve` runs."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.portal.browser import PortalServer

SIZE = 3 * 1024**3
PIECE = b"\0" * 2**20
HEAD = """POST {path} HTTP/1.1\r
Host: {host}\r
Cookie: sessionid={session}; csrftoken={token}\r
X-CSRFToken: {token}\r
Content-Type: multipart/form-data; boundary=X\r
Content-Length: {size}\r
\r
"""
FILE = (
    b'--X\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n%PDF-1.7\n"
)


@dataclass(frozen=True)
class Sent:
    """What the server answered, and how many megabytes it let in before it did."""

    status: int
    page: str
    megabytes: int


def send(server: PortalServer, path: str) -> Sent:
    """Send the file without end until the server answers or the file is over."""
    host = server.url.removeprefix("http://")
    name, port = host.split(":")
    given = {"path": path, "host": host, "session": server.officer, "token": "a" * 32}
    with socket.create_connection((name, int(port)), timeout=20) as line:
        line.sendall(HEAD.format(size=SIZE, **given).encode() + FILE)
        count = 0
        line.settimeout(0.2)
        with suppress(OSError):  # the server answers, reads no further and closes: gunicorn's way
            while count < SIZE // len(PIECE):
                line.sendall(PIECE)
                count += 1
        line.settimeout(20)
        answer = b"".join(received(line)).decode()
    return Sent(int(answer.split()[1]), answer, count)


def received(line: socket.socket) -> Iterator[bytes]:
    """Everything until the server closes or breaks the line."""
    with suppress(ConnectionResetError):
        while piece := line.recv(65536):
            yield piece


def peak(server: PortalServer) -> int:
    """The most memory that one of the server's processes ever had, in megabytes."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            group = int(status.with_name("stat").read_text().rpartition(")")[2].split()[2])
            if group == server.process.pid:
                found.append(int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) // 1024)
    return max(found)


def files(server: PortalServer) -> set[Path]:
    """What lies in the installation besides its database."""
    home = Path(server.environment["AQYL_HOME"])
    return {one for one in home.rglob("*") if "sqlite3" not in one.name and one.is_file()}


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the same on every database")
@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/kk/answers/{answer}/evidence/file/", "25 МБ"),
        ("/kk/submissions/{submission}/workbook/", "413"),
    ],
)
def test_it_is_refused_before_it_is_received(
    portal_server: PortalServer, path: str, says: str
) -> None:
    answer = portal_server.run(
        "from aqyl.portal.campaigns.models import Answer; "
        f"print(Answer.objects.filter(submission={portal_server.submission})[0].pk)"
    ).strip()
    before, most = files(portal_server), peak(portal_server)
    sent = send(portal_server, path.format(answer=answer, submission=portal_server.submission))
    assert sent.status == 413
    assert says in sent.page  # readable, though more was being sent
    assert sent.megabytes < 64
    assert peak(portal_server) < most + 50
    assert files(portal_server) == before
