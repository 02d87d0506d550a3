"""The portal as a real server with a folder of its own, for tests in a real browser.

    def test_home(portal_server: PortalServer, browser: Browser) -> None:
        tab = portal_server.open(browser, "/kk/home/", portal_server.officer)

The server is gunicorn as `aqyl portal serve` runs it; it stands for the whole session. People sign
in by a session made straight in the database. `run` executes Python in the server's own settings.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests/vendor/axe/axe.min.js"
PHONE, DESK = 390, 1440


@dataclass
class PortalServer:
    """A running portal; officer, colleague, approver, verifier, manager: sessions of people."""

    url: str
    environment: dict[str, str]
    process: subprocess.Popen[bytes]
    made: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        """What `served.py` made, by name."""
        try:
            return self.made[name]
        except KeyError:
            raise AttributeError(name) from None

    def run(self, code: str) -> str:
        """Run Python in the server's settings; what it printed."""
        start = "import django; django.setup()\n"
        command = [sys.executable, "-c", start + code]
        done = subprocess.run(
            command, env=self.environment, check=True, capture_output=True, cwd=ROOT
        )
        return done.stdout.decode()

    def open(
        self, browser: Browser, path: str, session: str = "", width: int = DESK, **options: Any
    ) -> Page:
        """A tab on a page, signed in by a session, in a context of its own."""
        height = 900 if width == DESK else 844
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": self.url}])
        tab = context.new_page()
        tab.goto(self.url + path)
        return tab

    def stop(self, signal: int = 15) -> None:
        """Stop this server's own processes."""
        os.killpg(self.process.pid, signal)
        self.process.wait(20)

    def start(self) -> None:
        """Start it again on the same folder and port."""
        self.process = _started(self.url, self.environment)


@pytest.fixture(scope="session")
def portal_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalServer]:
    """A portal with a campaign that is open and one from the year before."""
    home = tmp_path_factory.mktemp("portal")
    url = f"http://127.0.0.1:{_free_port()}"
    environment = _environment(home, url)
    _django(environment, "migrate", "--verbosity=0")
    _django(environment, "collectstatic", "--no-input", "--verbosity=0")
    server = PortalServer(url, environment, _started(url, environment), {})
    server.made = json.loads(server.run("from tests.portal import served; served.main()"))
    yield server
    server.stop()


def axe(tab: Page, **options: Any) -> list[str]:
    """What axe-core finds on the page as it stands: rule and element, empty when clean."""
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    found = tab.evaluate("options => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {node['html']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def _environment(home: Path, url: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("AQYL_")}
    given = {
        "AQYL_HOME": str(home),
        "AQYL_URL": url,
        "AQYL_HTTPS": "no",
        "AQYL_DEMONSTRATION": "yes",
        "DJANGO_SETTINGS_MODULE": "aqyl.portal.settings",
        "PYTHONWARNINGS": "ignore",
    }
    if "DATABASE_URL" in kept:
        given["DATABASE_URL"] = _database_beside(kept["DATABASE_URL"])
    return {**kept, **given}


def _database_beside(address: str) -> str:
    """A new database on the same PostgreSQL server."""
    import psycopg

    name = f"portal_{secrets.token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return address.rsplit("/", 1)[0] + f"/{name}"


def _django(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "django", *arguments], env=environment, check=True)


def _started(url: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A server of two workers that answers."""
    place = url.removeprefix("http://")
    code = f"from aqyl.portal.operate.serve import serve; serve({place!r})"
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=environment, start_new_session=True
    )
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{url}/kk/nowhere/", timeout=5)  # noqa: S310
        except urllib.error.HTTPError:
            return process
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the portal does not answer")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
