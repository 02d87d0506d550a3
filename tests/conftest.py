"""Settings of the whole suite: property tests are judged by what they find, not by the clock."""

from __future__ import annotations

from hypothesis import settings

from tests.browser import browser

__all__ = ["browser"]

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
