"""`aqyl register list`: settlements by group and oblast."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb
from aqyl.language import say

if TYPE_CHECKING:
    from aqyl.register import Settlement

NONE = "none"
_Group = Annotated[str, typer.Option("--group", help="cli.option.group", metavar="GROUP")]
_Oblast = Annotated[str, typer.Option("--oblast", help="cli.option.oblast", metavar="OBLAST")]


@verb
def list_all(screen: Screen, group: _Group = "", oblast: _Oblast = "") -> None:
    """Settlements in the alphabet of the language."""
    from aqyl.register import load_register

    wanted = {"": None, NONE: ""}.get(group, group)
    found = load_register().list(group=wanted, oblast=oblast or None, lang=screen.lang)
    show_settlements(screen, found)


def show_settlements(screen: Screen, settlements: Iterable[Settlement]) -> None:
    """A table of settlements, or their rows as JSON."""
    found = list(settlements)
    if screen.is_json:
        screen.result([settlement.model_dump(mode="json") for settlement in found])
        return
    names = ("kato", "name", "oblast", "group", "population")
    rows = [
        [
            settlement.kato,
            settlement.name(screen.lang),
            settlement.oblast(screen.lang),
            say(f"register.group.{settlement.group or NONE}", screen.lang),
            screen.number(settlement.population, 0),
        ]
        for settlement in found
    ]
    screen.table([screen.say(f"cli.column.{name}") for name in names], rows, (4,))
    screen.note(screen.say("cli.register.count", count=len(found)))
