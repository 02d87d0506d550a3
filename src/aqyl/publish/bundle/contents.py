"""What a bundle is made of: copied into one folder first, then read from there and nowhere else.

Writing a bundle and replaying it go through the same functions, on the same kind of folder.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aqyl.problems import InputError, Problem, attempt, raise_if
from aqyl.publish.bundle.layout import DATA, EDITION, REGISTER_SOURCES, SETTLEMENTS
from aqyl.register import Register, read_register
from aqyl.register.paths import SETTLEMENTS as SHIPPED_REGISTER
from aqyl.standard import Edition, edition_files, load_edition
from aqyl.tables import Table, find_tables, read_data


@dataclass(frozen=True, slots=True)
class Publication:
    """What is to be published.

    edition: an id, `id/variant`, or the path of an edition's folder or variant. data: a folder of
    input tables, or one such file. period: the year to assess, four digits (default: the latest in
    the data). register: taken where the edition's units are the register's. draws: draw what is
    uncertain too, by the edition's own rules and seed. created_on and data_licence: stated in the
    manifest as given.
    """

    edition: str | Path
    data: Path
    period: str | None = None
    register: Path = SHIPPED_REGISTER
    draws: bool = False
    created_on: dt.date | None = None
    data_licence: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """Where the edition lies in a bundle: its folder in `edition/`, and the variant taken."""

    folder: str
    variant: str | None


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was read from the folder of a bundle, and the names of the files it was read from."""

    edition: Edition
    tables: Mapping[str, Table]
    register: Register | None
    files: frozenset[str]


def copy_inputs(publication: Publication, into: Path) -> Address:
    """Copy edition, data and register, byte for byte, into the folder of a bundle.

    Raises InputError or NotFoundError for what is not there.
    """
    problems: list[Problem] = []
    edition = attempt(lambda: edition_files(publication.edition), problems)
    tables = attempt(lambda: find_tables(publication.data), problems)
    raise_if(problems)
    if edition is None or tables is None:
        raise InputError(problems)
    for name, file in edition.files.items():
        _copy(file, into / EDITION / name)
    for name, file in tables.items():
        _copy(file, into / DATA / f"{name}{file.suffix}")
    _copy(publication.register, into / SETTLEMENTS)
    sources = publication.register.with_name("README.md")
    if sources.is_file():
        _copy(sources, into / REGISTER_SOURCES)
    return Address(edition.folder, edition.variant or None)


def _copy(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)


def read_inputs(folder: Path, address: Address) -> Inputs:
    """Read edition, data and, where its units are the register's, the register of a bundle.

    Nothing outside the folder is looked at, not even an edition that comes with Aqyl. The problems
    of all files are raised together.
    """
    within = (folder / EDITION).resolve()
    named = within / address.folder / (address.variant or "")
    problems: list[Problem] = []
    edition = attempt(lambda: load_edition(named, within), problems)
    tables = attempt(lambda: read_data(folder / DATA), problems)
    register = None
    if edition is not None and edition.units.kind == "register":
        register = attempt(lambda: read_register(folder / SETTLEMENTS), problems)
    raise_if(problems)
    if edition is None or tables is None:
        raise InputError(problems)
    files = {f"{EDITION}/{name}" for name in edition_files(named, within).files}
    files |= {f"{DATA}/{path.name}" for path in find_tables(folder / DATA).values()}
    files |= {SETTLEMENTS, REGISTER_SOURCES} if register is not None else set()
    return Inputs(edition, tables, register, frozenset(files))
