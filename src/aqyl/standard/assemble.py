"""Put the files of an edition folder together: lists joined, defaults filled in, overlays laid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from aqyl.problems import Place, Problem
from aqyl.standard.yaml_source import Located, read_yaml

OWN_KEYS = ("defaults", "extends", "changes", "remove")


def assemble(folder: Path) -> tuple[Located, list[Problem]]:
    """All `*.yaml` of a folder as one mapping of Edition fields, and what was wrong.

    A file is a mapping of Edition field -> value. Lists of several files are joined in the order of
    the file names; a single value may be given once. `defaults` of a file fills what its entries
    leave out.
    """
    problems: list[Problem] = []
    whole = Located(f"{folder.name}/edition.yaml", 1)
    for path in sorted(folder.rglob("*.yaml")):
        shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        part, found = read_yaml(path, shown)
        problems += found
        defaults = part.get("defaults")
        if isinstance(defaults, Located):
            part = fill(part, defaults)
        problems += _join(whole, part)
    return whole, problems


def _join(whole: Located, part: Located) -> list[Problem]:
    problems = []
    for key, value in part.items():
        if key == "defaults":
            continue
        before = whole.get(key)
        if isinstance(before, tuple) and isinstance(value, tuple):
            whole[key] = before + value
            continue
        if key in whole:
            problems.append(Problem("edition.field_twice", part.place(key), {"field": key}))
            continue
        whole[key] = value
        if part.file.endswith("/edition.yaml"):
            whole.lines[key] = part.lines[key]
    return problems


def fill(value: Located, defaults: Mapping[str, object]) -> Located:
    """Give each entry of the lists in `value` the defaults it leaves out, nested lists included."""
    result = value.derive()
    for key, child in value.items():
        if isinstance(child, tuple) and key not in OWN_KEYS:
            result[key] = tuple(
                _fill_entry(entry, defaults) if isinstance(entry, Located) else entry
                for entry in child
            )
    return result


def _fill_entry(entry: Located, defaults: Mapping[str, object]) -> Located:
    result = entry.derive()
    for key, default in defaults.items():
        nested = entry.get(key)
        if isinstance(nested, tuple) and isinstance(default, Located):
            result[key] = tuple(
                _fill_entry(child, default) if isinstance(child, Located) else child
                for child in nested
            )
        elif key not in entry and not _only_for_nested(default):
            result[key] = default
    return result


def _only_for_nested(default: object) -> bool:
    """A default that is itself a mapping of defaults (`goalposts: {source: ...}`)."""
    return isinstance(default, Located) and set(default) == {"source"}


def overlay(base: Located, top: Located) -> tuple[Located, list[Problem]]:
    """Lay `changes` and `remove` of an edition that `extends` another over that other one.

    Entries are matched by id; an entry of `changes` may give only the fields it changes. Lists
    the top edition gives itself replace the base's.
    """
    result = base.derive()
    problems: list[Problem] = []
    for key, value in top.items():
        if key not in OWN_KEYS:
            result[key] = value
            result.lines[key] = top.lines.get(key, 1)
    changes, remove = top.get("changes", Located("", 1)), top.get("remove", Located("", 1))
    for place, wanted in ((top.place("changes"), changes), (top.place("remove"), remove)):
        if not isinstance(wanted, Located):
            problems.append(Problem("edition.overlay_no_mapping", place))
            return result, problems
    assert isinstance(changes, Located)
    assert isinstance(remove, Located)
    for key, ids in remove.items():
        result[key], lost = _without(result.get(key), ids)
        problems += [_unknown(remove.place(key), key, item) for item in lost]
    for key, change in changes.items():
        result[key] = _changed(result.get(key), change)
    return result, problems


def _without(entries: object, ids: object) -> tuple[object, list[object]]:
    if not isinstance(entries, tuple) or not isinstance(ids, tuple):
        return entries, [ids]
    known = {entry.get("id") for entry in entries if isinstance(entry, Located)}
    kept = tuple(e for e in entries if not isinstance(e, Located) or e.get("id") not in ids)
    return kept, [item for item in ids if item not in known]


def _changed(before: object, change: object) -> object:
    if isinstance(before, tuple) and isinstance(change, tuple):
        return _changed_entries(before, change)
    if isinstance(before, Located) and isinstance(change, Located):
        merged = before.derive()
        merged.file, merged.line = change.file, change.line
        for key, value in change.items():
            merged[key] = _changed(merged.get(key), value) if key != "steps" else value
        merged.lines = {**dict.fromkeys(before.lines, change.line), **change.lines}
        return merged
    return change


def _changed_entries(
    before: tuple[object, ...], change: tuple[object, ...]
) -> tuple[object, ...]:
    if not _have_ids(before) or not _have_ids(change):
        return change
    by_id = {entry["id"]: entry for entry in change if isinstance(entry, Located)}
    kept = tuple(
        _changed(entry, by_id.pop(entry["id"])) if entry["id"] in by_id else entry
        for entry in before
        if isinstance(entry, Located)
    )
    return kept + tuple(by_id.values())


def _have_ids(entries: Iterable[object]) -> bool:
    return all(isinstance(entry, Located) and "id" in entry for entry in entries)


def _unknown(place: Place, field: str, item: object) -> Problem:
    return Problem("edition.remove_unknown", place, {"field": field, "id": item})
