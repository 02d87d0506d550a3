"""`aqyl register build`: the register made anew from KATO and GeoNames."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from aqyl.cli.register.listing import NONE
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb
from aqyl.language import say

_Kato = Annotated[str, typer.Option("--kato", help="cli.option.kato", metavar="FILE")]
_Geonames = Annotated[str, typer.Option("--geonames", help="cli.option.geonames", metavar="FILE")]
_Out = Annotated[str, typer.Option("-o", "--out", help="cli.option.register_out", metavar="FILE")]


@verb
def build(screen: Screen, kato: _Kato = "", geonames: _Geonames = "", out: _Out = "") -> None:
    """Without options: from the files that ship, over the register that ships."""
    from aqyl.register import build_register
    from aqyl.register.paths import SETTLEMENTS

    given = {"kato_csv": kato, "geonames_csv": geonames, "out_csv": out}
    with screen.progress(1) as begin:
        begin("register")
        register = build_register(**{name: Path(path) for name, path in given.items() if path})
    counts = Counter(settlement.group or NONE for settlement in register.settlements)
    path = out or str(SETTLEMENTS)
    if screen.is_json:
        screen.result({"file": path, "settlements": len(register), "groups": dict(counts)})
    elif screen.talks:
        screen.line(screen.say("cli.register.built", path=path, count=len(register)))
        for group, count in sorted(counts.items()):
            name = say(f"register.group.{group}", screen.lang)
            screen.line(screen.say("cli.register.group_count", group=name, count=count))
