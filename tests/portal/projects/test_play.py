"""The desk for pairs, played in a real browser: from a file of projects to what verdicts teach."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqyl.portal import projects
from tests.portal.stage import Portal, follow, served
from tests.portal.test_year import sound

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Moment = Callable[[str, "Page"], None]
MADE_UP = Path(projects.__file__).parent / "made-up.csv"
ROWS = 7  # one thing bought twice, two stages of one, a need that three places share
REASON = "Бір ауданның шамдары екі тілде екі рет жазылған"


def test_the_manager_finds_what_is_paid_for_twice(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "home") as portal:
        play(portal, browser, sound)


def play(portal: Portal, browser: Browser, moment: Moment) -> None:
    """The way. moment: called with each page that is worth a look."""
    tab = portal.sign_in(browser, "manager")
    follow(tab, "nav.sections a[href$='/projects/']")
    bring(tab, moment)
    follow(tab, "main a[href$='/pairs/']")
    search(tab)
    moment("pairs", tab)
    judge(tab, moment)
    follow(tab, "ul.tabs a[href$='/together/']")
    together(tab, moment)
    follow(tab, "ul.tabs a[href$='/pairs/']")
    search(tab)
    follow(tab, "ul.tabs a[href$='/quality/']")
    quality(tab, moment)
    tab.context.close()


def bring(tab: Page, moment: Moment) -> None:
    """The file is looked at, nothing is on the register; then it is taken."""
    assert "Мұндай жоба жоқ." in tab.inner_text("main")
    follow(tab, "main a[href$='/take/']")
    lines = MADE_UP.read_text(encoding="utf-8").splitlines(keepends=True)[: ROWS + 1]
    content = "".join(lines).encode()
    tab.set_input_files("#file", {"name": "жобалар.csv", "mimeType": "text/csv", "buffer": content})
    follow(tab, "form:has(#file) button")
    assert tab.locator("dl.counts dd").all_inner_texts() == [str(ROWS), "0", "0", "0"]
    moment("preview", tab)
    follow(tab, "form:has(input[name=taken]) button")
    assert f"Тізілімге енгізілген жобалар: {ROWS}." in tab.inner_text("main")
    assert tab.locator("ol.pair > li").count() == ROWS
    moment("register", tab)


def search(tab: Page) -> None:
    """Ask for a search and look again until it has ended."""
    follow(tab, "form[action$='/search/'] button")
    going = tab.get_by_role("link", name="Қаншасы дайын екенін көру")
    for _ in range(60):
        if not going.count():
            break
        tab.wait_for_timeout(250)
        follow(tab, going)
    assert f"жобалар: {ROWS}, салыстырылған жұптар" in tab.inner_text("main")


def judge(tab: Page, moment: Moment) -> None:
    """One district lit twice: said so with a reason, and the next pair comes."""
    lights = tab.locator("ol.pair > li", has_text="Әуезов ауданының көше жарығын")
    assert "бір нәрсе" in lights.inner_text()
    follow(tab, lights.get_by_role("link"))
    said = tab.inner_text("section[aria-labelledby=why]")
    assert "Айырмашылығы" in said
    moment("pair", tab)
    tab.get_by_label("бір нәрсе", exact=True).check()
    tab.fill("#reason", REASON)
    judged = tab.url
    follow(tab, "form:has(#reason) button")
    assert "Шешім сақталды." in tab.inner_text("main")
    assert tab.url != judged
    tab.goto(judged)
    assert REASON in tab.inner_text("section[aria-labelledby=said]")
    follow(tab, ".govuk-breadcrumbs a[href$='/pairs/']")


def together(tab: Page, moment: Moment) -> None:
    """Three cities need what only a search has suggested so far."""
    need = tab.locator("main section.panel").first
    assert "ұсынылған" in need.inner_text()
    assert need.locator("li").count() == 3
    moment("together", tab)


def quality(tab: Page, moment: Moment) -> None:
    """One verdict is too few to learn from, and the page says how many are wanted."""
    said = tab.inner_text("main")
    assert "20" in said
    assert "шешімдер әлі аз: 1." in said
    moment("quality", tab)
