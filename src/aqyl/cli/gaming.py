"""`aqyl gaming`: how a standard can be gamed, and by how much."""

from __future__ import annotations

from pathlib import Path

from aqyl.cli.arguments import Data, EditionId, Period, year
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb


@verb
def gaming(screen: Screen, edition: EditionId, data: Data, period: Period = "") -> None:
    """What a unit gains while no city gets better; what a test found, and how to mend the rule."""
    from aqyl.assess.gaming import gaming as tests
    from aqyl.cli.work import assess_only, note_carried

    chosen = year(period)
    with screen.progress(3) as begin:
        assessed = assess_only(edition, Path(data), begin, period=chosen)
        begin("gaming", edition=assessed.edition.id)
        found = tests(assessed.assessment)
    note_carried(screen, assessed)
    if screen.is_json:
        screen.result([finding.as_dict() for finding in found])
        return
    title, time = screen.title(assessed.edition.title), assessed.assessment.period
    screen.line(screen.say("cli.gaming.head", title=title, period=time))
    for finding in found:
        verdict = screen.say(f"gaming.verdict.{finding.verdict}")
        screen.line()
        screen.line(f"{finding.part('title', screen.lang)}: {verdict}")
        screen.line(f"  {finding.part('found', screen.lang)}")
        if not finding.holds:
            repair = finding.part("repair", screen.lang)
            screen.line(f"  {screen.say('cli.audit.repair')}: {repair}")
