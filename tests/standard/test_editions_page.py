"""docs/editions.md: every field is on it, and its example is an edition."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from aqyl import standard
from aqyl.standard import check_folder, load_edition, models, planning, procedure, steps
from aqyl.standard.assemble import OWN_KEYS
from aqyl.standard.entries import Entry, Model, SourceKind

PAGE = Path(__file__).parents[2] / "docs/editions.md"
TEXT = PAGE.read_text(encoding="utf-8")
MODELS: list[type[BaseModel]] = sorted(
    {
        found
        for module in (models, planning, procedure)
        for _, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, Model) and found is not Model
    },
    key=lambda model: model.__name__,
)
STEPS: dict[str, type[BaseModel]] = {
    get_args(found.model_fields["step"].annotation)[0]: found
    for _, found in inspect.getmembers(steps, inspect.isclass)
    if issubclass(found, BaseModel) and "step" in found.model_fields
}


def section(title: str) -> str:
    """The text under a heading, down to the next one."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, f"docs/editions.md has no heading {title}"
    return found[1]


def rows(text: str) -> dict[str, list[str]]:
    """First cell -> the others, of each table row whose first cell is code."""
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0].strip("`"): row[1:] for row in cells}


def own_fields(model: type[BaseModel]) -> list[str]:
    """The fields of a model but for those that every entry has."""
    inherited = Entry.model_fields if issubclass(model, Entry) and model is not Entry else {}
    return [name for name in model.model_fields if name not in inherited]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_documented_and_none_that_is_not_there(model: type[BaseModel]) -> None:
    documented = rows(section(model.__name__))
    assert list(documented) == own_fields(model)
    for name, (_, default, _) in documented.items():
        assert bool(default) != model.model_fields[name].is_required(), name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_word_that_is_allowed_is_documented(model: type[BaseModel]) -> None:
    """A choice between words names each of them in its row, its section or the one of sources."""
    text = section(model.__name__)
    for name in own_fields(model):
        for word in literals(model.model_fields[name].annotation):
            assert f"`{word}`" in text, f"{model.__name__}.{name}: {word}"


def literals(annotation: object) -> list[str]:
    """The texts of a Literal, however deep; steps have a table of their own."""
    found: list[str] = []
    for argument in get_args(annotation):
        if isinstance(argument, str) and argument not in STEPS:
            found.append(argument)
        found += literals(argument)
    return found


def test_every_step_and_its_parameters_are_documented() -> None:
    documented = rows(section("Steps"))
    assert list(documented) == list(get_args_of_steps())
    for name, model in STEPS.items():
        parameters = set(re.findall(r"`(\w+)`", documented[name][0]))
        assert parameters == set(model.model_fields) - {"step"}, name


def get_args_of_steps() -> tuple[str, ...]:
    """The steps in the order of the schema."""
    kinds = get_args(get_args(steps.Step)[0])
    return tuple(get_args(kind.model_fields["step"].annotation)[0] for kind in kinds)


def test_what_a_file_may_hold_besides_fields_is_documented() -> None:
    for key in OWN_KEYS:
        assert f"`{key}" in TEXT
    for kind in get_args(SourceKind):
        assert kind in rows(section("Sources"))


def test_the_example_is_an_edition(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n# (\S+)\n(.*?)```", TEXT, re.DOTALL)
    assert [name for name, _ in blocks] == ["edition.yaml", "indicators/transport.yaml"]
    for name, text in blocks:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    edition, problems = check_folder(tmp_path)
    assert problems == []
    assert edition is not None
    assert [indicator.unit for indicator in edition.indicators] == ["percent", "percent"]


def test_the_python_on_the_page_names_what_is_there() -> None:
    block = section("From Python")
    names = re.findall(r"from aqyl\.standard import (.*)", block)[0].split(", ")
    assert set(names) <= set(standard.__all__)


def test_the_editions_the_page_speaks_of_are_there() -> None:
    for name in ("kz-2026", "kz-open-2023/ahp", "kz-open-2023-corrected"):
        assert name in TEXT
        assert load_edition(name).id == name
