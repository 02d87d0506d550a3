"""A plan's way, played in a real browser from a published assessment to an amendment.

Almaty drafts under budgets, residents comment, everyone approves who has to; one quarter is
reported on, one amendment comes into force; a visitor downloads the documents in Kazakh.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.portal.samples import pdf
from tests.portal.stage import Portal, follow, press, served
from tests.portal.test_year import sound

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.year]
Moment = Callable[[str, "Page"], None]
STAGE = ("-m", "tests.portal.plan_stage")
COMMENTS = (
    ("Әлия", "Шет аудандарда көше жарығы аз"),
    ("", "Автобус қайда келе жатқаны көрінсін"),
    ("Ерлан", "Скверлерге орындық керек"),
)
DECISION = "Мәслихаттың № 41 шешімі"


def test_a_plans_year(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "home") as portal:
        portal.place.run(*STAGE, "published")
        play(portal, browser, tmp_path, sound)


def play(portal: Portal, browser: Browser, folder: Path, moment: Moment) -> None:
    """The way. moment: called with each page that is worth a look."""
    people: dict[str, Page] = {}

    def of(who: str) -> Page:
        """The tab of someone at the plans of Almaty, signed in the first time."""
        if who not in people:
            people[who] = portal.sign_in(browser, who)
        tab = people[who]
        follow(tab, "nav.sections a[href$='/plans/']")
        follow(tab, tab.get_by_role("link", name="Алматы", exact=True))
        return tab

    visitor = browser.new_context(accept_downloads=True, locale="kk").new_page()
    draft(of("officer"), moment)
    write(of("officer"), moment)
    move_an_action(of("officer"), moment)
    step(of("akim"), "open-consultation")

    for name, text in COMMENTS:
        comment(visitor, portal.url, name, text)
    support(visitor, moment)
    answer(of("officer"), moment)
    portal.place.run(*STAGE, "days-pass")
    step(of("officer"), "close-consultation")
    approve(of, moment)

    report(of("officer"), moment)
    step_of_report(of("akim"), "submit-report")
    step_of_report(of("manager"), "accept-report")

    amend(of("officer"), moment)
    step(of("akim"), "open-consultation")
    portal.place.run(*STAGE, "days-pass")
    step(of("officer"), "close-consultation")
    approve(of, moment)

    for tab in people.values():
        tab.context.close()
    read(visitor, portal.url, moment)
    take_along(visitor, folder)
    visitor.context.close()


def draft(tab: Page, moment: Moment) -> None:
    """Budgets are typed, the optimiser fills the roadmap; one action is forbidden and it is solved
    again.
    """
    moment("no-plan", tab)
    follow(tab, "main a[href$='/new/']")
    for field in tab.locator("input[name^='money-'][name$='-local']").all():
        field.fill("900 000")
    moment("make-plan", tab)
    with tab.expect_navigation(timeout=60_000):
        tab.click("form.panel button[type=submit]")
    assert tab.locator("table.actions tbody tr").count() > 3
    first = tab.locator("table.actions tbody th a").first.inner_text()
    moment("roadmap", tab)
    tab.locator("form.panel summary").first.click()
    tab.locator("input[name=forbid]").first.check()
    with tab.expect_navigation(timeout=60_000):
        tab.click("form.panel button[type=submit]")
    assert first not in tab.locator("table.actions").all_inner_texts()
    assert tab.locator("form.panel summary").count() == 2


def write(tab: Page, moment: Moment) -> None:
    """A goal in the akimat's own words, saved as one types."""
    open_plan(tab)
    follow(tab, "ul.tabs a[href$='/strategy/']")
    piece = tab.locator("section[aria-labelledby=s-goals] .piece").first
    piece.locator("summary").click()
    piece.locator("textarea").fill("Тұрғындарға ыңғайлы қала")
    piece.locator(".saved[data-kind=saved]").wait_for()
    moment("strategy", tab)
    tab.reload()
    assert "Тұрғындарға ыңғайлы қала" in tab.inner_text("main")


def open_plan(tab: Page, number: int = 1) -> None:
    """From the settlement's page to a version."""
    follow(tab, tab.locator("section[aria-labelledby=versions] a", has_text=f"{number}-редакция"))


def move_an_action(tab: Page, moment: Moment) -> None:
    """A month later, and with the akimat's own amount."""
    open_plan(tab)
    follow(tab, "ul.tabs a[href$='/roadmap/']")
    follow(tab, tab.locator("table.actions tbody th a").first)
    start = tab.input_value("#start")
    tab.fill("#start", start.replace("-01-01", "-02-01"))
    moment("action", tab)
    with tab.expect_navigation() as went:
        tab.locator("form:has(#start) button[type=submit]").click()
    assert went.value.status == 200
    assert tab.input_value("#start") == start.replace("-01-01", "-02-01")


def step(tab: Page, name: str, reason: str = "") -> None:
    """A step of the version that is under way, from the settlement's page."""
    follow(tab, tab.locator("section[aria-labelledby=versions] a").first)
    press(tab, name, reason)


def comment(tab: Page, url: str, name: str, text: str) -> None:
    """A resident without an account."""
    tab.goto(f"{url}/kk/roadmaps/")
    follow(tab, tab.get_by_role("link", name="Алматы", exact=True))
    tab.fill("#name", name)
    tab.fill("#text", text)
    follow(tab, "#say button")
    assert text in tab.inner_text("main")


def support(tab: Page, moment: Moment) -> None:
    moment("consultation", tab)
    follow(tab, tab.locator(".comment", has_text=COMMENTS[2][1]).locator("button"))
    assert "Қолдағандар: 1" in tab.locator(".comment", has_text=COMMENTS[2][1]).inner_text()


def answer(tab: Page, moment: Moment) -> None:
    """Each of the three comments."""
    open_plan(tab)
    follow(tab, "ul.tabs a[href$='/comments/']")
    for _, text in COMMENTS:
        own = tab.locator(".comment", has_text=text)
        own.locator("textarea").fill("Ұсынысыңыз жол картасында ескерілді")
        with tab.expect_navigation():
            own.locator("button", has_text="Жауап беру").click()
    assert "жауапсызы: 0" in tab.inner_text("main")
    moment("answers", tab)


def approve(of: Callable[[str], Page], moment: Moment) -> None:
    """Sent, agreed, approved, brought into force."""
    step(of("akim"), "submit-plan")
    step(of("manager"), "agree-plan")
    step(of("akim"), "approve-plan")
    step(of("deputy"), "adopt-plan", DECISION)
    moment("in-force", of("deputy"))


def report(tab: Page, moment: Moment) -> None:
    """The present quarter: one action with its share, spending, a file and a link."""
    follow(tab, tab.locator("form:has(#quarter) button"))
    follow(tab, tab.locator("section[aria-labelledby=progress] tbody th a").first)
    tab.fill("#share", "40")
    tab.fill("#spent-local", "3 500")
    tab.fill("#note", "Келісімшарт жасалды")
    with tab.expect_navigation():
        tab.locator("form:has(#share) button[type=submit]").click()
    follow(tab, tab.locator("section[aria-labelledby=progress] tbody th a").first)
    file = {"name": "келісімшарт.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    tab.set_input_files("#file", file)
    with tab.expect_navigation():
        tab.locator("form:has(#file) button").click()
    assert "келісімшарт.pdf" in tab.inner_text("main")
    moment("progress", tab)


def step_of_report(tab: Page, name: str) -> None:
    """A step of the report."""
    follow(tab, tab.locator("section[aria-labelledby=reports] li a").first)
    press(tab, name)


def amend(tab: Page, moment: Moment) -> None:
    """The next version, with more money in the first year; the difference can be read."""
    open_plan(tab)
    tab.fill("#amend-reason", "Бюджет нақтыланды")
    with tab.expect_navigation():
        tab.locator("form:has(#amend-reason) button").click()
    follow(tab, "ul.tabs a[href$='/budget/']")
    tab.locator("input[name^='money-'][name$='-local']").first.fill("950 000")
    with tab.expect_navigation():
        tab.locator("form.panel button[type=submit]").click()
    follow(tab, "ul.tabs a[href$='/changes/']")
    assert re.search(r"950\s000", tab.inner_text("main"))
    moment("changes", tab)


def read(tab: Page, url: str, moment: Moment) -> None:
    """The second version in force, with what differs; the first with its report."""
    tab.goto(f"{url}/kk/roadmaps/750000000/")
    said = tab.inner_text("main")
    assert "қолданыста" in said
    assert re.search(r"950\s000", said)
    moment("public-plan", tab)
    follow(tab, tab.get_by_role("link", name="1-редакция", exact=True))
    said = tab.inner_text("main")
    assert "Ұсынысыңыз жол картасында ескерілді" in said
    assert re.search(r"\b40\s*%", said)
    moment("superseded", tab)


def take_along(tab: Page, folder: Path) -> None:
    """The strategy as DOCX and the roadmap as PDF, in Kazakh."""
    files = {}
    for kind, form in (("strategy", "docx"), ("roadmap", "pdf"), ("progress", "docx")):
        with tab.expect_download(timeout=60_000) as got:
            tab.click(f"a[href$='/{kind}.{form}']")
        assert got.value.suggested_filename == f"750000000-1-{kind}-kk.{form}"
        files[kind] = folder / got.value.suggested_filename
        got.value.save_as(files[kind])
    words = zipfile.ZipFile(io.BytesIO(files["strategy"].read_bytes())).read("word/document.xml")
    assert "Тұрғындарға ыңғайлы қала" in words.decode("utf-8")
    assert files["roadmap"].read_bytes().startswith(b"%PDF")
