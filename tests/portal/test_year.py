"""The whole year, played in a real browser from opening the campaign to the replayed bundle.

Two akimats answer, one in Kazakh and one in Russian, mostly by workbook; one is returned, one
appeals; a visitor without an account reads and downloads. `tools/take_tour.py` plays it too.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.portal.cast import ALMATY, KOKSHETAU
from tests.portal.samples import pdf
from tests.portal.stage import (
    AQYL,
    EDITION,
    PERIOD,
    WIDE,
    Portal,
    fill_in,
    follow,
    press,
    served,
    step,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.year]
Moment = Callable[[str, "Page"], None]

NO_PROOF = "Дәлел жоқ"
NOT_PROVEN = "Құжатта нысанның атауы жоқ"
NOT_READABLE = "Құжат оқылмайды, анық көшірмесін тіркеңіз"
RAW_KEY = re.compile(r"\b(portal|problem|procedure)\.[a-z]+[._]")


def test_a_whole_year(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "home") as portal:
        play(portal, browser, tmp_path, sound)


def sound(name: str, tab: Page) -> None:
    """What is asked of a page at every moment of the year; test_accessible.py asks more."""
    tab.wait_for_load_state()
    lang = tab.url.split("/")[3]
    assert tab.evaluate("document.documentElement.lang") == lang, name
    assert tab.evaluate("document.documentElement.scrollWidth") <= WIDE["width"], name
    assert not RAW_KEY.search(tab.inner_text("body")), name


def play(portal: Portal, browser: Browser, folder: Path, moment: Moment) -> None:
    """The year. moment: called with each page that is worth a look."""
    people = {}

    def of(who: str) -> Page:
        """The tab of someone, signed in the first time they are needed, at their home page."""
        if who not in people:
            people[who] = portal.sign_in(browser, who)
        tab: Page = people[who]
        follow(tab, "a.brand")
        return tab

    open_the_campaign(of("manager"), moment)

    begin(of("officer"))
    proven = answer_by_clicks(of("officer"), moment)
    answer_by_workbook(of("officer"), ALMATY, "kk", folder, moment)
    begin(of("other-officer"))
    answer_by_workbook(of("other-officer"), KOKSHETAU, "ru", folder, moment)
    other_proven = prove_one(of("other-officer"))
    sign(of("akim"), moment)
    sign(of("other-akim"), moment)

    start_verification(of("manager"))
    take(of("verifier"), "Алматы", moment)
    take(of("verifier"), "Көкшетау", moment)
    refused = refuse(of("verifier"), proven[0], moment)
    return_for_mending(of("verifier"), other_proven)
    mend(of("other-officer"), moment)
    sign(of("other-akim"), moment)
    take(of("verifier"), "Көкшетау", moment)
    judge_the_rest(of("verifier"), "Алматы")
    judge_the_rest(of("verifier"), "Көкшетау")
    assert look_twice(of("second"), refused, moment) > 0
    finish(of("verifier"), "Алматы")
    finish(of("verifier"), "Көкшетау")

    give_preliminary_results(of("manager"))
    appeal(of("akim"), proven[0], moment)
    allow_the_appeal(of("third"), proven[0], moment)
    publish(of("manager"), moment)

    for tab in people.values():
        tab.context.close()
    visitor = browser.new_context(viewport=WIDE, accept_downloads=True).new_page()
    read_the_results(visitor, portal.url, proven[0], moment)
    bundle = download_everything(visitor, folder, moment)
    visitor.context.close()
    replay(bundle, portal)


def open_the_campaign(tab: Page, moment: Moment) -> None:
    tab.fill("#period", PERIOD)
    tab.check("#demonstration")
    follow(tab, "form[action$='/campaigns/new/'] button")
    press(tab, "open-campaign")
    assert "100" in tab.locator(".counts").inner_text()
    moment("campaign", tab)


def begin(tab: Page) -> None:
    press(tab, "begin")


def answer_by_clicks(tab: Page, moment: Moment) -> list[str]:
    """Three initiatives and an indicator of Almaty; the titles of those that have proof."""
    follow(tab, "p.next a.govuk-button")
    titles = []
    for status, proof in (("pilot", True), ("implemented", True), ("none", False)):
        titles.append(card_title(tab))
        tab.check(f"#status-{status}")
        tab.fill("#source", "Әкімдіктің есебі")
        tab.fill("#note", "Екі ауданда жұмыс істейді" if proof else "Келесі жылға жоспарланған")
        tab.wait_for_selector("#saved[data-kind=saved]")
        if proof:
            attach(tab, "Қабылдау актісі", f"акт-{status}.pdf")
        if status == "implemented":
            moment("card", tab)
        follow(tab, "button[name=go][value=next]")
    follow(tab, "nav.govuk-breadcrumbs a >> nth=-1")
    with_marks = tab.locator("ul.cards li", has=tab.locator(".marks .govuk-tag"))
    follow(tab, with_marks.last.locator("a"))
    tab.fill("#value", "41,5")
    tab.fill("#source", "Статистика бюросы")
    tab.fill("#note", "Жыл басындағы дерек")
    tab.wait_for_selector("#saved[data-kind=saved]")
    attach(tab, "Статистика жинағы", "жинақ.pdf")
    return [*titles[:2], card_title(tab)]


def card_title(tab: Page) -> str:
    """The title of the card or answer on the page."""
    found: str = tab.locator("h1").evaluate("h1 => h1.lastChild.textContent.trim()")
    return found


def attach(tab: Page, title: str, name: str) -> None:
    """A file as evidence, each of its own content."""
    form = tab.locator("form[enctype='multipart/form-data']")
    form.locator("input[name=title]").fill(title)
    content = pdf() + f"% {name}\n".encode()
    file = {"name": name, "mimeType": "application/pdf", "buffer": content}
    form.locator("input[type=file]").set_input_files(file)
    form.locator("button").click()
    tab.locator(".evidence-item", has_text=title).wait_for()


def answer_by_workbook(tab: Page, settlement: str, lang: str, folder: Path, moment: Moment) -> None:
    """All that is blank: taken out, filled in, looked at, taken in."""
    follow(tab, "section.panel h2 a")
    with tab.expect_download() as got:
        tab.click("a[href$='form.xlsx']")
    workbook = folder / got.value.suggested_filename
    got.value.save_as(workbook)
    assert workbook.name == f"{settlement}-{PERIOD}-{lang}.xlsx"
    fill_in(workbook, settlement, lang, {"kk": "Әзірге жоқ", "ru": "Пока нет"}[lang])
    follow(tab, "a[href$='/workbook/']")
    tab.set_input_files("#file", workbook)
    follow(tab, "form[enctype] button")
    if lang == "ru":
        moment("workbook", tab)
    follow(tab, "form:has(input[name=taken]) button[type=submit]")
    assert not step(tab, "sign").count()


def prove_one(tab: Page) -> str:
    """Kokshetau's first initiative becomes a claim with proof; its title in Kazakh."""
    follow(tab, "section.panel h2 a")
    follow(tab, tab.locator("ul.domains a").first)
    follow(tab, tab.locator("ul.cards a").first)
    tab.check("#status-pilot")
    tab.fill("#note", "Работает в одном микрорайоне")
    tab.wait_for_selector("#saved[data-kind=saved]")
    attach(tab, "Акт приёмки", "акт.pdf")
    follow(tab, "ul.languages a[lang=kk]")
    title = card_title(tab)
    follow(tab, "ul.languages a[lang=ru]")
    return title


def sign(tab: Page, moment: Moment) -> None:
    if "/kk/" in tab.url:
        moment("signing", tab)
    press(tab, "sign")


def start_verification(tab: Page) -> None:
    press(tab, "start-verification")


def take(tab: Page, place: str, moment: Moment) -> None:
    follow(tab, tab.locator("ul.lines a", has_text=place))
    press(tab, "take-for-verification")
    if place == "Алматы":
        follow(tab, "nav.sections a[href$='/verification/']")
        moment("queue", tab)


def open_answer(tab: Page, title: str) -> None:
    """From the home page to an answer at the head of the queue, where claims with points are."""
    follow(tab, "nav.sections a[href$='/verification/']")
    tab.select_option("#sort", "place")
    follow(tab, "form:has(#sort) button")
    follow(tab, tab.get_by_role("link", name=title, exact=True).first)


def refuse(tab: Page, title: str, moment: Moment) -> str:
    """A claim whose proof does not prove it; the end of its address."""
    open_answer(tab, title)
    moment("verdict", tab)
    address = tab.url.split("/answers/")[1]
    press(tab, "refuse", NOT_PROVEN)
    return address


def return_for_mending(tab: Page, title: str) -> None:
    """One answer of Kokshetau with the reason, and with it the submission."""
    follow(tab, tab.locator("ul.lines a", has_text="Көкшетау"))
    follow(tab, "a[href*='/verification/submissions/']")
    follow(tab, tab.get_by_role("link", name=title, exact=True))
    press(tab, "return-answer", NOT_READABLE)
    follow(tab, "a.brand")
    follow(tab, tab.locator("ul.lines a", has_text="Көкшетау"))
    press(tab, "return-submission", "Бір жауаптың дәлелі оқылмайды")


def mend(tab: Page, moment: Moment) -> None:
    follow(tab, "section.panel h2 a")
    follow(tab, tab.locator("ul.domains a").first)
    follow(tab, tab.locator("ul.cards a").first)
    assert NOT_READABLE in tab.inner_text("main")
    moment("returned", tab)
    attach(tab, "Читаемая копия акта", "копия.pdf")
    press(tab, "claim-again")


def judge_the_rest(tab: Page, place: str) -> None:
    """One verdict on all that has proof, another on all that has none."""
    follow(tab, tab.locator("ul.lines a", has_text=place))
    follow(tab, "a[href*='/verification/submissions/']")
    with_proof = judge_many(tab, "with", "confirm")
    without = judge_many(tab, "without", "refuse", NO_PROOF)
    assert with_proof + without > 80


def judge_many(tab: Page, proofs: str, step: str, reason: str = "") -> int:
    """Narrow the answers to those with or without proof, tick all and judge; how many they were."""
    tab.select_option("#proofs", proofs)
    follow(tab, "form:has(#proofs) button")
    boxes = tab.locator("input[name=answer]")
    count = boxes.count()
    tab.check("[data-pick-all]")
    assert tab.locator("[data-picked]").inner_text().endswith(f" {count}")
    tab.check(f"#step-{step}")
    tab.fill("#many-reason", reason)
    with tab.expect_navigation() as went:
        tab.click("#verdict button")
    assert (went.value.status, boxes.count()) == (200, 0)
    return count


def look_twice(tab: Page, refused: str, moment: Moment) -> int:
    """Every answer that was drawn, by another verifier who does not see the first verdict."""
    follow(tab, "nav.sections a[href$='/verification/']")
    follow(tab, "main a[href*='/verification/second/']")
    count = 0
    while tab.locator("main tbody a").count():
        follow(tab, tab.locator("main tbody a").first)
        assert NO_PROOF not in tab.inner_text("main")
        if not count:
            moment("second-look", tab)
        if tab.locator(".evidence-item").count() and not tab.url.endswith(refused):
            tab.check("#verdict-verified")
        else:
            tab.check("#verdict-refused")
            tab.fill("#second-reason", "Подтверждения нет")
        follow(tab, "form[action$='/second/'] button")
        count += 1
    return count


def finish(tab: Page, place: str) -> None:
    follow(tab, tab.locator("ul.lines a", has_text=place))
    press(tab, "finish-verification")


def give_preliminary_results(tab: Page) -> None:
    press(tab, "give-preliminary-results")


def appeal(tab: Page, title: str, moment: Moment) -> None:
    """From the preliminary results to the card, with new evidence and grounds."""
    follow(tab, "a[href*='/results/submissions/']")
    assert NOT_PROVEN in tab.inner_text("main")
    moment("preliminary", tab)
    follow(tab, tab.locator("tr", has_text=NOT_PROVEN).locator("a[href*='/cards/']"))
    assert card_title(tab) == title
    attach(tab, "Нысанның атауы бар акт", "жаңа-акт.pdf")
    press(tab, "appeal", "Тіркелген актіде нысанның атауы бар")


def allow_the_appeal(tab: Page, title: str, moment: Moment) -> None:
    follow(tab, "nav.sections a[href$='/verification/']")
    follow(tab, "main a[href*='/verification/appeals/']")
    follow(tab, tab.get_by_role("link", name=title, exact=True))
    moment("appeal", tab)
    press(tab, "allow-appeal", "Жаңа акт нысанды растайды")


def publish(tab: Page, moment: Moment) -> None:
    """Both submissions are decided, then the results are published."""
    for place in ("Алматы", "Көкшетау"):
        follow(tab, "section[aria-labelledby=campaign] h2 a")
        follow(tab, tab.get_by_role("link", name=place, exact=True))
        press(tab, "decide-submission")
        follow(tab, "a.brand")
    press(tab, "publish")
    moment("published", tab)


def read_the_results(tab: Page, url: str, title: str, moment: Moment) -> None:
    """A visitor without an account: from the first page to one number."""
    tab.goto(f"{url}/kk/")
    follow(tab, tab.locator("main table a", has_text=PERIOD))
    moment("country", tab)
    follow(tab, tab.get_by_role("link", name="Алматы", exact=True).first)
    moment("settlement", tab)
    follow(tab, tab.get_by_role("link", name=title, exact=True).first)
    moment("number", tab)
    said = tab.inner_text("main")
    assert "пилоттық" in said
    assert "тексерілген" in said
    follow(tab, "nav.govuk-breadcrumbs a >> nth=1")


def download_everything(tab: Page, folder: Path, moment: Moment) -> Path:
    """Each table in each form, and the bundle; where the bundle lies."""
    follow(tab, "main a[href$='/downloads/']")
    moment("downloads", tab)
    for kind in ("csv", "xlsx", "json"):
        with tab.expect_download() as got:
            tab.click(f"a[href$='/answers.{kind}']")
        got.value.save_as(folder / f"answers.{kind}")
    rows = list(csv.DictReader(io.StringIO((folder / "answers.csv").read_text("utf-8"))))
    assert {row["settlement"] for row in rows} == {ALMATY, KOKSHETAU}
    assert len(json.loads((folder / "answers.json").read_text("utf-8"))["rows"]) == len(rows)
    assert zipfile.ZipFile(folder / "answers.xlsx").testzip() is None
    with tab.expect_download() as got:
        tab.click("a[href$='/bundle.zip']")
    got.value.save_as(folder / "bundle.zip")
    return folder / "bundle.zip"


def replay(bundle: Path, portal: Portal) -> None:
    """`aqyl verify`, by anyone, in a process that knows nothing of the portal."""
    variables = {k: v for k, v in portal.place.variables.items() if k in ("PATH", "AQYL_LANG")}
    command = [sys.executable, *AQYL, "verify", str(bundle)]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert EDITION in done.stdout
