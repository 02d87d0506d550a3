"""Short tables for people: who stands where, what the audit found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aqyl.cli.screen import Screen
from aqyl.cli.work import Assessed

if TYPE_CHECKING:
    from aqyl.assess.audit import Finding
    from aqyl.tables import Row

TOP = 5
HEADLINES = 10


def show_ranking(screen: Screen, assessed: Assessed, top: int = TOP) -> None:
    """The first settlements of each group, with the intervals of score and rank."""
    from aqyl.assess import ALL, ranks_table

    rows = ranks_table(assessed.assessment)
    groups = list(dict.fromkeys(str(row["group"]) for row in rows))
    for group in [name for name in groups if name != ALL] or [ALL]:
        members = [row for row in rows if row["group"] == group]
        names = {one.id: screen.title(one.title) for one in assessed.edition.groups}
        shown = names.get(group, screen.say("cli.group.all"))
        screen.line(screen.say("cli.run.group", group=shown, count=len(members)))
        _show_ranks(screen, assessed, members[:top])
        screen.line()


def _show_ranks(screen: Screen, assessed: Assessed, rows: Sequence[Row]) -> None:
    from aqyl.assess.parts import digits_for

    digits = digits_for(assessed.edition.scoring.scale)
    scores = {str(unit): bounds for unit, bounds in _bounds(assessed).items()}
    columns = ("rank", "settlement", "score", "score_interval", "rank_interval")
    cells = []
    for row in rows:
        unit = str(row["settlement"])
        low, high = scores[unit]
        cells.append(
            [
                screen.number(_float(row["rank"]), 0),
                assessed.name(unit, screen.lang),
                screen.number(_float(row["score"]), digits),
                f"{screen.number(low, digits)} – {screen.number(high, digits)}",
                f"{screen.number(_float(row['rank_low']), 0)} – "
                f"{screen.number(_float(row['rank_high']), 0)}",
            ]
        )
    screen.table([screen.say(f"cli.column.{name}") for name in columns], cells, (0, 2, 3, 4))


def _bounds(assessed: Assessed) -> dict[str, tuple[float, float]]:
    a = assessed.assessment
    pairs = zip(a.units, a.column(a.low, "total"), a.column(a.high, "total"), strict=True)
    return {unit.id: (float(low), float(high)) for unit, low, high in pairs}


def _float(cell: object) -> float | None:
    return None if cell is None else float(str(cell))


def show_headlines(screen: Screen, findings: Sequence[Finding]) -> None:
    """How many findings of each severity, and the first of each check that found no mere note."""
    counts = Counter(finding.severity for finding in findings)
    numbers = {name: counts[name] for name in ("error", "warning", "note")}
    screen.line(screen.say("cli.audit.counts", **numbers))
    grave: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity != "note":
            grave.setdefault(finding.check, []).append(finding)
    for alike in list(grave.values())[:HEADLINES]:
        screen.line(f"  {_headline(screen, alike)}")
    more = sum(len(alike) for alike in list(grave.values())[HEADLINES:])
    if more:
        screen.line("  " + screen.say("cli.audit.more", count=more))


def _headline(screen: Screen, alike: Sequence[Finding]) -> str:
    """The first of the findings of one check; of the others only their number."""
    first = alike[0]
    severity = screen.say(f"cli.severity.{first.severity}")
    title, found = first.part("title", screen.lang), first.part("found", screen.lang)
    also = f" {screen.say('cli.audit.alike', count=len(alike) - 1)}" if len(alike) > 1 else ""
    return f"{severity}: {title}. {found}{also}"


def findings_text(screen: Screen, findings: Iterable[Finding]) -> str:
    """Every finding in full: what, how sure, where, how to repair."""
    return "\n\n".join(_finding(screen, finding) for finding in findings)


def _finding(screen: Screen, finding: Finding) -> str:
    lang = screen.lang
    severity, certainty = (
        screen.say(f"cli.severity.{finding.severity}"),
        screen.say(f"cli.certainty.{finding.certainty}"),
    )
    lines = [
        f"{severity} ({certainty}): {finding.part('title', lang)}",
        f"  {finding.part('found', lang)}",
    ]
    if str(finding.place):
        lines.append(f"  {screen.say('cli.audit.where')}: {finding.place}")
    lines.append(f"  {screen.say('cli.audit.repair')}: {finding.part('repair', lang)}")
    return "\n".join(lines)
