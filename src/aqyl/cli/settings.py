"""What every verb is told: language, machine form, quiet, debug; known before anything is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aqyl.language import LANGUAGES, Lang

VARIABLE = "AQYL_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_FLAGS = {"--json": "json", "--quiet": "quiet", "-q": "quiet", "--debug": "debug"}


@dataclass(frozen=True, slots=True)
class Settings:
    """The options that stand beside every verb.

    unknown: a language that was asked for and is not there, with where it was asked.
    """

    lang: Lang = "en"
    json: bool = False
    quiet: bool = False
    debug: bool = False
    unknown: tuple[str, str] | None = None


def scan(arguments: Sequence[str], environment: Mapping[str, str]) -> Settings:
    """Read the settings straight from the command line, wherever they stand on it.

    The language must be known before help and errors are worded, so this comes before parsing.

    >>> scan(["edition", "list", "--lang", "kk", "--json"], {}).lang
    'kk'
    """
    flags: dict[str, bool] = {}
    asked: tuple[str, str] | None = None
    words = iter(arguments)
    for word in words:
        if word == "--":
            break
        if word == "--lang":
            asked = next(words, ""), word
        elif word.startswith("--lang="):
            asked = word.partition("=")[2], "--lang"
        elif word in _FLAGS:
            flags[_FLAGS[word]] = True
    if asked is None and environment.get(VARIABLE):
        asked = environment[VARIABLE], VARIABLE
    lang, unknown = locale_language(environment), None
    if asked is not None:
        lang, unknown = (_known(asked[0], lang), None if asked[0] in LANGUAGES else asked)
    return Settings(lang=lang, unknown=unknown, **flags)


def locale_language(environment: Mapping[str, str]) -> Lang:
    """The language of the locale when it is one of the three, else English.

    >>> locale_language({"LANG": "kk_KZ.UTF-8"}), locale_language({"LANG": "de_DE.UTF-8"})
    ('kk', 'en')
    """
    given = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    return _known(given[:2].lower(), "en")


def _known(word: str, otherwise: Lang) -> Lang:
    return word if word in LANGUAGES else otherwise
