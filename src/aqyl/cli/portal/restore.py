"""`aqyl portal restore`: a new installation filled from a backup."""

from __future__ import annotations

from pathlib import Path

from aqyl.cli.portal.options import Home, OneFile, folder
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb


@verb
def restore(screen: Screen, file: OneFile, home: Home = "") -> None:
    """The installation must hold nothing yet."""
    from aqyl.portal.operate import setup

    setup.begin(folder(home))
    from aqyl.portal.operate.restore import restore as bring_back

    with screen.progress(1) as begin:
        begin("restore")
        summary = bring_back(Path(file))
    values = {"rows": summary.rows, "files": summary.files, "events": summary.events}
    if screen.is_json:
        screen.result({"file": file, **values})
    elif screen.talks:
        screen.line(screen.say("cli.portal.restored", path=file, **values))
