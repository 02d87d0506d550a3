"""Put the files of an edition folder together: lists joined, defaults filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from aqyl.problems import Problem
from aqyl.standard.yaml_source import Located, parse_yaml

# What a file may hold besides the fields of an Edition.
OWN_KEYS = ("defaults", "extends", "changes", "remove")
_LAID = ("changes", "remove")
_UNREADABLE = frozenset({"file.not_utf8", "yaml.broken", "yaml.no_mapping"})

Replaced = Mapping[str, bytes]


def assemble(folder: Path, replaced: Replaced | None = None) -> tuple[Located, list[Problem]]:
    """All YAML files of a folder as one mapping of Edition fields, and what was wrong.

    A file is a mapping of Edition field -> value. Lists of several files are joined in the order of
    the file names; a single value may be given once. `defaults` of a file fills what its entries
    leave out. `replaced` holds files (path inside the folder -> content) to read as if they stood
    there.
    """
    problems: list[Problem] = []
    whole = Located(f"{folder.name}/edition.yaml", 1)
    for name, raw in _contents(folder, replaced or {}):
        part, found = parse_yaml(raw, f"{folder.name}/{name}")
        problems += found
        defaults = part.get("defaults")
        if isinstance(defaults, Located):
            part = fill(part, defaults)
        elif defaults is not None:
            values = {"field": "defaults"}
            problems.append(Problem("edition.not_mapping", part.place("defaults"), values))
        problems += _join(whole, part)
    return whole, problems


def unreadable(problems: list[Problem]) -> bool:
    """Whether a file could not be read, so that what it holds is not known."""
    return any(problem.key in _UNREADABLE for problem in problems)


def files_of(folder: Path) -> dict[str, Path]:
    """The files that an edition's folder is read from: path inside the folder -> file."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.suffix in (".yaml", ".yml") and path.is_file() and not path.name.startswith(".")
    }


def _contents(folder: Path, replaced: Replaced) -> Iterator[tuple[str, bytes]]:
    found = files_of(folder)
    for name in sorted(found.keys() | replaced.keys()):
        yield name, replaced[name] if name in replaced else found[name].read_bytes()


def _join(whole: Located, part: Located) -> list[Problem]:
    problems = []
    for key, value in part.items():
        if key == "defaults":
            continue
        before, at = whole.get(key), part.at.get(key)
        if isinstance(before, tuple) and isinstance(value, tuple):
            whole[key] = before + value
        elif key in _LAID and isinstance(before, Located) and isinstance(value, Located):
            joined = before.derive()
            problems += _join(joined, value)
            whole[key] = joined
        elif key in whole:
            problems.append(Problem("edition.field_twice", part.place(key), {"field": key}))
        else:
            whole.put(key, value, at)
    return problems


def fill(value: Located, defaults: Located) -> Located:
    """Give each entry of the lists in `value` the defaults it leaves out, nested lists included."""
    result = value.derive()
    for key, child in value.items():
        if isinstance(child, tuple) and key not in OWN_KEYS:
            result[key] = tuple(
                _fill_entry(entry, defaults) if isinstance(entry, Located) else entry
                for entry in child
            )
    return result


def _fill_entry(entry: Located, defaults: Located) -> Located:
    result = entry.derive()
    for key, default in defaults.items():
        nested = entry.get(key)
        for_nested = isinstance(default, Located) and set(default) == {"source"}
        if isinstance(nested, tuple) and isinstance(default, Located):
            result[key] = tuple(
                _fill_entry(child, default) if isinstance(child, Located) else child
                for child in nested
            )
        elif isinstance(nested, Located) and isinstance(default, Located) and for_nested:
            result[key] = _fill_entry(nested, default)
        elif key not in entry and not for_nested:
            result.put(key, default, defaults.at.get(key))
    return result
