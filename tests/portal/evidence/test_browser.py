"""Boxes that tick all boxes of a domain, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.portal.browser import PortalServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_one_box_ticks_a_domain_and_says_when_only_some_are(
    portal_server: PortalServer, browser: Browser
) -> None:
    path = f"/kk/evidence/submissions/{portal_server.submission}/"
    tab = portal_server.open(browser, path, portal_server.officer)
    domain = tab.locator("fieldset[data-pick]").first
    every, boxes = domain.locator("[data-pick-all]"), domain.locator("input[name=answer]")
    every.check()
    assert all(one.is_checked() for one in boxes.all())
    boxes.first.uncheck()
    assert every.evaluate("box => box.indeterminate")
    every.check()
    assert boxes.first.is_checked()
    every.uncheck()
    assert not any(one.is_checked() for one in boxes.all())
    assert tab.locator("input[name=answer]:checked").count() == 0
    tab.context.close()
