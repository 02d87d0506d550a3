"""Help: quick, in three languages, and light: it imports nothing heavy."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
import typer
from typer.main import get_command

import aqyl as package
from aqyl.cli.app import app
from aqyl.language import LANGUAGES
from tests.cli.running import Cli

# Typer itself takes pydantic to parse with, as soon as a verb is named.
HEAVY = ("numpy", "rich", "duckdb", "babel", "jinja2", "aqyl.standard", "aqyl.assess")


def paths(command: object, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command of the tree, the groups too."""
    yield before
    for name, inner in getattr(command, "commands", {}).items():
        yield from paths(inner, (*before, name))


PATHS = list(paths(get_command(app)))


def test_the_tree_holds_every_verb() -> None:
    assert {" ".join(path) for path in PATHS} == {
        *("", "edition", "register", "assess", "audit", "explain", "run"),
        *("bridge", "bundle", "diagnose", "documents", "duplicates", "gaming", "plan"),
        *("sensitivity", "uncertainty", "verify", "whatif"),
        *(f"edition {verb}" for verb in ("list", "show", "check", "diff", "import", "template")),
        *("portal", "portal serve", "portal administrator", "portal verify-log"),
        *("portal backup", "portal restore"),
        *("form", "form check", "form write"),
        *(f"register {verb}" for verb in ("build", "list", "show", "search")),
    }


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_is_wholly_in_the_language(aqyl: Cli, path: tuple[str, ...], lang: str) -> None:
    result = aqyl(*path, "--help", "--lang", lang)
    assert (result.code, result.err) == (0, "")
    heading = {"kk": "Қолданылуы: aqyl", "ru": "Использование: aqyl", "en": "Usage: aqyl"}
    assert result.out.startswith(" ".join((heading[lang], *path)).strip())
    assert "cli." not in result.out
    if lang != "en":
        typers = r"Usage|Options|Arguments|Commands|COMMAND|Show |Install|required|default"
        assert not re.search(typers, result.out)


def test_help_fits_the_width_of_the_terminal(aqyl: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    longest = max(len(line) for line in aqyl("assess", "--help", "--lang", "kk").out.splitlines())
    assert longest <= 60


@pytest.mark.parametrize("group", ["", "edition", "form", "register"])
def test_a_group_alone_shows_its_help(aqyl: Cli, group: str) -> None:
    words = [group] if group else []
    assert aqyl(*words) == aqyl(*words, "--help")


def test_the_version(aqyl: Cli) -> None:
    assert aqyl("--version").out == f"aqyl {package.__version__}\n"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from aqyl.cli.main import main; main(['assess', '--help']);"
        "print(*sys.modules, sep=' ', file=sys.stderr)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, encoding="utf-8"
    )
    loaded = found.stderr.split()
    assert "typer" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_every_help_is_worded_by_the_catalogue() -> None:
    command = get_command(app)
    for path in PATHS:
        inner = command
        for name in path:
            inner = inner.commands[name]  # type: ignore[attr-defined]
        assert str(inner.help).startswith("cli.help."), path
        context = typer.Context(inner, info_name="aqyl")
        for parameter in inner.get_params(context):
            text = str(getattr(parameter, "help", ""))
            own = parameter.name in ("help", "install_completion", "show_completion")
            assert own or text.startswith(("cli.option.", "cli.argument.")), (path, parameter.name)
