"""An installation served by `aqyl portal serve`, people who sign in, and a filled workbook.

with served(folder) as portal:
    tab = portal.sign_in(browser, "manager")
    press(tab, "open-campaign")
"""

from __future__ import annotations

import json
import secrets
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aqyl.assess.form import Card, Entries, build_form, find_unit
from aqyl.publish.form import form_bytes, read_form
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.tables import SCHEMAS, Row
from tests.portal.cast import PEOPLE
from tests.portal.installation import Installation, installation

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

EDITION, PERIOD = "kz-2026", "2026"
AQYL = ("-m", "aqyl.cli.main")
WIDE = {"width": 1440, "height": 900}


@dataclass(frozen=True)
class Portal:
    """A portal that answers at `url`; passwords by the people's names in `cast`."""

    url: str
    place: Installation
    passwords: dict[str, str]

    def sign_in(self, browser: Browser, who: str) -> Page:
        """A tab of the person's own in the language they read, after the sign-in page."""
        lang = PEOPLE[who].language
        tab = browser.new_context(viewport=WIDE, locale=lang, accept_downloads=True).new_page()
        tab.goto(f"{self.url}/{lang}/sign-in/")
        tab.fill("input[name=login]", PEOPLE[who].email)
        tab.fill("input[name=password]", self.passwords[who])
        tab.click("main form button[type=submit]")
        tab.wait_for_url(f"**/{lang}/home/")
        return tab


@contextmanager
def served(home: Path) -> Iterator[Portal]:
    """A new portal of its own; its server ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    with installation(home) as made:
        settings = {"AQYL_URL": f"http://{bind}", "AQYL_SECOND_FACTOR": "none"}
        place = Installation(made.home, {**made.variables, **settings})
        server = place.start(*AQYL, "portal", "serve", "--bind", bind)
        try:
            _wait_for(f"http://{bind}/kk/sign-in/")
            passwords = {name: secrets.token_urlsafe(12) for name in PEOPLE}
            place.run("-m", "tests.portal.cast", json.dumps(passwords))
            yield Portal(f"http://{bind}", place, passwords)
        finally:
            server.terminate()
            server.communicate(timeout=30)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the portal does not answer")


def follow(tab: Page, what: str | Locator) -> None:
    """Click what leads to another page, and stand on it: what is read next is that page's."""
    with tab.expect_navigation():
        (tab.locator(what).first if isinstance(what, str) else what).click()


def step(tab: Page, name: str) -> Locator:
    """The form of a step of the procedure."""
    return tab.locator(f'main form:has(input[name=step][value="{name}"])')


def press(tab: Page, name: str, reason: str = "") -> None:
    """Take a step of the procedure by its button; nothing may be refused."""
    form = step(tab, name)
    if reason:
        form.locator("textarea[name=reason]").fill(reason)
    with tab.expect_navigation() as went:
        form.locator("button[type=submit]").click()
    refused = tab.locator(".govuk-error-summary").all_inner_texts()
    assert (went.value.status, refused) == (200, [])


def fill_in(workbook: Path, settlement: str, lang: Any, note: str) -> None:
    """Answer every blank card of a downloaded workbook: nothing is there, and why."""
    edition = load_edition(EDITION)
    form = build_form(edition, find_unit(edition, load_register(), settlement), PERIOD)
    said = read_form(workbook, form).entries()
    rows = {card: said.row(card.id) or _nothing(card, settlement, note) for card in form.cards()}
    answers, values = (
        tuple(row for card, row in rows.items() if card.kind == kind)
        for kind in ("initiative", "indicator")
    )
    workbook.write_bytes(form_bytes(form, Entries(answers, values), Entries(), lang))


def _nothing(card: Card, settlement: str, note: str) -> Row:
    table, key = ("answers", "initiative") if card.kind == "initiative" else ("values", "indicator")
    said = {"status": "none"} if card.kind == "initiative" else {}
    own = {"settlement": settlement, "period": PERIOD, key: card.id, "note": note}
    return {**dict.fromkeys(SCHEMAS[table].names), **own, **said}
