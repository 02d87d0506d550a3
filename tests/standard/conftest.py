"""The small edition, fresh for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.standard.editing import Folder


@pytest.fixture
def small(tmp_path: Path) -> Folder:
    return Folder.copy(tmp_path)
