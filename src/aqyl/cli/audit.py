"""`aqyl audit`: what is wrong, or may mislead, in an edition, its data and what it published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqyl.cli.arguments import Data, EditionId, Period, year
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

_Published = Annotated[
    str, typer.Option("--published", help="cli.option.published", metavar="FILE")
]
_Strict = Annotated[bool, typer.Option("--strict", help="cli.option.strict")]


@verb
def audit(
    screen: Screen,
    edition: EditionId,
    data: Data,
    published: _Published = "",
    period: Period = "",
    strict: _Strict = False,
) -> None:
    """Findings in full on stdout, the gravest first."""
    from aqyl.assess.audit import stops
    from aqyl.cli.failures import STOPPED
    from aqyl.cli.summary import findings_text
    from aqyl.cli.work import assess_and_audit, note_carried

    order = Path(published) if published else None
    with screen.progress(3) as begin:
        assessed = assess_and_audit(
            edition, Path(data), begin, period=year(period), published=order
        )
    note_carried(screen, assessed)
    if screen.is_json:
        screen.result([finding.as_dict() for finding in assessed.findings])
    else:
        screen.line(findings_text(screen, assessed.findings))
    if stops(assessed.findings, "strict" if strict else "warn"):
        grave = [finding for finding in assessed.findings if finding.severity != "note"]
        screen.note(screen.say("cli.audit.stopped", count=len(grave)))
        raise typer.Exit(STOPPED)
