"""What of an edition can change a score, field by field, and editions between two others.

A Switch is one field of one entry that differs. Domains, initiatives and indicators that only one
of two trees has, and all that says where a node hangs, change together: the tree is one switch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aqyl.assess.tree import build_tree
from aqyl.standard import Change, diff_editions
from aqyl.standard.entries import Entry, Model
from aqyl.standard.models import Edition, Scoring

Kind = Literal[
    "weights",
    "points",
    "goalposts",
    "steps",
    "tree",
    "aggregation",
    "missing",
    "standings",
    "reading",
]

# The fields that enter a score, by the edition's lists, and what they are. `reading` says which
# rows of the data count and as what: it changes facts, not how facts are scored.
_ENTRIES: Mapping[str, Mapping[str, Kind]] = {
    "domains": {"weight": "weights", "aggregation": "aggregation", "after": "steps"},
    "statuses": {"points": "points"},
    "initiatives": {"weight": "weights", "groups": "weights", "themes": "reading"},
    "indicators": {
        "weight": "weights",
        "direction": "steps",
        "steps": "steps",
        "goalposts": "goalposts",
        "target": "goalposts",
        "multiplier": "reading",
    },
}
_SCORING: Mapping[str, Kind] = {
    "aggregation": "aggregation",
    "pooling": "aggregation",
    "missing": "missing",
    "shares": "weights",
    "obligations": "weights",
    "weights": "weights",
    "steps": "steps",
    "standings": "standings",
    "evidence": "reading",
    "values": "reading",
}
_OF_THE_TREE = {"domains": ("parent",), "initiatives": ("domain",), "indicators": ("domain",)}
_WITH_THE_TREE = ("shares", "weights")
SCORING, TREE = "scoring", "tree"


@dataclass(frozen=True, order=True, slots=True)
class Switch:
    """One field of one entry (or of `scoring`) that differs between two editions."""

    kind: Kind
    list: str
    id: str
    field: str


def switches(before: Edition, after: Edition) -> tuple[Switch, ...]:
    """All that can change a score, in a stable order."""
    tree = _tree(before) != _tree(after)
    found = [Switch("tree", TREE, TREE, "")] if tree else []
    found += _of_entries(before, after)
    for field, kind in _SCORING.items():
        one, other = getattr(before.scoring, field), getattr(after.scoring, field)
        if _bare(one) != _bare(other) and not (tree and field in _WITH_THE_TREE):
            found.append(Switch(kind, SCORING, SCORING, field))
    return tuple(sorted(found))


def _tree(edition: Edition) -> dict[str, str | None]:
    return dict(build_tree(edition).hierarchy.parents)


def _of_entries(before: Edition, after: Edition) -> Iterator[Switch]:
    nodes = _tree(before).keys() & _tree(after).keys()
    for name, fields in _ENTRIES.items():
        later = {entry.id: entry for entry in getattr(after, name)}
        for entry in getattr(before, name):
            if entry.id not in later or (name != "statuses" and entry.id not in nodes):
                continue
            for field, kind in fields.items():
                pair = getattr(entry, field), getattr(later[entry.id], field)
                if _bare(pair[0]) != _bare(pair[1]):
                    yield Switch(kind, name, entry.id, field)


def _bare(value: Any) -> Any:
    """A value without the sources in it, lists as they stand."""
    if isinstance(value, Model):
        return _bare({name: getattr(value, name) for name in type(value).model_fields})
    if isinstance(value, dict):
        return {key: _bare(child) for key, child in value.items() if key not in ("source", "note")}
    return [_bare(item) for item in value] if isinstance(value, tuple) else value


def between(before: Edition, after: Edition, on: Collection[Switch]) -> Edition:
    """The earlier edition with the switches that are on taken from the later one."""
    tree_on = any(switch.kind == "tree" for switch in on)
    lists = {
        name: tuple(_entries(before, after, name, on, tree_on))
        for name in ("domains", "initiatives", "indicators")
    }
    lists["statuses"] = tuple(_statuses(before, after, on))
    return before.model_copy(
        update={**lists, "scoring": _scoring(before.scoring, after.scoring, on, tree_on)}
    )


def _entries(
    before: Edition, after: Edition, name: str, on: Collection[Switch], tree_on: bool
) -> Iterator[Entry]:
    old = {entry.id: entry for entry in getattr(before, name)}
    new = {entry.id: entry for entry in getattr(after, name)}
    for entry_id in new if tree_on else old:
        if entry_id not in old or entry_id not in new:
            yield (new if tree_on else old)[entry_id]
            continue
        fields = [s.field for s in on if (s.list, s.id) == (name, entry_id)]
        fields += _OF_THE_TREE[name] if tree_on else ()
        later = {field: getattr(new[entry_id], field) for field in fields}
        yield old[entry_id].model_copy(update=later)


def _statuses(before: Edition, after: Edition, on: Collection[Switch]) -> Iterator[Entry]:
    """Statuses of both: one that only one edition knows keeps its points."""
    new = {status.id: status for status in after.statuses}
    changed = {switch.id for switch in on if switch.list == "statuses"}
    old = {status.id for status in before.statuses}
    for status in before.statuses:
        yield new[status.id] if status.id in changed else status
    yield from (status for status in after.statuses if status.id not in old)


def _scoring(before: Scoring, after: Scoring, on: Collection[Switch], tree_on: bool) -> Scoring:
    fields = [switch.field for switch in on if switch.list == SCORING]
    fields += _WITH_THE_TREE if tree_on else ()
    return before.model_copy(update={field: getattr(after, field) for field in fields})


def changes_of(
    before: Edition, after: Edition, groups: Collection[Collection[Switch]]
) -> list[tuple[Change, ...]]:
    """The changes of meaning behind each group of switches, with their sentences."""
    changes = diff_editions(before, after)
    return [tuple(c for c in changes if any(_behind(c, s) for s in group)) for group in groups]


def _behind(change: Change, switch: Switch) -> bool:
    path = change.field.split(".")
    if "source" in path or change.kind in ("source", "provenance"):
        return False
    if switch.kind == "tree":
        added = change.kind in ("added", "removed") or change.field == "id"
        moved = path[0] in _OF_THE_TREE.get(change.list, ())
        return change.list in _OF_THE_TREE and (added or moved)
    if switch.list == SCORING:
        return path[:2] == [SCORING, switch.field]
    return (change.list, change.id, path[0]) == (switch.list, switch.id, switch.field)
