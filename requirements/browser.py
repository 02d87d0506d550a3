"""Find a Chromium that starts, and what it needs to be driven; install what is missing.

    .venv/bin/python requirements/browser.py

Prints the path of the browser, which `make test` hands to the tests as AQYL_CHROMIUM. A user who
is root or may use sudo without a password gets what is missing by apt-get; on Ubuntu, whose apt has
no Chromium but a pointer to a snap, Playwright fetches its own. Anyone else is told what to
install, and the exit code is 1.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys

from system import apt_install, root, succeeds

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONTS = "fonts-dejavu-core"  # Kazakh letters
DRIVER_LIBRARY = "libatomic1"  # Playwright's driver links to it, a bare Debian leaves it out
PLAYWRIGHT = (sys.executable, "-m", "playwright")
BY_HAND = f"""browser: the browser tests need {{what}}, which could not be installed here. Either
  Debian:   sudo apt-get install chromium {DRIVER_LIBRARY} {FONTS}
  Ubuntu:   sudo apt-get install {DRIVER_LIBRARY} {FONTS}
            .venv/bin/playwright install --with-deps chromium
  anywhere: set AQYL_CHROMIUM to the path of a Chromium or Chrome
or leave those tests out: make test BROWSER=no"""


def main() -> int:
    """Print the browser's path; 0 when all is there, 1 when something is not to be had."""
    if not driver_starts():
        apt_install(DRIVER_LIBRARY)
    if not has_kazakh_letters():
        apt_install("fontconfig", FONTS)
    path = find() or fetch()
    if path and driver_starts() and has_kazakh_letters():
        print(path)
        return 0
    what = "Playwright's driver" if path else "Chromium"
    if path and driver_starts():
        what = "a font with Kazakh letters"
    print(BY_HAND.format(what=what), file=sys.stderr)
    return 1


def driver_starts() -> bool:
    """Whether Playwright's own driver runs."""
    return succeeds(*PLAYWRIGHT, "--version")


def find() -> str | None:
    """The first Chromium that starts: the one named, the system's, Playwright's own."""
    named = os.environ.get("AQYL_CHROMIUM")
    if named:
        return named if starts(named) else None
    paths = (shutil.which(name) for name in NAMES)
    return next((path for path in paths if path and starts(path)), None) or playwrights_own()


def playwrights_own() -> str | None:
    """The Chromium that `playwright install` put into the user's cache, when it is there."""
    from playwright.sync_api import sync_playwright

    if not driver_starts():
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if starts(path) else None


def starts(path: str) -> bool:
    """Whether the program runs at all; Ubuntu's pointer to a snap that is not there does not."""
    return succeeds(path, "--version")


def has_kazakh_letters() -> bool:
    """Whether fontconfig knows a font for Kazakh."""
    if not shutil.which("fc-list"):
        return False
    fonts = ["fc-list", ":lang=kk"]
    found = subprocess.run(fonts, capture_output=True, check=False)  # noqa: S603
    return bool(found.stdout.strip())


def fetch() -> str | None:
    """Install a Chromium where that is permitted, and find it."""
    if root() is None:
        return None
    if is_ubuntu():
        succeeds(*PLAYWRIGHT, "install", "--with-deps", "chromium", show=True)
    else:
        apt_install("chromium")
    return find()


def is_ubuntu() -> bool:
    """Whether this is Ubuntu itself."""
    try:
        return platform.freedesktop_os_release().get("ID") == "ubuntu"
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
