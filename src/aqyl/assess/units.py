"""Which units an edition assesses, with their names and groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from aqyl.language import LANGUAGES, fold
from aqyl.problems import NotFoundError, Place, Problem
from aqyl.register import Register
from aqyl.standard.entries import Text
from aqyl.standard.models import Edition
from aqyl.tables import Table

ALL = "all"
# Near units named when one is not found.
_NEAR = 6


@dataclass(frozen=True, slots=True)
class AssessedUnit:
    """A unit of the assessment; `group` is `all` where the edition has no groups."""

    id: str
    title: Text
    group: str


def assessed_units(
    edition: Edition, register: Register | None, tables: Mapping[str, Table]
) -> tuple[AssessedUnit, ...]:
    """The units in the order of their ids.

    From the register (those in a group of the edition), from the edition's own list without what
    it leaves out, or all that the data name.
    """
    if edition.units.kind == "register":
        units = _from_register(edition, register)
    elif edition.units.kind == "listed":
        listed = edition.units.listed
        units = [AssessedUnit(p.id, p.title, ALL) for p in listed if p.left_out is None]
    else:
        ids = {str(row["settlement"]) for t in tables.values() for row in t if "settlement" in row}
        units = [AssessedUnit(i, Text(kk=i, ru=i, en=i), ALL) for i in ids]
    return tuple(sorted(units, key=lambda unit: unit.id))


def _from_register(edition: Edition, register: Register | None) -> list[AssessedUnit]:
    if register is None:
        raise ValueError(f"{edition.id} takes its units from the register: give one")
    groups = {group.id for group in edition.groups}
    return [
        AssessedUnit(
            s.kato,
            Text(kk=s.name("kk"), ru=s.name("ru"), en=s.name("en")),
            s.group if s.group in groups else ALL,
        )
        for s in register.in_groups()
    ]


def left_out(edition: Edition) -> dict[str, Text]:
    """The units an edition lists but leaves out, with the reason."""
    return {p.id: p.left_out for p in edition.units.listed if p.left_out is not None}


def find_unit(edition: Edition, titles: Mapping[str, Text], given: str) -> str:
    """The id of a unit by its id, or by its name or whole words of it in any language.

    titles: id -> name. Case, Kazakh letters, marks and hyphens make no difference. Raises
    NotFoundError, naming near units, where none or more than one is meant.
    """
    if given in titles:
        return given
    wanted = f" {fold(given)} "
    names = {
        unit: [f" {fold(title.say(lang))} " for lang in LANGUAGES] for unit, title in titles.items()
    }
    meant = [unit for unit, own in names.items() if wanted in own]
    meant = meant or [unit for unit, own in names.items() if any(wanted in name for name in own)]
    if len(meant) == 1:
        return meant[0]
    meant = meant or _near(given, names)
    shown = "; ".join(_shown(unit, titles[unit]) for unit in meant[:_NEAR])
    raise NotFoundError([unknown_unit(edition, given, shown)])


def unknown_unit(edition: Edition, given: object, near: str, place: Place | None = None) -> Problem:
    """An id that names no unit of the edition, in a table or on the command line."""
    kind = "settlement" if edition.units.kind == "register" else "unit"
    values = {"given": given, "near": near or "–", "edition": edition.id}
    return Problem(f"assess.unknown_{kind}", place or Place(), values)


def _near(given: str, names: Mapping[str, list[str]]) -> list[str]:
    """Units whose code or name begins or goes on like the given one, then those spelt like it."""
    wanted = fold(given)
    by_word = {name.strip(): unit for unit, own in names.items() for name in (unit, *own)}
    begun = [unit for name, unit in by_word.items() if wanted and name.startswith(wanted)]
    inside = [unit for name, unit in by_word.items() if wanted and wanted in name]
    close = [by_word[name] for name in get_close_matches(wanted, by_word, 3, cutoff=0.5)]
    return list(dict.fromkeys([*begun, *inside, *close]))


def _shown(unit: str, title: Text) -> str:
    other = f" ({title.en})" if title.en != title.kk else ""
    return unit if title.kk == unit else f"{unit} {title.kk}{other}"
