"""`aqyl assess`: an edition and a folder of data become scores, ranks, audit and report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from aqyl.cli.arguments import Data, EditionId, Out, Period, choice, folder, year
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

MODES = ("warn", "strict")
_Mode = Annotated[str, typer.Option("--audit", help="cli.option.audit", metavar="warn|strict")]


@verb
def assess(
    screen: Screen,
    edition: EditionId,
    data: Data,
    out: Out,
    period: Period = "",
    audit: _Mode = "warn",
) -> None:
    """Nothing is written when the audit stops a strict run."""
    from aqyl.cli.stop import stop_if
    from aqyl.cli.summary import show_headlines, show_ranking
    from aqyl.cli.work import analysed, assess_and_audit, note_carried, report_input, write

    mode, chosen = choice("--audit", audit, MODES), year(period)
    target = folder(out)
    with screen.progress(6) as begin:
        assessed = assess_and_audit(edition, Path(data), begin, period=chosen)
        stop_if(screen, assessed.findings, mode == "strict")
        report = analysed(assessed, report_input(assessed, screen.lang), begin)
        begin("write", edition=assessed.edition.id)
        written = write(target, assessed, report)
    note_carried(screen, assessed)
    if screen.is_json:
        screen.result(_result(written))
    elif screen.talks:
        show_ranking(screen, assessed)
        show_headlines(screen, assessed.findings)
        screen.line(screen.say("cli.run.report", path=written / "report.html"))


def _result(folder: Path) -> dict[str, object]:
    """The manifest, with the folder it lies in."""
    import json

    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {"folder": str(folder), **cast(dict[str, object], manifest)}
