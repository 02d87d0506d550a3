"""docs/documents.md names every field of a plan, and every risk that a draft can hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from aqyl.language import catalogue
from aqyl.plan import models

PAGE = (Path(__file__).parents[2] / "docs" / "documents.md").read_text("utf-8")
MODELS = [
    one
    for one in vars(models).values()
    if isinstance(one, type) and issubclass(one, BaseModel) and one.__module__ == models.__name__
]


def fields_of(name: str) -> set[str]:
    section = PAGE.split(f"\n### {name}\n")[1].split("\n### ")[0]
    firsts = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", section, re.MULTILINE)
    return {field for cell in firsts for field in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: str(model.__name__))
def test_every_field_of_the_file_is_documented(model: type[BaseModel]) -> None:
    assert fields_of(model.__name__) == set(model.model_fields)


def test_every_risk_is_documented() -> None:
    keys = [key for key in catalogue() if key.startswith("plan.draft.risk.")]
    names = {key.split(".")[3].removesuffix("_answer") for key in keys}
    rows = set(re.findall(r"^\| (\w+(?: \w+)?) \|", PAGE, re.MULTILINE))
    assert len(names) == 5
    assert {name.replace("_", " ") for name in names} <= rows
