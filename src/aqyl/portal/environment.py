"""What an installation can set, read from the environment: docs/settings.md lists every one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from aqyl.problems import InputError, Problem

PREFIX = "AQYL_"
USUAL = frozenset({"manager", "verifier", "administrator", "methodologist"})
ROLES = USUAL | {"officer", "approver", "deputy", "auditor"}
_WORDS = {"yes": True, "no": False}
# Read by the command line and by the tests.
_OTHERS = {"AQYL_LANG", "AQYL_CHROMIUM", "AQYL_POSTGRES"}


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one installation; each is AQYL_ and its name in capitals.

    home: folder of the database, evidence and keys. database_url: where the database is; empty: an
    SQLite file in `home`. url: the address people open. demonstration: accounts and answers made
    up for trying out, labelled so on every page. https: whether browsers reach it by TLS alone.
    mail_url: the server for letters (smtp://user:password@host:port); empty: letters are written to
    a folder in `home`. proxies: how many proxies stand in front. second_factor: roles that must
    sign in with one, between commas; `usual`, `none`. oidc_url, oidc_client, oidc_secret: single
    sign-on; empty: none. evidence_max_mb: how large a file of evidence may be.
    evidence_per_answer: how many pieces an answer may have. evidence_kinds: which kinds of file.
    evidence_keep_days: how long content stays after its last piece was removed. evidence_copies:
    whether a copy of what stands behind a link is stored. data_licence: the licence
    under which results are published, said beside every download and in every bundle; empty: none
    is stated.
    """

    home: Path = Path("portal-data")
    database_url: str = ""
    url: str = "http://127.0.0.1:8000"
    demonstration: bool = False
    https: bool = True
    mail_url: str = ""
    mail_from: str = "aqyl@localhost"
    proxies: int = 0
    second_factor: str = "usual"
    oidc_name: str = "OpenID Connect"
    oidc_url: str = ""
    oidc_client: str = ""
    oidc_secret: str = ""
    evidence_max_mb: int = 25
    evidence_per_answer: int = 20
    evidence_kinds: str = "pdf png jpeg docx xlsx pptx odt ods csv txt"
    evidence_keep_days: int = 1825
    evidence_copies: bool = False
    data_licence: str = ""

    @classmethod
    def read(cls, variables: dict[str, str] | None = None) -> Environment:
        """The settings that the variables hold, the defaults for the others.

        Raises InputError for a word that a setting does not take and for a name that is none.

        >>> Environment.read({"AQYL_HTTPS": "no"}).https
        False
        """
        given = dict(os.environ) if variables is None else variables
        if "DATABASE_URL" in given:
            given.setdefault(f"{PREFIX}DATABASE_URL", given["DATABASE_URL"])
        _refuse_unknown(given)
        values = {name: _value(name, given[variable]) for name, variable in _known(given)}
        return cls(**values)  # type: ignore[arg-type]

    @property
    def second_factor_roles(self) -> frozenset[str]:
        """The roles that must sign in with a second factor; `usual` spares a demonstration.

        Raises InputError for a word that is no role.

        >>> sorted(Environment(second_factor="manager, verifier").second_factor_roles)
        ['manager', 'verifier']
        """
        if self.second_factor == "usual":
            return frozenset() if self.demonstration else USUAL
        if self.second_factor == "none":
            return frozenset()
        given = frozenset(word.strip() for word in self.second_factor.split(","))
        if given - ROLES:
            values = {"given": self.second_factor, "roles": tuple(sorted(ROLES))}
            raise InputError([Problem("portal.setting_second_factor", values=values)])
        return given


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
    allowed = {variable_of(name) for name in names()}
    unknown = sorted(name for name in given if name.startswith(PREFIX))
    problems = [
        Problem("portal.setting_unknown", values={"given": name, "allowed": tuple(sorted(allowed))})
        for name in unknown
        if name not in allowed | _OTHERS
    ]
    if problems:
        raise InputError(problems)


def _value(name: str, text: str) -> object:
    kind = next(field.type for field in fields(Environment) if field.name == name)
    values = {"name": variable_of(name), "given": text}
    if kind == "bool":
        if text not in _WORDS:
            raise InputError([Problem("portal.setting_yes_no", values=values)])
        return _WORDS[text]
    if kind == "int":
        if not text.isdecimal():
            raise InputError([Problem("portal.setting_number", values=values)])
        return int(text)
    return Path(text) if kind == "Path" else text
