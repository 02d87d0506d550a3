"""Settings of the whole suite: property tests are judged by what they find, not by the clock."""

from __future__ import annotations

import signal

from hypothesis import settings

from tests.browser import browser

__all__ = ["browser"]

# Started in the background, the suite would have Ctrl-C ignored, and so would every program that
# a test starts and interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
