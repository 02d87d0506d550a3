"""Walks over the editions that come with Aqyl."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

import aqyl
from aqyl.standard import Edition, Source, Text, list_editions, load_edition

EDITIONS = [name for name in list_editions() if "/" not in name]
REFERENCE = Path(__file__).parents[1] / "reference"
DATA = Path(aqyl.__file__).parent / "data"


def walk(value: object, path: str = "") -> Iterator[tuple[str, BaseModel]]:
    """Every model inside a value with its path, itself included."""
    if isinstance(value, BaseModel):
        yield path, value
        for name in type(value).model_fields:
            yield from walk(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, f"{path}[{getattr(item, 'id', index)}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, f"{path}[{key}]")


def texts(name: str) -> Iterator[tuple[str, Text]]:
    """Every text of an edition with its path."""
    for path, model in walk(load_edition(name), name):
        if isinstance(model, Text):
            yield path, model


def numbers(model: BaseModel) -> list[str]:
    """The fields of a model that hold a number or a list of numbers."""
    return [name for name in type(model).model_fields if _is_number(getattr(model, name))]


def _is_number(value: object) -> bool:
    if isinstance(value, tuple | dict):
        items = value.values() if isinstance(value, dict) else value
        return bool(value) and all(_is_number(item) for item in items)
    return isinstance(value, int | float) and not isinstance(value, bool)


def resting(value: object, source: object, path: str) -> Iterator[tuple[str, BaseModel, object]]:
    """Every model with the path and the model whose `source` it rests on."""
    if isinstance(value, BaseModel):
        source = value if isinstance(getattr(value, "source", None), Source) else source
        yield path, value, source
        for name in type(value).model_fields:
            yield from resting(getattr(value, name), source, f"{path}.{name}")
    elif isinstance(value, tuple | dict):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from resting(item, source, f"{path}[{getattr(item, 'id', key)}]")


def codes() -> set[tuple[str, str]]:
    """The codes of outside standards, (standard, code)."""
    with (REFERENCE / "standards/codes.csv").open(encoding="utf-8", newline="") as file:
        return {(row["standard"], row["code"]) for row in csv.DictReader(file)}


def evidence_themes() -> set[str]:
    """The themes that the public reports speak of."""
    with (DATA / "kz-public/evidence.csv").open(encoding="utf-8", newline="") as file:
        return {row["theme"] for row in csv.DictReader(file)}


def kz_2026() -> Edition:
    return load_edition("kz-2026")
