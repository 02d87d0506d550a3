"""The officer's work in a real browser: accessible, saved as one types, safe on a lost line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.portal.browser import DESK, PHONE, PortalServer, axe
from tests.portal.stage import follow

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PAGES = {
    "home": "/kk/home/",
    "submission": "/kk/submissions/{submission}/",
    "card": "/kk/submissions/{submission}/cards/{node}/",
    "style": "/kk/look/",
}
SAVED = re.compile(r"Сақталды: \d\d:\d\d")


def path(server: PortalServer, name: str) -> str:
    return PAGES[name].format(submission=server.submission, node=server.node)


@pytest.fixture
def card(portal_server: PortalServer, browser: Browser) -> Page:
    """The officer's first card, opened wide."""
    return portal_server.open(browser, path(portal_server, "card"), portal_server.officer)


def saved(tab: Page) -> None:
    tab.wait_for_selector("#saved[data-kind=saved]")
    assert SAVED.fullmatch(tab.locator("#saved").inner_text())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_needs_no_sideways_scrolling(
    portal_server: PortalServer, browser: Browser, name: str, width: int, scheme: str
) -> None:
    there = path(portal_server, name)
    tab = portal_server.open(browser, there, portal_server.officer, width, color_scheme=scheme)
    assert axe(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_weighs_less_than_150_kilobytes_on_the_line(
    portal_server: PortalServer, browser: Browser, name: str
) -> None:
    tab = portal_server.open(browser, path(portal_server, name), portal_server.officer)
    tab.wait_for_load_state("networkidle")
    sizes = tab.evaluate(
        "['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))"
        ".map(one => one.transferSize)"
    )
    assert 20_000 < sum(sizes) < 150_000
    tab.context.close()


def test_nothing_is_refused_by_the_content_policy(
    portal_server: PortalServer, browser: Browser
) -> None:
    for name in PAGES:
        tab = portal_server.open(browser, "/kk/home/", portal_server.officer)
        errors: list[str] = []
        tab.on("console", lambda message: errors.append(message.text))  # noqa: B023
        tab.on("pageerror", lambda error: errors.append(str(error)))  # noqa: B023
        tab.goto(portal_server.url + path(portal_server, name))
        tab.wait_for_load_state("networkidle")
        assert errors == []
        tab.context.close()


def test_the_skip_link_comes_first(portal_server: PortalServer, browser: Browser) -> None:
    tab = portal_server.open(browser, "/kk/home/", portal_server.officer)
    tab.keyboard.press("Tab")
    assert "skip" in tab.evaluate("document.activeElement.className")
    tab.keyboard.press("Enter")
    tab.locator("#main:focus").wait_for()
    tab.context.close()


def test_a_card_is_filled_in_by_the_keyboard_alone(card: Page) -> None:
    card.focus("#status-none")
    card.keyboard.press("Space")
    card.keyboard.press("ArrowDown")
    assert card.evaluate("document.activeElement.value") == "planned"
    saved(card)
    card.keyboard.press("Tab")
    card.keyboard.type("Бұйрық № 5")
    card.keyboard.press("Tab")
    card.keyboard.type("Қаулы қабылданды")
    card.keyboard.press("Tab")
    assert "келесіге" in card.evaluate("document.activeElement.innerText")
    first = card.url
    card.keyboard.press("Enter")
    card.wait_for_url(lambda url: url != first)
    card.goto(first)
    assert card.input_value("#note") == "Қаулы қабылданды"
    assert card.is_checked("#status-planned")
    card.context.close()


def test_what_is_typed_is_saved_without_a_button(card: Page) -> None:
    card.fill("#note", "Өздігінен сақталды")
    saved(card)
    card.reload()
    assert card.input_value("#note") == "Өздігінен сақталды"
    card.context.close()


def test_a_lost_line_keeps_the_text_and_sends_it_when_it_is_back(card: Page) -> None:
    card.context.set_offline(True)
    card.fill("#note", "Байланыссыз жазылды")
    card.wait_for_selector("#saved[data-kind=lost]")
    kept = card.evaluate("Object.values(localStorage).join()")
    assert "note=" in kept
    card.context.set_offline(False)
    saved(card)
    assert card.evaluate("Object.keys(localStorage).length") == 0
    card.reload()
    assert card.input_value("#note") == "Байланыссыз жазылды"
    card.context.close()


def test_a_page_closed_on_a_lost_line_sends_what_was_typed_from_the_next_one(
    portal_server: PortalServer, card: Page
) -> None:
    card.context.set_offline(True)
    card.fill("#note", "Кейін жіберілді")
    card.wait_for_selector("#saved[data-kind=lost]")
    other = card.context.new_page()
    card.close()
    other.context.set_offline(False)
    other.goto(portal_server.url + path(portal_server, "submission"))
    other.locator("#unsent li", has_text="жіберілді").wait_for()
    other.goto(portal_server.url + path(portal_server, "card"))
    assert other.input_value("#note") == "Кейін жіберілді"
    other.context.close()


def test_leaving_with_something_unsaved_asks_first(card: Page) -> None:
    card.context.set_offline(True)
    asked: list[str] = []

    def leave(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    card.on("dialog", leave)
    card.click("#note")
    card.keyboard.type("Әлі сақталмаған")
    card.context.set_offline(False)
    card.close(run_before_unload=True)
    card.wait_for_event("close") if not card.is_closed() else None
    assert asked == ["beforeunload"]


def test_two_officers_on_one_card_lose_nothing(
    portal_server: PortalServer, browser: Browser, card: Page
) -> None:
    there = path(portal_server, "card")
    card.fill("#note", "Бастапқы")
    saved(card)
    other = portal_server.open(browser, there, portal_server.colleague)
    other.wait_for_selector("#colleague:not([hidden])")
    assert "Айгүл" in other.locator("#colleague").inner_text()
    other.fill("#note", "Әріптестің мәтіні")
    saved(other)
    card.fill("#source", "Менің дереккөзім")
    card.fill("#note", "Менің мәтінім")
    card.wait_for_selector("#conflict:not([hidden])")
    assert axe(card) == []
    follow(card, "#conflict button")
    assert "Әріптестің мәтіні" in card.inner_text("main")
    assert "Менің мәтінім" in card.inner_text("main")
    assert axe(card) == []
    card.check("#note-both")
    follow(card, "main button")
    assert card.input_value("#note") == "Әріптестің мәтіні\n\nМенің мәтінім"
    assert card.input_value("#source") == "Менің дереккөзім"
    card.context.close()
    other.context.close()


def test_without_scripts_the_button_saves(portal_server: PortalServer, browser: Browser) -> None:
    there = path(portal_server, "card")
    tab = portal_server.open(browser, there, portal_server.officer, java_script_enabled=False)
    tab.fill("#note", "Скриптсіз")
    follow(tab, "button[value=stay]")
    assert tab.input_value("#note") == "Скриптсіз"
    assert "Сақталды." in tab.inner_text("main")
    tab.context.close()


def test_a_remark_appears_as_one_types(portal_server: PortalServer, browser: Browser) -> None:
    code = (
        "from aqyl.portal.campaigns.models import Submission\n"
        "from aqyl.portal.campaigns.forms import form_of\n"
        "one = Submission.objects.select_related('campaign', 'territory')"
        f".get(pk={portal_server.submission})\n"
        "print(next(c.id for c in form_of(one).cards() if getattr(c, 'has_parts', False)))"
    )
    node = portal_server.run(code).strip()
    there = f"/kk/submissions/{portal_server.submission}/cards/{node}/"
    tab = portal_server.open(browser, there, portal_server.officer)
    tab.fill("#numerator", "7")
    saved(tab)
    assert tab.locator("#remarks .remark.error").count() == 1
    tab.fill("#denominator", "8")
    tab.fill("#source", "Әкімдік есебі")
    saved(tab)
    assert tab.locator("#ratio").inner_text() != "–"
    assert tab.locator("#remarks .remark.error").all_inner_texts() == []
    tab.fill("#value", "он")
    tab.wait_for_selector("#card-problems .govuk-error-summary")
    assert axe(tab) == []
    tab.context.close()
