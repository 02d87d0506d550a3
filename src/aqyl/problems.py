"""Problems: what was given, what is allowed, how to repair; collected, then raised together.

Exceptions
    AqylError
    ├── InputError     the user's files or arguments; exit code 2
    └── NotFoundError  an id that is not there; exit code 2
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from aqyl.language import say, worded

T = TypeVar("T")

PARTS = ("given", "allowed", "repair")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands. Lines and rows count from 1; a table's header is row 1."""

    file: str = ""
    line: int | None = None
    column: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        parts = [self.file, self.sheet, str(self.line) if self.line else "", self.column]
        return ":".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    key names an entry `<key>.given`, `<key>.allowed`, `<key>.repair` of the string catalogue
    (`language/strings/problems.yaml`); values fill its placeholders, wordings and dates among them
    in the language of the reader.
    """

    key: str
    place: Place = Place()
    values: Mapping[str, object] = field(default_factory=dict)

    def part(self, name: str, lang: str) -> str:
        """One of the three sentences: `given`, `allowed` or `repair`."""
        values = {key: worded(value, lang) for key, value in self.values.items()}
        return say(f"problem.{self.key}.{name}", lang, **values)

    def text(self, lang: str) -> str:
        """The whole problem as up to four lines."""
        lines = [str(self.place)] if str(self.place) else []
        lines += [
            f"  {say(f'problem.word.{name}', lang)}: {self.part(name, lang)}" for name in PARTS
        ]
        return "\n".join(lines)

    def as_dict(self, lang: str) -> dict[str, object]:
        """For `--json`: the place in its parts and the three sentences."""
        place = self.place
        return {
            "problem": self.key,
            "file": place.file,
            "sheet": place.sheet,
            "line": place.line,
            "column": place.column,
            **{name: self.part(name, lang) for name in PARTS},
        }


class AqylError(Exception):
    """One or more problems, all that were found in one pass."""

    exit_code = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.text("en") for problem in self.problems))

    def text(self, lang: str) -> str:
        """Every problem in one language, a blank line between them."""
        return "\n\n".join(problem.text(lang) for problem in self.problems)


class InputError(AqylError):
    """A file or an argument cannot be used as it is."""


class NotFoundError(AqylError):
    """An id names nothing."""


def raise_if(problems: Iterable[Problem]) -> None:
    """Raise InputError when there is at least one problem."""
    found = tuple(problems)
    if found:
        raise InputError(found)


def attempt(read: Callable[[], T], problems: list[Problem]) -> T | None:
    """What `read` gives, or None after its problems were added to the others."""
    try:
        return read()
    except AqylError as error:
        problems += error.problems
        return None
