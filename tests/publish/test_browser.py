"""The report in a real browser: switches, search, addresses, widths, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqyl.language import LANGUAGES, fold, format_number, format_percent
from tests.publish.reading import Page

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

pytestmark = pytest.mark.browser


@dataclass
class Opened:
    """A report opened in a tab, with what went wrong there and what it asked for."""

    tab: Tab
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def speak(self, lang: str) -> None:
        self.tab.click(f"button[data-lang={lang}]")

    def texts(self, selector: str) -> list[str]:
        """The texts of what can be seen."""
        seen = "all => all.filter(e => e.checkVisibility()).map(e => e.innerText)"
        found: list[str] = self.tab.eval_on_selector_all(selector, seen)
        return found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, public: Page, regions: Page) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    for name, page in (("public", public), ("regions", regions)):
        (folder / f"{name}.html").write_text(page.html, encoding="utf-8")
    return {path.stem: path for path in folder.iterdir()}


@pytest.fixture
def opened(
    browser: Browser, files: dict[str, Path], request: pytest.FixtureRequest
) -> Iterator[Opened]:
    """The report a test names (by itself the one on settlements), opened wide and light."""
    name, options = getattr(request, "param", ("public", {}))
    settings = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light", **options}
    context = browser.new_context(**settings)
    tab = context.new_page()
    page = Opened(tab)
    tab.on("console", lambda message: page.errors.append(message.text))
    tab.on("pageerror", lambda error: page.errors.append(str(error)))
    tab.on("request", lambda sent: page.requests.append(sent.url))
    tab.goto(files[name].as_uri())
    yield page
    assert page.errors == []
    assert [url for url in page.requests if not url.startswith("file:")] == []
    context.close()


PHONE = {"viewport": {"width": 390, "height": 844}}
BOTH = [("public", PHONE), ("regions", PHONE)]


def test_the_switch_changes_words_numbers_and_title(opened: Opened) -> None:
    opened.speak("ru")
    assert opened.tab.locator("#ranking-title").inner_text() == "Рейтинг"
    assert opened.tab.title().startswith("Эталонный стандарт")
    assert opened.tab.evaluate("document.documentElement.lang") == "ru"
    opened.speak("en")
    assert opened.tab.locator("#ranking-title").inner_text() == "Ranking"
    assert (
        opened.tab.locator("#search").evaluate("e => e.closest('label').innerText")
        == "Search by name"
    )
    assert opened.tab.locator("svg.map").first.get_attribute("aria-label").startswith("Map of")


@pytest.mark.parametrize("opened", [("regions", {})], indirect=True)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_follow_the_language_as_on_the_server(opened: Opened, lang: str) -> None:
    opened.speak(lang)
    pairs = opened.tab.eval_on_selector_all(
        "data[value]", "all => all.map(e => [e.value, e.textContent])"
    )
    assert len(pairs) > 1000
    for plain, shown in pairs:
        digits = len(plain.rstrip("%").partition(".")[2])
        if plain.endswith("%"):
            assert shown == format_percent(float(plain[:-1]) / 100, lang, digits)
        else:
            assert shown == format_number(float(plain), lang, digits)


def test_switching_there_and_back_restores_every_text(opened: Opened) -> None:
    before = opened.tab.inner_text("main")
    for lang in ("en", "ru", "kk"):
        opened.speak(lang)
    assert opened.tab.inner_text("main") == before


def test_the_language_is_remembered(opened: Opened) -> None:
    opened.speak("en")
    opened.tab.reload()
    assert opened.tab.locator("#ranking-title").inner_text() == "Ranking"


def test_search_finds_kazakh_letters_typed_without_them(opened: Opened) -> None:
    opened.tab.fill("#search", "ОСКЕМЕН")
    assert opened.texts("table.ranks tbody th a") == ["Өскемен"]
    assert opened.texts("table.heat tbody th a") == ["Өскемен"]
    assert opened.texts("article h4") == ["Өскемен"]
    assert opened.texts("#found") == ["Табылғаны: 1"]
    opened.tab.fill("#search", "ust-kamen")
    assert opened.texts("table.ranks tbody th a") == ["Өскемен"]
    opened.tab.fill("#search", "")
    assert len(opened.texts("table.ranks tbody th a")) == 56


def test_search_opens_the_list_of_the_unknown(opened: Opened) -> None:
    opened.tab.fill("#search", "кентау")
    assert opened.texts("details.names li a") == ["Кентау"]


def test_search_that_finds_nothing_says_so(opened: Opened) -> None:
    opened.tab.fill("#search", "Лондон")
    assert opened.texts("table.ranks tbody th a") == []
    assert opened.texts("#found") == ["Табылғаны: 0"]


def test_folding_is_the_same_as_in_the_rooms(opened: Opened, public: Page) -> None:
    script = re.search(
        r"const near.*?join\(\" \"\);\n  }", public.find("script")[-1].text, re.DOTALL
    )
    assert script
    samples = [
        "Өскемен",
        "Усть-Каменогорск",
        "Ust’-Talovka",
        "ҚЫЗЫЛОРДА",
        "Әйтеке би",
        "ёлка",
        "Йод",
        "",
    ]
    folded = opened.tab.evaluate(
        f"(samples) => {{ {script[0]}; return samples.map(fold) }}", samples
    )
    assert folded == [fold(sample) for sample in samples]


def test_group_and_order(opened: Opened) -> None:
    opened.tab.select_option("#group", "republican")
    assert opened.texts("table.ranks tbody th a") == ["Алматы", "Астана", "Шымкент"]
    opened.tab.select_option("#sort", "known")
    assert opened.texts("table.ranks tbody th a") == ["Астана", "Алматы", "Шымкент"]
    opened.tab.select_option("#group", "oblast")
    opened.tab.select_option("#sort", "name")
    kazakh = opened.texts("table.ranks tbody th a")
    assert kazakh[:2] == ["Ақтау", "Ақтөбе"]
    opened.speak("en")
    english = opened.texts("table.ranks tbody th a")
    assert english == sorted(english)


def test_an_address_opens_its_section(opened: Opened, files: dict[str, Path]) -> None:
    opened.tab.goto(files["public"].as_uri() + "#s-391010000")
    assert opened.tab.locator("#s-391010000 > details").evaluate("e => e.open")
    opened.tab.click('table.ranks a[href="#s-750000000"]')
    assert opened.tab.locator("#s-750000000 > details").evaluate("e => e.open")
    opened.tab.click('svg.map a[href="#s-790000000"]')
    assert opened.tab.locator("#s-790000000 > details").evaluate("e => e.open")


def test_open_all_and_close_all(opened: Opened) -> None:
    opened.tab.click("[data-open=yes]")
    assert opened.tab.locator(".settlement > details[open]").count() == 100
    opened.tab.click("[data-open=no]")
    assert opened.tab.locator(".settlement > details[open]").count() == 0


def test_the_theme_can_be_switched_and_is_remembered(opened: Opened) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = opened.tab.evaluate(ground)
    opened.tab.click("button.theme")
    dark = opened.tab.evaluate(ground)
    assert dark != light
    opened.tab.reload()
    assert opened.tab.evaluate(ground) == dark
    fill = "getComputedStyle(document.querySelector('svg.map path')).fill"
    assert opened.tab.evaluate(fill) == "rgb(34, 48, 58)"


@pytest.mark.parametrize("opened", [("public", {"color_scheme": "dark"})], indirect=True)
def test_the_theme_follows_the_system(opened: Opened) -> None:
    assert (
        opened.tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(13, 20, 26)"
    )


@pytest.mark.parametrize("opened", BOTH, indirect=True)
def test_a_phone_needs_no_sideways_scrolling(opened: Opened) -> None:
    opened.tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    for lang in LANGUAGES:
        opened.speak(lang)
        assert opened.tab.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("opened", BOTH, indirect=True)
def test_what_is_pressed_on_a_phone_is_large_enough(opened: Opened) -> None:
    for button in opened.tab.locator("header button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24


def test_paper_has_no_switches_and_everything_open(opened: Opened) -> None:
    opened.tab.evaluate("document.documentElement.dataset.theme = 'dark'")
    opened.tab.emulate_media(media="print")
    assert not opened.tab.locator("header").is_visible()
    assert not opened.tab.locator("#search").is_visible()
    assert opened.tab.locator("#status").is_visible()
    ground = "getComputedStyle(document.body).backgroundColor"
    assert opened.tab.evaluate(ground) == "rgb(255, 255, 255)"
    assert len(opened.tab.pdf(prefer_css_page_size=True)) > 100_000


@pytest.mark.parametrize("opened", [("regions", {"java_script_enabled": False})], indirect=True)
def test_without_scripts_the_first_language_can_be_read(opened: Opened) -> None:
    assert opened.tab.locator("#ranking-title").inner_text() == "Рейтинг"
    assert not opened.tab.locator("#search").is_visible()
    assert not opened.tab.locator("button.theme").is_visible()
    opened.tab.click("#s-710000000 summary")
    assert opened.tab.locator("#s-710000000 table").first.is_visible()


def test_the_skip_link_comes_first_and_leads_to_the_content(opened: Opened) -> None:
    opened.tab.keyboard.press("Tab")
    assert opened.tab.evaluate("document.activeElement.className") == "skip"
    opened.tab.keyboard.press("Enter")
    assert opened.tab.evaluate("location.hash") == "#content"


@pytest.mark.parametrize("opened", [("public", {}), ("regions", {})], indirect=True)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_of_places_are_whole_on_a_wide_screen(opened: Opened, lang: str) -> None:
    opened.speak(lang)
    widths = opened.tab.eval_on_selector_all(
        "#sure .scroll, #bridge .scroll", "all => all.map(e => [e.scrollWidth, e.clientWidth])"
    )
    assert widths
    assert all(inside <= outside for inside, outside in widths)


@pytest.mark.parametrize("opened", BOTH, indirect=True)
def test_a_table_wider_than_a_telephone_shows_that_there_is_more(opened: Opened) -> None:
    layers, wide = opened.tab.eval_on_selector(
        "#sure .scroll",
        "e => [getComputedStyle(e).backgroundAttachment, e.scrollWidth > e.clientWidth]",
    )
    assert wide
    assert layers == "local, local, scroll, scroll"
