"""A small valid edition in a folder of its own, to be made wrong in one place at a time."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from aqyl.problems import Problem
from aqyl.standard import Edition, check_folder, load_edition

SMALL = Path(__file__).parent / "small"


@dataclass(frozen=True)
class Folder:
    """An edition's folder that a test may write to."""

    path: Path

    @classmethod
    def copy(cls, into: Path, name: str = "small") -> Folder:
        shutil.copytree(SMALL, into / name)
        return cls(into / name)

    def read(self, file: str) -> str:
        return (self.path / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        (self.path / file).parent.mkdir(parents=True, exist_ok=True)
        (self.path / file).write_text(text, encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> Folder:
        """Replace one piece of text that stands in the file exactly once."""
        text = self.read(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))
        return self

    def add(self, file: str, text: str) -> Folder:
        """Append text to a file."""
        self.write(file, self.read(file) + text)
        return self

    def line_of(self, file: str, piece: str) -> int:
        """The line at which a piece of text first stands."""
        return self.read(file).partition(piece)[0].count("\n") + 1

    def problems(self) -> list[Problem]:
        return check_folder(self.path)[1]

    def load(self) -> Edition:
        return load_edition(self.path)


def keys(problems: list[Problem]) -> list[str]:
    """What is wrong, in short."""
    return [problem.key for problem in problems]
