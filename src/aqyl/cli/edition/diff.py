"""`aqyl edition diff`: what changed in meaning between two editions."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

if TYPE_CHECKING:
    from aqyl.standard import Change

_Before = Annotated[str, typer.Argument(help="cli.argument.edition_before", metavar="A")]
_After = Annotated[str, typer.Argument(help="cli.argument.edition_after", metavar="B")]


@verb
def diff(screen: Screen, before: _Before, after: _After) -> None:
    """A sentence for each change."""
    from aqyl.standard import diff_editions, load_edition

    changes = diff_editions(load_edition(before), load_edition(after))
    if screen.is_json:
        screen.result([_entry(change) for change in changes])
        return
    for change in changes:
        screen.line(screen.title(change.sentence))
    count = screen.say("cli.edition.changes", count=len(changes))
    screen.note(count if changes else screen.say("cli.edition.same"))


def _entry(change: Change) -> dict[str, object]:
    return {**asdict(change), "sentence": change.sentence.model_dump()}
