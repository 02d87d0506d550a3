"""The string catalogue: `strings/*.yaml`, a key to its kk, ru and en wording."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import yaml

Lang = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every string of the package: key -> language -> wording.

    Raises ValueError when two files define one key.
    """
    strings: dict[str, dict[str, str]] = {}
    for file in sorted(files("aqyl.language").joinpath("strings").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            entries = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
            twice = strings.keys() & entries.keys()
            if twice:
                raise ValueError(f"{file.name}: keys defined twice: {sorted(twice)}")
            strings.update(entries)
    return strings


def say(key: str, lang: str, **values: object) -> str:
    """The wording of `key` in `lang`, its `{placeholders}` filled from `values`.

    Raises KeyError for a key or language that is not in the catalogue.

    >>> say("word.yes", "kk")
    'иә'
    """
    wording = catalogue()[key][lang]
    return wording.format(**values)


def say_all(key: str, **values: object) -> dict[str, str]:
    """The wording in all three languages: language -> text."""
    return {lang: say(key, lang, **values) for lang in LANGUAGES}
