"""`aqyl portal serve`: set the portal up and answer browsers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aqyl.cli.portal.options import Home, folder
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

if TYPE_CHECKING:
    from aqyl.portal.operate.demonstration import Account

_Bind = Annotated[str, typer.Option("--bind", help="cli.option.bind", metavar="HOST:PORT")]
_Demonstration = Annotated[bool, typer.Option("--demonstration", help="cli.option.demonstration")]


@verb
def serve(
    screen: Screen,
    home: Home = "",
    bind: _Bind = "127.0.0.1:8000",
    demonstration: _Demonstration = False,
) -> None:
    """Everything that a new installation needs is made first."""
    from aqyl.portal.operate import setup

    setup.begin(folder(home), demonstration=demonstration)
    with screen.progress(1) as begin:
        begin("portal")
        setup.prepare()
    if demonstration:
        from aqyl.portal.operate.demonstration import make_demonstration

        with screen.progress(1) as begin:
            begin("demonstration")
            accounts = make_demonstration(last_year=True)
        _show_accounts(screen, accounts)
    screen.note(screen.say("cli.portal.serving", address=f"http://{bind}"))
    from aqyl.portal.operate.serve import serve as answer

    answer(bind)


def _show_accounts(screen: Screen, accounts: list[Account]) -> None:
    """The passwords, once: they are kept nowhere."""
    if not accounts:
        screen.note(screen.say("cli.portal.accounts_there"))
        return
    screen.line(screen.say("cli.portal.accounts"))
    rows = [[one.email, one.password, screen.say(f"procedure.role.{one.role}")] for one in accounts]
    columns = ("email", "password", "role")
    screen.table([screen.say(f"cli.column.{column}") for column in columns], rows)
