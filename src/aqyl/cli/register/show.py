"""`aqyl register show`: everything the register holds about a settlement."""

from __future__ import annotations

from typing import Annotated

import typer

from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

_Kato = Annotated[str, typer.Argument(help="cli.argument.kato", metavar="KATO")]


@verb
def show(screen: Screen, kato: _Kato) -> None:
    """Label and text, row by row."""
    from aqyl.register import describe, load_register

    settlement = load_register().get(kato)
    if screen.is_json:
        screen.result(settlement.model_dump(mode="json"))
        return
    columns = [screen.say(f"cli.column.{name}") for name in ("what", "text")]
    screen.table(columns, describe(settlement, screen.lang))
