"""What every check is given: the edition, its files' lines, the ids they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from aqyl.problems import Place, Problem
from aqyl.standard.entries import Entry
from aqyl.standard.models import Edition
from aqyl.standard.yaml_source import Located, ids_in, locate

TOTAL = "total"
LISTS = (
    "goals",
    "principles",
    "groups",
    "domains",
    "statuses",
    "levels",
    "measurement_units",
    "technologies",
    "initiatives",
    "indicators",
    "assumptions",
    "variants",
    "states",
    "transitions",
    "criteria",
    "funding",
)


@dataclass(frozen=True)
class Context:
    """An edition, whole or in part, and the mapping of its files."""

    edition: Edition
    data: Located

    @cached_property
    def _entries(self) -> dict[tuple[str, str], Located]:
        return {
            (field, str(entry["id"])): entry
            for field, value in self.data.items()
            if isinstance(value, tuple)
            for entry in value
            if isinstance(entry, Located) and "id" in entry
        }

    def place(self, field: str, entry_id: str, key: str | None = None) -> Place:
        """The line of an entry (or of one of its keys) in the edition's files."""
        located = self._entries.get((field, entry_id))
        if located is None:
            return self.at(field)
        found = located.place(key)
        return Place(found.file, found.line, f"{entry_id}.{key}" if key else entry_id)

    def at(self, *loc: str | int) -> Place:
        """The line of a path in the edition's files."""
        return locate(self.data, loc)

    def ids(self, field: str) -> tuple[str, ...]:
        """All ids a list gives, those of entries with wrong fields too."""
        return ids_in(self.data.get(field))

    def known(self, *fields: str) -> set[str]:
        """The ids of one or several lists."""
        return {entry_id for field in fields for entry_id in self.ids(field)}

    def whole(self, field: str) -> bool:
        """Whether the edition holds all that the files give for a field."""
        if not hasattr(self.edition, field):
            return False
        value = getattr(self.edition, field)
        return not isinstance(value, tuple) or len(value) == len(_tuple(self.data.get(field, ())))

    def unknown(
        self, place: Place, field: str, given: Iterable[str], known: set[str]
    ) -> Iterator[Problem]:
        """A problem for each given id that is not known, with those most like it."""
        for entry_id in given:
            if entry_id not in known:
                near = ", ".join(nearest(entry_id, known)) or "–"
                values = {"given": entry_id, "near": near, "field": field}
                yield Problem("edition.unknown_id", place, values)


Check: TypeAlias = Callable[[Context], Iterator[Problem]]


def _tuple(value: object) -> tuple[object, ...]:
    """A list as it is; anything else counts as one that cannot be whole."""
    return value if isinstance(value, tuple) else (value,)


def entries(edition: Edition) -> Iterator[tuple[str, Entry]]:
    """Every listed entry of an edition with the name of its list."""
    for field in LISTS:
        for entry in getattr(edition, field):
            yield field, entry


def nearest(given: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known ids most like the given one, for the repair sentence."""
    from difflib import get_close_matches

    pool = sorted(known)
    return get_close_matches(given, pool, n=limit, cutoff=0.5) or pool[:limit]
