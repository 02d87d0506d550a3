"""`aqyl register search`: settlements by a part of their name in any language."""

from __future__ import annotations

from typing import Annotated

import typer

from aqyl.cli.register.listing import show_settlements
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb
from aqyl.problems import NotFoundError

_Text = Annotated[str, typer.Argument(help="cli.argument.text", metavar="TEXT")]


@verb
def search(screen: Screen, text: _Text) -> None:
    """Best matches first; when nothing is found, near names are."""
    from aqyl.register import load_register

    register = load_register()
    found = register.search(text)
    if not found and not screen.is_json:
        _say_near(screen, text)
    show_settlements(screen, found)


def _say_near(screen: Screen, text: str) -> None:
    from aqyl.register import load_register

    try:
        load_register().get(text)
    except NotFoundError as error:
        screen.note(error.problems[0].part("repair", screen.lang))
