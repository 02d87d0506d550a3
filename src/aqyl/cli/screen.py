"""What a verb talks to: results to stdout, everything else to stderr, in one language."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aqyl.cli.settings import Settings
from aqyl.language import format_number, say

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aqyl.standard import Text

# Not a terminal: nothing is folded, a line is as long as it needs to be.
_ENDLESS = 10_000


class Screen:
    """The two streams and the settings of one run."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.lang = settings.lang

    @property
    def is_json(self) -> bool:
        """Whether only the machine form may be written to stdout."""
        return self.settings.json

    @property
    def talks(self) -> bool:
        """Whether a summary for people is wanted."""
        return not (self.settings.json or self.settings.quiet)

    def say(self, key: str, **values: object) -> str:
        """A string of the catalogue; whole numbers in it are set as the language does."""
        return say(key, self.lang, **{k: self._in(v) for k, v in values.items()})

    def _in(self, value: object) -> object:
        if isinstance(value, int) and not isinstance(value, bool):
            return format_number(value, self.lang, 0)
        return value

    def number(self, value: float | None, digits: int = 2) -> str:
        """A number as the language writes it."""
        return format_number(value, self.lang, digits)

    def title(self, text: Text) -> str:
        """A text of three languages in the one chosen."""
        return text.say(self.lang)

    def result(self, value: object) -> None:
        """The machine form of the result: JSON on stdout."""
        text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
        sys.stdout.write(text + "\n")

    def line(self, text: str = "") -> None:
        """A line for people on stdout."""
        sys.stdout.write(text + "\n")

    def note(self, text: str) -> None:
        """A line for people on stderr, unless they want none."""
        if self.talks:
            sys.stderr.write(text + "\n")

    def show(self, what: RenderableType) -> None:
        """A table or a tree on stdout."""
        self._console().print(what)

    def table(
        self, columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()
    ) -> None:
        """A table on stdout, folded to the terminal; columns of numbers (`right`) stand right."""
        from aqyl.cli.folding import folded

        console = self._console()
        console.print(folded(columns, rows, right, console.width))

    def _console(self) -> Console:
        from rich.console import Console

        width = None if sys.stdout.isatty() else _ENDLESS
        return Console(file=sys.stdout, width=width, highlight=False, emoji=False, markup=False)

    @contextmanager
    def progress(self, steps: int) -> Iterator[Steps]:
        """A bar of so many steps on stderr; what it gives words and begins the next one.

        Nothing is shown when stderr is no terminal, or quiet or JSON is asked for.
        """
        if not (self.talks and sys.stderr.isatty()):
            yield Steps(self, lambda done, words: None)
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(file=sys.stderr, highlight=False, emoji=False, markup=False)
        columns = (BarColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("", total=steps)
            yield Steps(
                self, lambda done, words: bar.update(task, completed=done, description=words)
            )


class Steps:
    """The steps of a run: called with a key to begin the next one."""

    def __init__(self, screen: Screen, show: Callable[[float, str], None]) -> None:
        self._screen, self._show = screen, show
        self._begun, self._words = 0, ""

    def __call__(self, key: str, **values: object) -> None:
        """Word the next step and begin it."""
        self._words = self._screen.say(f"cli.step.{key}", **values)
        self._show(self._begun, self._words)
        self._begun += 1

    def part(self, done: int, count: int) -> None:
        """So much of the step that was begun is done."""
        self._show(self._begun - 1 + done / count, self._words)
