"""docs/commands.md documents every command, argument, option, exit code and output file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from aqyl.cli import failures
from aqyl.cli.app import app
from aqyl.publish.outputs import FILES
from tests.cli.test_help import PATHS

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
SHARED = {"lang", "json", "quiet", "debug", "help"}


def sections() -> dict[str, str]:
    """Heading -> text, for the headings that name a command."""
    parts = re.split(r"^#{2,3} `(aqyl[^`]*)`$", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def heading_of(path: tuple[str, ...]) -> str:
    """The heading that names the command, followed by nothing but arguments and options."""
    name = re.escape(" ".join(("aqyl", *path)))
    [heading] = [one for one in sections() if re.fullmatch(rf"{name}( ([A-Z]|-).*)?", one)]
    return heading


def parameters_of(path: tuple[str, ...]) -> list[Any]:
    command: Any = get_command(app)
    for name in path:
        command = command.commands[name]
    return list(command.get_params(typer.Context(command, info_name="aqyl")))


@pytest.mark.parametrize("path", [path for path in PATHS if path], ids=" ".join)
def test_a_command_has_a_section_with_its_arguments_and_options(path: tuple[str, ...]) -> None:
    heading = heading_of(path)
    text = sections()[heading]
    for parameter in parameters_of(path):
        if parameter.name in SHARED:
            continue
        if parameter.param_type_name == "argument":
            assert parameter.metavar in heading.split()
        else:
            assert all(re.search(rf"{name}\b", text) for name in parameter.opts), parameter.opts
            assert (parameter.metavar or "") in text


def test_options_of_every_verb_and_of_aqyl_itself_are_documented() -> None:
    for parameter in parameters_of(()):
        assert all(f"`{name}" in PAGE for name in parameter.opts), parameter.opts


def test_no_option_is_documented_that_is_not_there() -> None:
    known = {name for path in PATHS for one in parameters_of(path) for name in one.opts}
    assert set(re.findall(r"--[a-z][a-z-]+", PAGE)) <= known | {"--ahp"}


def test_every_exit_code_is_documented() -> None:
    codes = (failures.FINE, failures.FAULT, failures.BAD_INPUT, failures.STOPPED)
    for code in (*codes, failures.INTERRUPTED):
        assert re.search(rf"^\| {code} \| \w", PAGE, re.MULTILINE), code


def test_every_output_is_documented() -> None:
    assert all(f"`{name}`" in PAGE for name in FILES)
