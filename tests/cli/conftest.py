"""The command line as a fixture, and assessments written once for all tests that read them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from aqyl.cli.main import main
from tests.cli.running import Cli

DATA = Path(str(files("aqyl"))) / "data"


@pytest.fixture
def aqyl(capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(capsys)


@pytest.fixture(scope="session")
def public_data() -> Path:
    """What is publicly known of Kazakhstan's settlements."""
    return DATA / "kz-public"


@pytest.fixture(scope="session")
def open_data() -> Path:
    """The inputs and scores of the published ranking of Kazakhstan's regions."""
    return DATA / "kz-open-2023"


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory, public_data: Path, open_data: Path) -> Path:
    """A folder that holds assessments by kz-2026 and by both weightings of kz-open-2023."""
    folder = tmp_path_factory.mktemp("out")
    for edition, data in (
        ("kz-2026", public_data),
        ("kz-open-2023", open_data),
        ("kz-open-2023/ahp", open_data),
    ):
        assert main(["assess", edition, str(data), "-o", str(folder), "--quiet"]) == 0
    return folder
