"""The file that an import writes: changes over the edition's own lists, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from aqyl.problems import Place, Problem
from aqyl.standard.exchange.rows import Fields
from aqyl.standard.yaml_source import Located, read_yaml

IMPORTED = "initiatives/imported.yaml"
_HEAD = (
    "# Written by `aqyl edition import`; another import writes it anew.\n"
    "# Its entries are laid over those of the other files by id.\n"
)
_ORDER = (
    "id", "domain", "title", "done", "groups", "stage", "weight", "technologies", "prerequisites",
    "moves", "principles", "references", "source",
)  # fmt: skip


def read_imported(folder: Path) -> tuple[dict[str, Fields], list[str], list[Problem]]:
    """What earlier imports changed (id -> fields) and removed.

    A file that holds anything else, written by hand, is a problem: it would be lost.
    """
    path = folder / IMPORTED
    if not path.is_file():
        return {}, [], []
    part, problems = read_yaml(path, f"{folder.name}/{IMPORTED}")
    changes, remove = part.get("changes", {}), part.get("remove", {})
    ours = isinstance(changes, dict) and isinstance(remove, dict)
    ours = ours and not part.keys() - {"changes", "remove"}
    if not problems and not (ours and _only(changes) and _only(remove)):
        problems = [Problem("exchange.foreign", Place(f"{folder.name}/{IMPORTED}", 1))]
    if problems or not isinstance(changes, dict) or not isinstance(remove, dict):
        return {}, [], problems
    entries = [dict(entry) for entry in changes.get("initiatives", ())]
    removed = [str(entry_id) for entry_id in remove.get("initiatives", ())]
    return {str(entry["id"]): entry for entry in entries}, removed, []


def _only(value: object) -> bool:
    """Whether `changes` or `remove` speaks of initiatives alone."""
    if not isinstance(value, dict) or value.keys() - {"initiatives"}:
        return False
    listed = value.get("initiatives", ())
    return isinstance(listed, tuple) and all(
        isinstance(item, str) or (isinstance(item, Located) and isinstance(item.get("id"), str))
        for item in listed
    )


def written(entries: Mapping[str, Fields], removed: list[str]) -> str:
    """The file's text: entries by id, one field a line."""
    lines = [_HEAD, "changes:\n", "  initiatives:\n"]
    for entry_id in sorted(entries):
        fields = entries[entry_id]
        given = [name for name in (*_ORDER, *sorted(fields.keys() - {*_ORDER})) if name in fields]
        for index, name in enumerate(given):
            lead = "    - " if index == 0 else "      "
            lines.append(f"{lead}{name}: {_flow(fields[name])}\n")
    if removed:
        lines += ["remove:\n", f"  initiatives: {_flow(sorted(removed))}\n"]
    return "".join(lines)


def _flow(value: Any) -> str:
    """A value as YAML on one line, every text in double quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(child) for child in value) + "]"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return yaml.safe_dump(value, default_style='"', allow_unicode=True, width=2**31).strip()
    return repr(value)
