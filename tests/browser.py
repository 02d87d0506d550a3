"""A real browser for tests: one for all rooms, since two cannot be driven from one process."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import cache

import pytest


@cache
def chromium() -> str | None:
    """The browser that `make test` names, or one on the path."""
    return os.environ.get("AQYL_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A browser that asks nothing of the network by itself."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    if path is None:
        pytest.skip("no Chromium: set AQYL_CHROMIUM")
    quiet = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=[*quiet, "--disable-sync"])
        yield launched
        launched.close()
