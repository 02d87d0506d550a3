"""YAML with the file and line of every key, so that an error can point at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from aqyl.problems import Place, Problem

Loader = yaml.CSafeLoader


class Located(dict[str, object]):
    """A mapping that knows its file, its line, and the file and line of each of its keys."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file = file
        self.line = line
        self.at: dict[str, tuple[str, int]] = {}

    def put(self, key: str, value: object, at: tuple[str, int] | None = None) -> None:
        """Set a key and say where it stands; without `at` it keeps the mapping's own place."""
        self[key] = value
        if at is not None:
            self.at[key] = at

    def place(self, key: str | None = None) -> Place:
        """Where a key (or the mapping itself) stands."""
        file, line = self.at.get(key or "", (self.file, self.line))
        return Place(file, line, key or "")

    def derive(self) -> Located:
        """A shallow copy that stands at the same place."""
        copy = Located(self.file, self.line)
        copy.update(self)
        copy.at.update(self.at)
        return copy


def read_yaml(path: Path, shown: str) -> tuple[Located, list[Problem]]:
    """Read one YAML file; as `parse_yaml`."""
    return parse_yaml(path.read_bytes(), shown)


def parse_yaml(raw: bytes, shown: str) -> tuple[Located, list[Problem]]:
    """One YAML document whose top is a mapping; lists become tuples.

    `shown` is the name that problems give the file. Unreadable text, wrong YAML, a top that is no
    mapping, a key given twice and an alias that holds itself come back as problems.
    """
    empty = Located(shown, 1)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return empty, [Problem("file.not_utf8", Place(shown, line), {"byte": error.start})]
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        return empty, [_broken(shown, text, error)]
    except RecursionError:
        return empty, [Problem("yaml.broken", Place(shown, 1), {"detail": "nested too deep"})]
    if not isinstance(node, yaml.MappingNode):
        return empty, [Problem("yaml.no_mapping", Place(shown, 1))]
    reader = _Reader(shown)
    return reader.mapping(node), reader.problems


def _broken(shown: str, text: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    position = getattr(error, "position", None)
    line = mark.line + 1 if mark else text[: position or 0].count("\n") + 1
    detail = getattr(error, "problem", None) or getattr(error, "reason", None) or "YAML"
    return Problem("yaml.broken", Place(shown, line), {"detail": detail})


class _Reader:
    """Nodes to values. An aliased node is read once, so that aliases of aliases cost nothing."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.scalars = Loader("")
        self.read: dict[yaml.Node, object] = {}
        self.open: set[yaml.Node] = set()

    def value(self, node: yaml.Node) -> object:
        if node in self.open:
            self._report(node, "an alias that holds itself")
            return None
        if node not in self.read:
            self.read[node] = self._value(node)
        return self.read[node]

    def _value(self, node: yaml.Node) -> object:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node)
        if isinstance(node, yaml.SequenceNode):
            self.open.add(node)
            items = tuple(self.value(child) for child in node.value)
            self.open.remove(node)
            return items
        return self.scalar(node)

    def scalar(self, node: yaml.Node) -> object:
        """A scalar as YAML reads it; what looks like a date but is none stays text."""
        try:
            return self.scalars.construct_object(node)
        except ValueError:
            return str(node.value)
        except yaml.YAMLError as error:
            self._report(node, getattr(error, "problem", None) or "YAML")
            return None

    def mapping(self, node: yaml.MappingNode) -> Located:
        result = Located(self.file, node.start_mark.line + 1)
        self.open.add(node)
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in result:
                place, first = Place(self.file, line, key), result.place(key).line
                values = {"name": key, "first": first}
                self.problems.append(Problem("yaml.key_twice", place, values))
            result.put(key, self.value(value_node), (self.file, line))
        self.open.remove(node)
        return result

    def _report(self, node: yaml.Node, detail: str) -> None:
        place = Place(self.file, node.start_mark.line + 1)
        self.problems.append(Problem("yaml.broken", place, {"detail": detail}))


def locate(root: object, loc: tuple[int | str, ...]) -> Place:
    """The place of a path inside nested Located mappings and tuples: its deepest known line.

    Parts of the path that are not in the data (the name of a missing field, pydantic's tag of a
    union) are passed over.
    """
    here, place, labels = root, Place(), list[str]()
    if isinstance(root, Located):
        place = root.place()
    for part in loc:
        if isinstance(here, Located) and isinstance(part, str):
            if part not in here:
                continue
            labels.append(part)
            if part in here.at:
                place = here.place(part)
            here = here[part]
        elif isinstance(here, tuple) and isinstance(part, int) and part < len(here):
            labels.append(_label(here[part], part))
            here = here[part]
            if isinstance(here, Located):
                place = here.place()
    return Place(place.file, place.line, ".".join(labels))


def _label(entry: object, index: int) -> str:
    if isinstance(entry, Located) and isinstance(entry.get("id"), str):
        return str(entry["id"])
    return str(index + 1)


def walk(value: object) -> Iterator[Located]:
    """Every mapping inside a value, itself included."""
    if isinstance(value, Located):
        yield value
        for child in value.values():
            yield from walk(child)
    elif isinstance(value, tuple):
        for child in value:
            yield from walk(child)


def ids_in(value: object) -> tuple[str, ...]:
    """The ids of a list of entries as its files give them, entries with wrong fields included."""
    if not isinstance(value, tuple):
        return ()
    given = (entry.get("id") for entry in value if isinstance(entry, Located))
    return tuple(entry_id for entry_id in given if isinstance(entry_id, str))
