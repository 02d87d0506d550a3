"""Campaigns played to their publication, as the tests of results play them."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from aqyl.portal.results.models import Publication
from tests.portal.results.conftest import (
    filled,
    media,
    play,
    preliminary,
    publish,
    published,
    publisher,
    shared,
)

__all__ = ["filled", "media", "preliminary", "publish", "published", "shared"]


class World(NamedTuple):
    """Two years, the second resting on the first."""

    first: Publication
    second: Publication


@pytest.fixture(scope="module")
def world(shared: None) -> World:
    """2025 and 2026 published, made once a module."""
    manager = publisher()
    return World(play(manager, "2025"), play(manager, "2026", seed=2))
