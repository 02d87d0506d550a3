"""Every page of the portal, in every state, for each role that sees it, is accessible.

Looked at wide and light, then as narrow as a phone and dark: without a finding of axe, without
sideways scrolling, and with nothing that stands out of its frame. `states.py` makes what the pages
show.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from tests.portal.browser import DESK, PHONE, PortalServer, axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PUBLISHED = "/kk/results/kz-2026/2023/"
TOP = "city-management.akimat-websites"
AKIMAT = ("officer", "approver", "kokshetau", "astana")
STAFF = ("verifier", "second", "manager", "auditor", "methodologist", "administrator")
# Whatever a person reads or presses stands above the end of the page's own part.
OUT_OF_FRAME = """() => {
  const end = document.querySelector("main").getBoundingClientRect().bottom + 1;
  return [...document.querySelectorAll("main :is(a, button, input, p, select, td, textarea)")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().bottom > end)
    .map(one => one.outerHTML.slice(0, 100));
}"""
# Who opens what; nobody in the first line has signed in.
PAGES: dict[str, tuple[str, ...]] = {
    "": (
        "/kk/sign-in/",
        "/kk/sign-in/closed/",
        "/kk/password/forgotten/",
        "/kk/password/sent/",
        "/kk/password/set/x-y/",
        "/kk/password/done/",
        "/kk/results/",
        PUBLISHED,
        f"{PUBLISHED}publication-1/",
        f"{PUBLISHED}750000000/",
        f"{PUBLISHED}750000000/{TOP}/",
        f"{PUBLISHED}nodes/",
        f"{PUBLISHED}nodes/{TOP}/",
        f"{PUBLISHED}compare/",
        f"{PUBLISHED}compare/?with=750000000&with=710000000",
        f"{PUBLISHED}compare/?with=1",
        f"{PUBLISHED}downloads/",
        f"{PUBLISHED}needs/",
        f"{PUBLISHED}needs/groups/republican/",
        f"{PUBLISHED}750000000/needs/",
        f"{PUBLISHED}750000000/needs/peers/",
        "/kk/roadmaps/",
        "/kk/roadmaps/750000000/1/",
        "/kk/roadmaps/111010000/1/",
        "/kk/nowhere/",
    ),
    "officer": (
        "/kk/home/",
        "/kk/notices/",
        "/kk/submissions/{submission}/",
        "/kk/submissions/{submission}/city-management/",
        "/kk/submissions/{submission}/cards/{node}/",
        "/kk/submissions/{submission}/cards/city-management.response-time/",
        "/kk/submissions/{submission}/workbook/",
        "/kk/submissions/{checked}/",
        "/kk/submissions/{checked}/cards/{drawn_node}/",
        "/kk/answers/{drawn}/evidence/",
        "/kk/evidence/submissions/{submission}/?nothing",
        "/kk/evidence/submissions/{checked}/",
        "/kk/results/submissions/{appealed_submission}/",
        "/kk/results/submissions/{appealed_submission}/{top}/",
        "/kk/projects/",
        "/kk/projects/take/",
        "/kk/projects/{project}/",
        "/kk/projects/pairs/{pair}/",
        "/kk/plans/settlements/750000000/scenarios/",
        "/kk/plans/settlements/750000000/scenarios/?s={scenario}&s={other_scenario}",
        "/kk/results/submissions/{appealed_submission}/needs/",
        "/kk/plans/",
        "/kk/plans/settlements/750000000/",
        "/kk/plans/{first_plan}/",
        "/kk/plans/{second_plan}/",
        "/kk/plans/{second_plan}/strategy/",
        "/kk/plans/{second_plan}/roadmap/",
        "/kk/plans/{second_plan}/budget/",
        "/kk/plans/{second_plan}/actions/new/",
        "/kk/plans/{second_plan}/actions/portal/",
        "/kk/plans/{second_plan}/comments/",
        "/kk/plans/{second_plan}/changes/",
        "/kk/plans/reports/{report}/",
        "/kk/plans/reports/{report}/actions/websites/",
        "/kk/tokens/",
        "/kk/account/",
        "/kk/account/second-factor/add/",
        "/kk/account/password/",
        "/kk/account/codes/",
        "/kk/sign-out/",
        "/kk/people/",
    ),
    "approver": (
        "/kk/home/",
        "/kk/submissions/{submission}/",
        "/kk/notices/",
        "/kk/plans/{second_plan}/",
    ),
    "kokshetau": ("/kk/home/", "/kk/plans/{asked}/comments/"),
    "astana": ("/kk/plans/settlements/710000000/", "/kk/plans/settlements/710000000/new/"),
    "deputy": ("/kk/home/", "/kk/plans/", "/kk/plans/{first_plan}/"),
    "verifier": (
        "/kk/home/",
        "/kk/verification/",
        "/kk/verification/?campaign={checking}",
        "/kk/verification/answers/{waiting}/",
        "/kk/verification/submissions/{checked}/",
        "/kk/verification/appeals/?campaign={appealing}",
        "/kk/verification/answers/{appealed}/",
    ),
    "second": (
        "/kk/verification/second/?campaign={checking}",
        "/kk/verification/answers/{drawn}/",
    ),
    "manager": (
        "/kk/home/",
        "/kk/projects/pairs/",
        "/kk/projects/pairs/{pair}/",
        "/kk/projects/pairs/{judged_pair}/",
        "/kk/projects/pairs/quality/",
        "/kk/projects/pairs/together/",
        "/kk/campaigns/new/",
        "/kk/campaigns/{checking}/",
        "/kk/campaigns/{checking}/agreement/",
        "/kk/terms/submission/{submission}/",
        "/kk/terms/campaign/{checking}/",
        "/kk/verification/disagreements/?campaign={checking}",
        "/kk/verification/answers/{disputed}/",
        "/kk/people/",
        "/kk/people/1/",
        "/kk/people/invite/",
        "/kk/log/",
        "/kk/results/kz-2026/2024/review/",
        "/kk/plans/{asked}/comments/",
    ),
    "auditor": ("/kk/home/", "/kk/log/"),
    "methodologist": ("/kk/home/", "/kk/results/kz-2026/2024/review/"),
    "administrator": ("/kk/home/", "/kk/people/", "/kk/people/2/"),
}
# A page of each family of templates in one of the other languages: other words, longer ones.
ELSEWHERE: dict[str, tuple[str, ...]] = {
    "": ("sign-in/", "results/kz-2026/2023/", f"results/kz-2026/2023/750000000/{TOP}/", "nowhere/"),
    "officer": (
        "home/",
        "submissions/{submission}/cards/{node}/",
        "evidence/submissions/{submission}/",
        "notices/",
        "tokens/",
    ),
    "verifier": ("verification/submissions/{checked}/", "verification/answers/{waiting}/"),
    "manager": ("campaigns/{checking}/", "terms/submission/{submission}/", "people/1/", "log/"),
}
EVERY = [(who, there) for who, pages in PAGES.items() for there in pages]
EVERY += [
    (who, f"/{lang}/{there}")
    for who, pages in ELSEWHERE.items()
    for there, lang in zip(pages, cycle(("ru", "en")), strict=False)
]


@pytest.fixture(scope="module")
def world(portal_server: PortalServer) -> PortalServer:
    """The server with every state of the procedure in it."""
    code = "from tests.portal import states; states.main()"
    portal_server.made.update(json.loads(portal_server.run(code)), top=TOP)
    return portal_server


@pytest.fixture(scope="module")
def tabs(world: PortalServer, browser: Browser) -> Iterator[dict[str, Page]]:
    """A tab for each person, opened when first asked for."""
    found: dict[str, Page] = {}
    yield found
    for tab in found.values():
        tab.context.close()


@pytest.mark.parametrize(("who", "there"), EVERY)
def test_a_page_is_accessible_wide_and_narrow_light_and_dark(
    world: PortalServer, browser: Browser, tabs: dict[str, Page], who: str, there: str
) -> None:
    path = there.format(**world.made)
    if who not in tabs:
        tabs[who] = world.open(browser, "/kk/nowhere/", world.made.get(who, ""))
    tab = tabs[who]
    tab.set_viewport_size({"width": DESK, "height": 900})
    tab.emulate_media(color_scheme="light")
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    answer = tab.goto(world.url + path)
    assert answer is not None
    assert answer.status < 500
    assert axe(tab) == []
    assert tab.evaluate(OUT_OF_FRAME) == []
    tab.set_viewport_size({"width": PHONE, "height": 844})
    tab.emulate_media(color_scheme="dark")
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert axe(tab) == []
    assert tab.evaluate(OUT_OF_FRAME) == []
    assert [text for text in said if "the server responded with a status" not in text] == []
