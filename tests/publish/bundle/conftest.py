"""Bundles written once for all tests that read them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aqyl.publish.bundle import Publication, write_bundle
from tests.publish.bundle.making import DATA, SHIPPED

Written = Callable[[str], Path]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The bundle of an edition and the data that come with it."""
    made: dict[str, Path] = {}

    def bundle(edition: str) -> Path:
        if edition not in made:
            path = tmp_path_factory.mktemp("bundles") / "bundle.zip"
            made[edition] = write_bundle(path, Publication(edition, DATA / SHIPPED[edition]))
        return made[edition]

    return bundle


@pytest.fixture(scope="session")
def regions(written: Written) -> Path:
    """The published ranking of regions: a small bundle."""
    return written("kz-open-2023")
