"""Take the pictures of docs/tour.md: play the years of tests/portal and look at them.

    python -m tools.take_tour

Needs a Chromium (AQYL_CHROMIUM, or one on the path); writes docs/pictures/tour-*.png.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.browser import chromium
from tests.portal import test_plan_year, test_year
from tests.portal.stage import served

if TYPE_CHECKING:
    from playwright.sync_api import Page

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
MOST_BYTES = 120_000
SHOWN = (
    "campaign", "card", "workbook", "returned", "queue", "verdict", "second-look", "preliminary",
    "country", "settlement", "number", "downloads",
    "make-plan", "roadmap", "strategy", "action", "consultation", "progress", "changes",
    "public-plan",
)  # fmt: skip


def main() -> None:
    """Play the year of the assessment and that of a plan with a camera."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        with served(Path(name) / "home") as portal:
            test_year.play(portal, browser, Path(name), take)
        with served(Path(name) / "plans") as portal:
            portal.place.run(*test_plan_year.STAGE, "published")
            test_plan_year.play(portal, browser, Path(name), take)
        browser.close()


def take(name: str, tab: Page) -> None:
    """The head of the page as a picture of few colours."""
    if name not in SHOWN:
        return
    tab.evaluate("scrollTo(0, 0)")
    tab.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(tab.screenshot())).convert("RGB").quantize(64, dither=0)
    path = PICTURES / f"tour-{name}.png"
    picture.save(path, optimize=True)
    print(path.name, path.stat().st_size)
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"given: {path.stat().st_size} bytes; allowed: {MOST_BYTES}")


if __name__ == "__main__":
    main()
