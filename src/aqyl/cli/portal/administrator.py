"""`aqyl portal administrator`: the first account of an installation."""

from __future__ import annotations

from typing import Annotated

import typer

from aqyl.cli.portal.options import Home, folder
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

_Email = Annotated[str, typer.Argument(help="cli.argument.email", metavar="ADDRESS")]
_Name = Annotated[str, typer.Argument(help="cli.argument.person", metavar="NAME")]


@verb
def administrator(screen: Screen, email: _Email, name: _Name, home: Home = "") -> None:
    """The password is printed once; who invites the others signs in with it."""
    from aqyl.portal.operate import setup

    setup.begin(folder(home))
    setup.prepare()
    from aqyl.portal.operate.administrator import make_administrator

    password = make_administrator(email, name, screen.lang)
    if screen.is_json:
        screen.result({"email": email, "password": password})
        return
    screen.line(screen.say("cli.portal.administrator", email=email, password=password))
