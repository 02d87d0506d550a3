"""The set-up: what a lock file holds, what is trusted, what a person reads when it cannot go on."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {name: ROOT / "requirements" / f"{name}.txt" for name in ("uv", "core", "portal", "dev")}
PINNED = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9a-z.]+)( ; [^\\]+)? \\")
HASHED = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def pins(lock: str) -> dict[str, str]:
    lines = LOCKS[lock].read_text(encoding="utf-8").splitlines()
    return {m["name"]: m["version"] for line in lines if (m := PINNED.fullmatch(line))}


def wanted(lines: list[str]) -> set[str]:
    return {re.split(r"[<>=!~ \[;]", line)[0].lower() for line in lines}


class TestLockFiles:
    @pytest.mark.parametrize("lock", LOCKS)
    def test_holds_names_versions_and_hashes_and_nothing_else(self, lock: str) -> None:
        for line in LOCKS[lock].read_text(encoding="utf-8").splitlines():
            assert PINNED.fullmatch(line) or HASHED.fullmatch(line), line

    def test_names_every_dependency_of_the_project(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        groups = project["dependency-groups"]
        core = wanted(project["project"]["dependencies"] + groups["build"])
        assert wanted(groups["setup"]) <= pins("uv").keys()
        assert core <= pins("core").keys()
        extras = project["project"]["optional-dependencies"]
        others = ("diagnose", "documents", "plan")
        assert extras["portal"][0] == f"aqyl[{','.join(others)}]"
        portal = wanted([*extras["portal"][1:], *(line for one in others for line in extras[one])])
        assert core | portal <= pins("portal").keys()
        assert core | wanted(groups["dev"]) <= pins("dev").keys()

    @pytest.mark.parametrize(("less", "more"), [("core", "portal"), ("portal", "dev")])
    def test_each_level_holds_the_one_before_in_the_same_versions(
        self, less: str, more: str
    ) -> None:
        assert pins(less).items() <= pins(more).items()


def imports() -> Iterator[str]:
    """Every module that the package imports, inside functions too."""
    for file in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module


class TestCore:
    def test_make_run_installs_whatever_the_package_imports(self) -> None:
        """A package that stands in the dev group alone is missing on a newcomer's machine."""
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        extras = project["project"]["optional-dependencies"].values()
        there = pins("core").keys() | wanted([line for extra in extras for line in extra])
        outside = {name.split(".")[0] for name in imports()} - sys.stdlib_module_names - {"aqyl"}
        for module in outside:
            names = packages_distributions()[module]
            assert {re.sub("[-_.]+", "-", name).lower() for name in names} & there, module


def load(root: Path) -> ModuleType:
    """requirements/install.py as it would run in a clone at `root`."""
    (root / "requirements").mkdir()
    for file in (ROOT / "requirements").iterdir():
        if file.is_file():
            shutil.copy(file, root / "requirements")
    shutil.copy(ROOT / "pyproject.toml", root)
    spec = importlib.util.spec_from_file_location("install", root / "requirements" / "install.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Clone:
    """A clone whose commands are written down instead of run; one of them may be made to fail."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.module = load(root)
        self.ran: list[str] = []
        self.dies_at = ""
        self.module.run = self.record  # type: ignore[attr-defined]

    def record(self, *command: object) -> None:
        line = " ".join(str(part) for part in command)
        if self.dies_at and self.dies_at in line:
            raise KeyboardInterrupt
        if "venv" in line.split():
            (self.root / ".venv" / "bin").mkdir(parents=True)
        self.ran.append(line)

    def make(self, level: str) -> list[str]:
        """What a set-up of this level runs."""
        self.ran.clear()
        assert self.module.main([level]) == 0
        return list(self.ran)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


class TestInstall:
    def test_a_fresh_clone_gets_a_venv_uv_the_lock_and_aqyl(self, clone: Clone) -> None:
        venv, uv, lock, own = clone.make("core")
        assert venv.endswith("-m venv " + str(clone.root / ".venv"))
        assert "--require-hashes" in uv
        assert uv.endswith("uv.txt")
        assert "--require-hashes --no-build" in lock
        assert lock.endswith("core.txt")
        assert "--no-deps" in own
        assert "--editable" in own

    def test_what_is_up_to_date_is_left_alone(self, clone: Clone) -> None:
        clone.make("core")
        assert clone.make("core") == []

    def test_dev_serves_core_but_core_does_not_serve_dev(self, clone: Clone) -> None:
        clone.make("core")
        assert clone.make("dev")[0].endswith("dev.txt")
        assert clone.make("core") == []

    @pytest.mark.parametrize("changed", ["requirements/core.txt", "pyproject.toml"])
    def test_a_change_brings_the_same_venv_in_line(self, clone: Clone, changed: str) -> None:
        clone.make("core")
        with (clone.root / changed).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert [line.split()[3] for line in clone.make("core")] == ["sync", "install"]

    @pytest.mark.parametrize("moment", ["-m venv", "uv.txt", "core.txt", "--editable"])
    def test_a_killed_set_up_is_begun_anew(self, clone: Clone, moment: str) -> None:
        clone.dies_at = moment
        with pytest.raises(KeyboardInterrupt):
            clone.make("core")
        clone.dies_at = ""
        assert len(clone.make("core")) == 4

    def test_a_killed_change_of_a_finished_set_up_is_begun_anew(self, clone: Clone) -> None:
        clone.make("core")
        clone.dies_at = "dev.txt"
        with pytest.raises(KeyboardInterrupt):
            clone.make("dev")
        clone.dies_at = ""
        assert len(clone.make("core")) == 4

    def test_a_moved_clone_is_begun_anew(self, clone: Clone, tmp_path: Path) -> None:
        clone.make("core")
        moved = tmp_path / "moved"
        shutil.copytree(clone.root / ".venv", moved / ".venv")
        assert len(Clone(moved).make("core")) == 4

    def test_an_old_python_is_told_what_is_needed(
        self, clone: Clone, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(clone.module.sys, "version_info", (3, 9, 2))
        assert clone.module.main(["core"]) == 1
        assert "3.11 or newer is needed" in capsys.readouterr().err

    def test_a_python_without_venv_is_told_which_package_brings_it(
        self, clone: Clone, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(clone.module, "find_spec", lambda name: None)
        assert clone.module.main(["core"]) == 1
        assert "apt-get install python3-venv" in capsys.readouterr().err

    def test_a_failed_command_is_named(
        self, clone: Clone, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def fail(*command: str) -> None:
            raise subprocess.CalledProcessError(1, ["uv", "pip", "sync"])

        monkeypatch.setattr(clone.module, "run", fail)
        assert clone.module.main(["core"]) == 1
        assert "uv pip sync" in capsys.readouterr().err

    @pytest.mark.parametrize("arguments", [[], ["all"], ["core", "dev"]])
    def test_misuse_is_answered_with_the_usage(self, clone: Clone, arguments: list[str]) -> None:
        assert clone.module.main(arguments) == 2
        assert clone.ran == []


class TestMakefile:
    def test_help_lists_every_target_a_person_calls(self) -> None:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
        assert phony is not None
        printed = subprocess.run(
            ["make", "--no-print-directory", "help"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        listed = re.findall(r"^  make ([a-z]+)\s+\S", printed, re.MULTILINE)
        assert sorted(listed) == sorted(set(phony[1].split()) - {"core"})

    def test_the_manual_names_every_target(self) -> None:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        manual = (ROOT / "docs" / "setup.md").read_text(encoding="utf-8")
        for target in re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE):
            assert f"make {target}`" in manual, target

    def test_the_python_that_runs_the_tests_is_one_we_support(self) -> None:
        assert sys.version_info >= (3, 11)
