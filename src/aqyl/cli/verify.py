"""`aqyl verify`: does what was published follow from what it is said to rest on?"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aqyl.cli.bundle import stages
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

if TYPE_CHECKING:
    from aqyl.publish.bundle import Manifest, Verdict

_Bundle = Annotated[str, typer.Argument(help="cli.argument.bundle", metavar="BUNDLE")]
NOT_REPLAYED = 1


@verb
def verify(screen: Screen, bundle: _Bundle) -> None:
    """Exit code 1 when the bundle does not replay; a file that is no bundle is a problem."""
    from aqyl.publish.bundle import verify as check

    path = Path(bundle)
    with screen.progress(6) as begin:
        verdict = check(path, stages(begin, path.name))
    if screen.is_json:
        screen.result(verdict.as_dict(screen.lang))
    elif screen.talks:
        _show(screen, verdict)
    else:
        screen.line(verdict.text(screen.lang))
    if not verdict.replays:
        raise typer.Exit(NOT_REPLAYED)


def _show(screen: Screen, verdict: Verdict) -> None:
    """What was stated, the verdict, each check with what is wrong, the notes."""
    screen.line(_head(screen, verdict.bundle.manifest))
    screen.line(verdict.text(screen.lang))
    screen.line()
    for check in verdict.checks:
        outcome = screen.say(f"bundle.outcome.{check.outcome}")
        screen.line(f"[{outcome}] {check.text(screen.lang)}")
        for fault in check.faults:
            screen.line(textwrap.indent(fault.text(screen.lang), "    "))
    screen.line()
    for note in verdict.notes:
        screen.line(screen.say("cli.verify.note", text=note.text(screen.lang)))


def _head(screen: Screen, manifest: Manifest) -> str:
    from aqyl.language import format_date
    from aqyl.publish.bundle.verdict import shown

    day = manifest.created_on
    created = (
        screen.say("cli.verify.created", day=format_date(day, screen.lang))
        if day
        else screen.say("cli.verify.undated")
    )
    versions = ", ".join(f"{name} {one}" for name, one in manifest.versions.items())
    values = {"edition": manifest.edition.id, "period": manifest.period, "versions": versions}
    return shown(screen.say("cli.verify.head", **values, created=created), 500)
