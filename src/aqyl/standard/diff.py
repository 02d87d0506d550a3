"""What changed in meaning between two editions, one Change a thing, in a stable order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aqyl.standard.checks import LISTS
from aqyl.standard.diff_words import Entry, Titles, sentence
from aqyl.standard.entries import Text
from aqyl.standard.meaning import Plain, meaning
from aqyl.standard.models import Edition

Kind = Literal[
    "added",
    "removed",
    "renamed",
    "reweighted",
    "moved_group",
    "moved_domain",
    "threshold",
    "points",
    "links",
    "scoring",
    "source",
    "provenance",
    "wording",
    "definition",
]

# Lists whose entries are compared one by one; `edition` stands for all that is in no list.
COMPARED = (*LISTS, "units", "unmatched_themes")
WHOLE = "edition"

_KIND_OF: Mapping[str, Kind] = {
    "title": "renamed",
    "id": "renamed",
    "weight": "reweighted",
    "weights": "reweighted",
    "shares": "reweighted",
    "obligations": "reweighted",
    "domain": "moved_domain",
    "parent": "moved_domain",
    "goalposts": "threshold",
    "target": "threshold",
    "steps": "threshold",
    "after": "threshold",
    "lower": "threshold",
    "points": "points",
    "prerequisites": "links",
    "technologies": "links",
    "moves": "links",
    "principles": "links",
    "done": "wording",
    "note": "wording",
    "rule": "wording",
    "reason": "wording",
    "summary": "wording",
    "basis": "provenance",
    "licence": "provenance",
}
# Fields that hold ids (or mappings keyed by them) and the lists these come from.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "domain": ("domains",),
    "parent": ("domains",),
    "node": ("domains",),
    "weights": ("domains",),
    "order": ("domains", "initiatives", "indicators"),
    "technologies": ("technologies",),
    "prerequisites": ("initiatives",),
    "moves": ("indicators",),
    "principles": ("principles",),
    "groups": ("groups",),
    "group": ("groups",),
    "goalposts": ("groups",),
    "done": ("statuses",),
    "unit": ("measurement_units",),
    "at_most": ("indicators",),
    "sum_of": ("indicators",),
}
_LANGUAGES = {"kk", "ru", "en"}

Path = tuple[str, ...]
Renames = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    list: the edition's field the entry stands in, `edition` for the edition itself. id: the entry's
    id, in the later edition where both have it. field: the path inside the entry, dots between its
    parts, empty for what was added or removed. before and after: plain values, None where there is
    none; ids among them are those of the later edition.
    """

    kind: Kind
    list: str
    id: str
    field: str
    before: Any
    after: Any
    sentence: Text


def diff_editions(a: Edition, b: Edition) -> tuple[Change, ...]:
    """All that changes in meaning from `a` to `b`; empty when they mean the same.

    Entries are matched by id. One whose id is gone while another with the same title in the same
    list is new counts as renamed. The order: the edition itself, then list by list, by id.
    """
    old, new = meaning(a), meaning(b)
    renames = _renames(old, new)
    old = _renamed(old, renames)
    writer = _Writer(_titles(old, new))
    found = [*writer.changes(WHOLE, b.id, _outside_lists(old), _outside_lists(new))]
    for name in COMPARED:
        before, after = _entries(old, name), _entries(new, name)
        back = {new_id: old_id for old_id, new_id in renames.get(name, {}).items()}
        for entry_id in sorted(before.keys() | after.keys()):
            if entry_id in back:
                ids = back[entry_id], entry_id
                found.append(
                    writer.change("renamed", name, entry_id, ("id",), *ids, after[entry_id])
                )
            found += writer.of_entry(name, entry_id, before.get(entry_id), after.get(entry_id))
    return tuple(found)


@dataclass(frozen=True)
class _Writer:
    """Makes Changes; `titles` words the groups and domains they name."""

    titles: Titles

    def of_entry(self, name: str, entry_id: str, before: Any, after: Any) -> Iterator[Change]:
        if before is None:
            yield self.change("added", name, entry_id, (), None, after, after)
        elif after is None:
            yield self.change("removed", name, entry_id, (), before, None, before)
        else:
            yield from self.changes(name, entry_id, before, after)

    def changes(self, name: str, entry_id: str, before: Plain, after: Plain) -> Iterator[Change]:
        for path, old, new in _compare((), before, after):
            yield self.change(_kind(name, path), name, entry_id, path, old, new, after)

    def change(
        self,
        kind: Kind,
        name: str,
        entry_id: str,
        path: Path,
        before: Any,
        after: Any,
        entry: Plain,
    ) -> Change:
        title = entry.get("title") or dict.fromkeys(sorted(_LANGUAGES), entry_id)
        about = Entry(name, entry_id, title)
        words = sentence(kind, about, path, before, after, self.titles)
        return Change(kind, name, entry_id, ".".join(path), before, after, words)


def _titles(*editions: Plain) -> Titles:
    return {
        entry_id: entry["title"]
        for plain in editions
        for name in ("groups", "domains")
        for entry_id, entry in _entries(plain, name).items()
    }


def _entries(plain: Plain, name: str) -> Plain:
    entries = plain["units"]["listed"] if name == "units" else plain[name]
    return dict(entries) if entries else {}


def _outside_lists(plain: Plain) -> Plain:
    rest = {key: value for key, value in plain.items() if key not in COMPARED}
    return {**rest, "units": {"kind": plain["units"]["kind"]}}


def _kind(name: str, path: Path) -> Kind:
    if "source" in path:
        return "source" if path[-1] == "kind" else "provenance"
    if name == "initiatives" and path[0] == "groups":
        return "moved_group"
    rule = path[0] == "scoring" and name == WHOLE
    return _KIND_OF.get(path[1] if rule else path[0], "scoring" if rule else "definition")


def _compare(path: Path, before: Any, after: Any) -> Iterator[tuple[Path, Any, Any]]:
    """Each path at which two plain values differ, with both values; texts and lists are whole."""
    if before == after:
        return
    if not (_is_inner(before) and _is_inner(after)):
        yield path, before, after
        return
    if path[-1:] == ("source",):
        yield from _compare_sources(path, before, after)
        return
    old, new = before or {}, after or {}
    for key in sorted({*old, *new}):
        yield from _compare((*path, key), old.get(key), new.get(key))


def _compare_sources(path: Path, before: Plain, after: Plain) -> Iterator[tuple[Path, Any, Any]]:
    """The kind on its own, the rest of a source as one."""
    if before["kind"] != after["kind"]:
        yield (*path, "kind"), before["kind"], after["kind"]
    old, new = ({k: v for k, v in source.items() if k != "kind"} for source in (before, after))
    if old != new:
        yield path, old, new


def _is_inner(value: Any) -> bool:
    """A mapping to look into; an empty list of entries counts as one."""
    return value == [] or (isinstance(value, dict) and set(value) != _LANGUAGES)


def _renames(old: Plain, new: Plain) -> dict[str, dict[str, str]]:
    """list -> old id -> new id, for entries whose id changed while the title stayed."""
    return {name: _renames_in(_entries(old, name), _entries(new, name)) for name in COMPARED}


def _renames_in(old: Plain, new: Plain) -> dict[str, str]:
    gone = _by_title(old, old.keys() - new.keys())
    come = _by_title(new, new.keys() - old.keys())
    return {gone[title]: come[title] for title in gone.keys() & come.keys()}


def _by_title(entries: Plain, ids: Iterable[str]) -> dict[tuple[str, ...], str]:
    """Title -> id, for titles that only one of these entries has."""
    pairs = [
        (tuple(entries[entry_id]["title"][lang] for lang in sorted(_LANGUAGES)), entry_id)
        for entry_id in ids
        if "title" in entries[entry_id]
    ]
    counts = Counter(title for title, _ in pairs)
    return {title: entry_id for title, entry_id in pairs if counts[title] == 1}


def _renamed(plain: Plain, renames: Renames) -> Plain:
    """The edition with the later ids wherever an entry or a field names a renamed entry."""
    result = {}
    for name, value in plain.items():
        if name in COMPARED and name != "units" and value:
            own = renames.get(name, {})
            result[name] = {
                own.get(entry_id, entry_id): {
                    key: own.get(child, child) if key == "id" else _with_names(child, key, renames)
                    for key, child in entry.items()
                }
                for entry_id, entry in value.items()
            }
        else:
            result[name] = _with_names(value, "", renames)
    return result


def _with_names(value: Any, field: str, renames: Renames) -> Any:
    maps = [renames.get(name, {}) for name in _NAMES.get(field, ())]
    new = {old: later for one in maps for old, later in one.items()}
    if isinstance(value, dict):
        return {new.get(key, key): _with_names(child, key, renames) for key, child in value.items()}
    if isinstance(value, list):
        items = [_with_names(item, field, renames) for item in value]
        return sorted(items) if new and field != "order" else items
    return new.get(value, value) if isinstance(value, str) else value
