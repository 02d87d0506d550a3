"""Lay changes over an edition: those of an edition that extends another, or of an imported list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from aqyl.problems import Place, Problem
from aqyl.standard.assemble import OWN_KEYS
from aqyl.standard.yaml_source import Located, ids_in

# Fields that are replaced whole: half of one source and half of another would be neither.
_WHOLE = ("source", "steps")


def overlay(base: Located, top: Located) -> tuple[Located, list[Problem]]:
    """The base with the fields of `top`, then `remove`, then `changes`.

    Fields that top gives itself replace the base's, lists whole. Entries of `changes` are matched
    by id: one that is there changes only the fields it gives, another is added.
    """
    result = base.derive()
    for key, value in top.items():
        if key not in OWN_KEYS:
            result.put(key, value, top.at.get(key))
    problems = [problem for key in ("changes", "remove") for problem in _shape(top, key)]
    if problems:
        return result, problems
    for key, ids in _mapping(top, "remove").items():
        place = _mapping(top, "remove").place(key)
        kept, found = _without(result.get(key), ids, key, place)
        problems += found
        if key in result:
            result[key] = kept
    changes = _mapping(top, "changes")
    for key, change in changes.items():
        result.put(key, _changed(result.get(key), change), changes.at.get(key))
        problems += _changed_twice(change)
    return result, problems


def _mapping(top: Located, key: str) -> Located:
    value = top.get(key)
    return value if isinstance(value, Located) else Located("", 1)


def _shape(top: Located, key: str) -> Iterator[Problem]:
    if key in top and not isinstance(top[key], Located):
        yield Problem("edition.overlay_no_mapping", top.place(key))


def _without(
    entries: object, ids: object, field: str, place: Place
) -> tuple[object, list[Problem]]:
    """The entries without those of the given ids; ids that are not there are problems."""
    wanted = ids if isinstance(ids, tuple) else (ids,)
    known = ids_in(entries)
    lost = [item for item in wanted if item not in known]
    problems = [
        Problem("edition.remove_unknown", place, {"field": field, "id": item}) for item in lost
    ]
    if not isinstance(entries, tuple):
        return entries, problems
    kept = (e for e in entries if not isinstance(e, Located) or e.get("id") not in wanted)
    return tuple(kept), problems


def _changed(before: object, change: object) -> object:
    if isinstance(before, tuple) and isinstance(change, tuple):
        return _changed_entries(before, change)
    if isinstance(before, Located) and isinstance(change, Located):
        merged = before.derive()
        merged.file, merged.line = change.file, change.line
        for key, value in change.items():
            new = value if key in _WHOLE else _changed(merged.get(key), value)
            merged.put(key, new, change.at.get(key))
        return merged
    return change


def _changed_entries(
    before: tuple[object, ...], change: tuple[object, ...]
) -> tuple[object, ...]:  # fmt: skip
    if len(ids_in(before)) < len(before) or len(ids_in(change)) < len(change):
        return change
    by_id = {str(entry["id"]): entry for entry in change if isinstance(entry, Located)}
    kept = tuple(
        _changed(entry, by_id.pop(str(entry["id"]))) if entry["id"] in by_id else entry
        for entry in before
        if isinstance(entry, Located)
    )
    return kept + tuple(by_id.values())


def _changed_twice(change: object) -> Iterator[Problem]:
    """An entry that `changes` gives twice: the second would silently win."""
    entries = [e for e in change if isinstance(e, Located)] if isinstance(change, tuple) else []
    last = {str(entry.get("id")): entry for entry in entries}
    for entry_id, count in Counter(ids_in(change)).items():
        if count > 1:
            place = last[entry_id].place("id")
            yield Problem("edition.id_twice", place, {"id": entry_id, "count": count})
