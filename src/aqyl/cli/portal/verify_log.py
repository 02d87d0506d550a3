"""`aqyl portal verify-log`: find where the event log was broken."""

from __future__ import annotations

import typer

from aqyl.cli.failures import FAULT
from aqyl.cli.portal.options import Home, folder
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb


@verb
def verify_log(screen: Screen, home: Home = "") -> None:
    """Exit code 1 when the chain is broken anywhere or the triggers that guard it are gone."""
    from aqyl.portal.operate import setup

    setup.begin(folder(home))
    from django.db import connection

    from aqyl.portal.history import chain, guard
    from aqyl.portal.history.models import Head

    breaks = list(chain.verify_log())
    guarded = guard.installed(connection)
    head = Head.objects.get()
    if screen.is_json:
        found = [{"number": one.number, "kind": one.kind} for one in breaks]
        screen.result(
            {"events": head.number, "digest": head.digest, "breaks": found, "guarded": guarded}
        )
    else:
        for one in breaks:
            key = f"portal.break.{one.kind}"
            screen.line(screen.say(key, number=one.number))
        if not guarded:
            screen.line(screen.say("cli.portal.unguarded"))
        if guarded and not breaks:
            values = {"count": head.number, "digest": head.digest or chain.FIRST}
            screen.line(screen.say("cli.portal.log_whole", **values))
    if breaks or not guarded:
        raise typer.Exit(FAULT)
