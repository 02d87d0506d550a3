"""YAML with the line of every key, so that an error can point at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from aqyl.problems import Place, Problem

Loader = yaml.CSafeLoader


class Located(dict[str, object]):
    """A mapping that knows its file, its line and the line of each of its keys."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file = file
        self.line = line
        self.lines: dict[str, int] = {}

    def place(self, key: str | None = None) -> Place:
        """Where a key (or the mapping itself) stands."""
        return Place(self.file, self.lines.get(key or "", self.line), key or "")

    def derive(self) -> Located:
        """A shallow copy that stands at the same place."""
        copy = Located(self.file, self.line)
        copy.update(self)
        copy.lines.update(self.lines)
        return copy


def read_yaml(path: Path, shown: str) -> tuple[Located, list[Problem]]:
    """Read one YAML file whose top is a mapping; lists become tuples.

    `shown` is the name that problems give the file. Unreadable text, wrong YAML, a top that is no
    mapping and a key given twice come back as problems.
    """
    empty = Located(shown, 1)
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return empty, [Problem("file.not_utf8", Place(shown, line), {"byte": error.start})]
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        detail = getattr(error, "problem", None) or "YAML"
        return empty, [Problem("yaml.broken", Place(shown, line), {"detail": detail})]
    if not isinstance(node, yaml.MappingNode):
        return empty, [Problem("yaml.no_mapping", Place(shown, 1))]
    problems: list[Problem] = []
    value = _Reader(shown, problems).mapping(node)
    return value, problems


class _Reader:
    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.scalars = Loader("")

    def value(self, node: yaml.Node) -> object:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.value(child) for child in node.value)
        return self.scalar(node)

    def scalar(self, node: yaml.Node) -> object:
        try:
            return self.scalars.construct_object(node)
        except (yaml.YAMLError, ValueError) as error:
            place = Place(self.file, node.start_mark.line + 1)
            self.problems.append(Problem("yaml.broken", place, {"detail": str(error)}))
            return None

    def mapping(self, node: yaml.MappingNode) -> Located:
        result = Located(self.file, node.start_mark.line + 1)
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in result:
                place = Place(self.file, line, key)
                self.problems.append(
                    Problem("yaml.key_twice", place, {"key": key, "first": result.lines[key]})
                )
            result[key] = self.value(value_node)
            result.lines[key] = line
        return result


def locate(root: object, loc: tuple[int | str, ...]) -> Place:
    """The place of a path inside nested Located mappings and tuples: its deepest known line."""
    here, place, labels = root, Place(), list[str]()
    if isinstance(root, Located):
        place = root.place()
    for part in loc:
        if isinstance(here, Located) and isinstance(part, str):
            labels.append(part)
            if part in here.lines:
                place = here.place(part)
            elif part not in here:
                continue
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
