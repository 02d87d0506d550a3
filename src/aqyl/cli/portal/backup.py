"""`aqyl portal backup`: the whole installation in one file."""

from __future__ import annotations

from pathlib import Path

from aqyl.cli.portal.options import Home, OneFile, folder
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb


@verb
def backup(screen: Screen, file: OneFile, home: Home = "") -> None:
    """Rows, the event log and the files of evidence, as they were at one moment."""
    from aqyl.portal.operate import setup

    setup.begin(folder(home))
    from aqyl.portal.operate.backup import back_up

    with screen.progress(1) as begin:
        begin("backup")
        summary = back_up(Path(file))
    values = {"rows": summary.rows, "files": summary.files, "events": summary.events}
    if screen.is_json:
        screen.result({"file": file, **values})
    elif screen.talks:
        screen.line(screen.say("cli.portal.backed_up", path=file, **values))
