"""A campaign played to its publication, as the tests of results have it."""

from __future__ import annotations

from tests.portal.results.conftest import (
    filled,
    media,
    preliminary,
    publish,
    published,
    world,
)

__all__ = ["filled", "media", "preliminary", "publish", "published", "world"]
