"""What an installation can set, read from the environment: docs/settings.md lists every one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

PREFIX = "AQYL_"
_WORDS = {"yes": True, "no": False}


class SettingError(Exception):
    """A setting that cannot be understood: what was given, what is allowed, how to repair."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one installation; each is AQYL_ and its name in capitals.

    home: folder of the database, evidence and keys. database_url: where the database is; empty: an
    SQLite file in `home`. url: the address people open. demonstration: accounts and answers made
    up for trying out, labelled so on every page. https: whether browsers reach it by TLS alone.
    mail_url: the server for letters (smtp://user:password@host:port); empty: letters are written to
    a folder in `home`. proxies: how many proxies stand in front. oidc_url, oidc_client,
    oidc_secret: single sign-on; empty: none. data_licence: the licence under which results are
    published, said beside every download and in every bundle; empty: none is stated.
    """

    home: Path = Path("portal-data")
    database_url: str = ""
    url: str = "http://127.0.0.1:8000"
    demonstration: bool = False
    https: bool = True
    mail_url: str = ""
    mail_from: str = "aqyl@localhost"
    proxies: int = 0
    oidc_name: str = "OpenID Connect"
    oidc_url: str = ""
    oidc_client: str = ""
    oidc_secret: str = ""
    data_licence: str = ""

    @classmethod
    def read(cls, variables: dict[str, str] | None = None) -> Environment:
        """The settings that the variables hold, the defaults for the others.

        Raises SettingError for a word that a setting does not take and for a name that is none.

        >>> Environment.read({"AQYL_HTTPS": "no"}).https
        False
        """
        given = dict(os.environ) if variables is None else variables
        if "DATABASE_URL" in given:
            given.setdefault(f"{PREFIX}DATABASE_URL", given["DATABASE_URL"])
        _refuse_unknown(given)
        values = {name: _value(name, given[variable]) for name, variable in _known(given)}
        return cls(**values)  # type: ignore[arg-type]


def variable_of(name: str) -> str:
    """The environment variable of a setting.

    >>> variable_of("home")
    'AQYL_HOME'
    """
    return PREFIX + name.upper()


def names() -> tuple[str, ...]:
    """Every setting, in the order it is documented."""
    return tuple(field.name for field in fields(Environment))


def _known(given: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in names():
        if variable_of(name) in given:
            yield name, variable_of(name)


def _refuse_unknown(given: dict[str, str]) -> None:
    """A misspelt setting must not pass for one that was not given."""
    allowed = {variable_of(name) for name in names()} | {f"{PREFIX}CHROMIUM"}
    unknown = sorted(name for name in given if name.startswith(PREFIX) and name not in allowed)
    if unknown:
        raise SettingError(
            f"given: {', '.join(unknown)}\nallowed: {', '.join(sorted(allowed))}\n"
            "repair: rename or unset the variable"
        )


def _value(name: str, text: str) -> object:
    kind = next(field.type for field in fields(Environment) if field.name == name)
    if kind == "bool":
        if text not in _WORDS:
            raise SettingError(
                f"given: {variable_of(name)}={text}\nallowed: yes or no\nrepair: set one of these"
            )
        return _WORDS[text]
    if kind == "int":
        if not text.isdigit():
            raise SettingError(
                f"given: {variable_of(name)}={text}\nallowed: a whole number such as 1\n"
                "repair: write digits alone"
            )
        return int(text)
    return Path(text) if kind == "Path" else text
