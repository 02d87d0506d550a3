"""The string catalogue: `strings/*.yaml`, a key to its kk, ru and en wording."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, Protocol, get_args, runtime_checkable

import yaml

from aqyl.language.formats import format_date

Lang = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)

_STRINGS = files("aqyl.language").joinpath("strings")
_Entries = Mapping[str, Mapping[str, str]]


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every string of the package: key -> language -> wording.

    Raises ValueError when two files define one key.
    """
    strings: dict[str, dict[str, str]] = {}
    for name in _file_names():
        entries = _entries(name)
        twice = strings.keys() & entries.keys()
        if twice:
            raise ValueError(f"{name}: keys defined twice: {sorted(twice)}")
        strings.update({key: dict(wording) for key, wording in entries.items()})
    return strings


@cache
def _file_names() -> tuple[str, ...]:
    return tuple(sorted(file.name for file in _STRINGS.iterdir() if file.name.endswith(".yaml")))


@cache
def _entries(name: str) -> _Entries:
    text = _STRINGS.joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader) or {}


@cache
def _wording(key: str) -> Mapping[str, str]:
    """The wording of one key. Files named after its first word come first: reading all is slow."""
    first = key.partition(".")[0]
    for name in _file_names():
        if name.startswith(first) and key in _entries(name):
            return _entries(name)[key]
    return catalogue()[key]


def say(key: str, lang: str, **values: object) -> str:
    """The wording of `key` in `lang`, its `{placeholders}` filled from `values`.

    Raises KeyError for a key or language that is not in the catalogue.

    >>> say("word.yes", "kk")
    'иә'
    """
    return _wording(key)[lang].format(**values)


def say_all(key: str, **values: object) -> dict[str, str]:
    """The wording in all three languages: language -> text."""
    return {lang: say(key, lang, **values) for lang in LANGUAGES}


@runtime_checkable
class Sayable(Protocol):
    """A thing with a wording in each language."""

    def say(self, lang: str) -> str:
        """The wording in one language."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A string of the catalogue, said once the language is known."""

    key: str

    def say(self, lang: str) -> str:
        """The wording in one language."""
        return say(self.key, lang)


def worded(value: object, lang: str) -> object:
    """A value as the language says it: wordings, dates, and lists of these; others as they are.

    >>> worded((Phrase("word.yes"), "x"), "kk")
    'иә, x'
    """
    if isinstance(value, tuple):
        return ", ".join(str(worded(one, lang)) for one in value)
    if isinstance(value, dt.date):
        return format_date(value, lang)
    return value.say(lang) if isinstance(value, Sayable) else value
