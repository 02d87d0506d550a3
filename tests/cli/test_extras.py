"""Without an extra a verb says which one to install, before it does any work."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from aqyl.cli.extras import PACKAGES
from tests.cli.running import Cli

_MODULES = {"scikit-learn": "sklearn"}


@pytest.mark.parametrize(
    ("words", "module", "extra"),
    [
        (("duplicates", "projects.csv"), "splink", "diagnose"),
        (("plan", "kz-2026", "data", "all", "--budget", "b.csv"), "ortools", "plan"),
        (("plan", "kz-2026", "data", "Astana", "--budget", "b.csv"), "sklearn", "diagnose"),
    ],
)
def test_what_is_missing_is_told(
    aqyl: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    module: str,
    extra: str,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    result = aqyl(*words, "-o", tmp_path / "out", "--json")
    [problem] = result.problems
    assert (result.code, problem["problem"]) == (2, "cli.no_extra")
    assert problem["given"] == f"not installed: {module}"
    assert f"aqyl[{extra}]" in problem["repair"]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("extra", PACKAGES)
def test_the_modules_are_those_that_the_extra_installs(extra: str) -> None:
    project = Path(__file__).parents[2] / "pyproject.toml"
    listed = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    names = [one.split(">")[0] for one in listed[extra]]
    assert sorted(_MODULES.get(name, name) for name in names) == sorted(PACKAGES[extra])
