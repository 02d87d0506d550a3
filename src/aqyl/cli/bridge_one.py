"""A bridge for people: one settlement in full."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from aqyl.cli.bridge_view import MEASURES, digits_of, head, signed
from aqyl.cli.screen import Screen

if TYPE_CHECKING:
    from aqyl.assess.bridge import Bridge, Step
    from aqyl.assess.bridge.wording import Wording

# Shares smaller than this, on a scale of one, are not shown.
_SMALL = 0.00005
# Contributors named of each part.
_MOST = 5


def show_one(screen: Screen, found: Bridge, settlement: str, node: str) -> None:
    """The parts of one settlement's change, each change by its share, and where it came from."""
    from aqyl.assess.bridge.wording import Wording

    words = Wording(found)
    head(screen, found, node, words)
    step, digits = found.step(settlement, node), digits_of(found)
    if math.isnan(step.change):
        screen.line(screen.say("cli.bridge.nowhere", count=1))
        return
    numbers = {name: screen.number(getattr(step, name), digits) for name in ("before", "after")}
    name = words.title(settlement, screen.lang)
    change = signed(screen, step.change, digits)
    screen.line(screen.say("cli.bridge.of", name=name, change=change, **numbers))
    rank = found.step(settlement, "total", "rank")
    places = {end: screen.number(getattr(rank, end), 0) for end in ("before", "after")}
    screen.line(screen.say("cli.bridge.rank_of", **places))
    screen.line()
    _shares(screen, found, step, words, digits)
    _contributors(screen, found, step, words, digits)


def _shares(screen: Screen, found: Bridge, step: Step, words: Wording, digits: int) -> None:
    """Each part and each change, with its share in the score and in both bounds."""
    measures = [found.step(step.unit, step.node, measure) for measure in MEASURES]
    shares = [{share.number: share.points for share in one.shares} for one in measures]
    small = _SMALL * found.after.edition.scoring.scale
    rows = []
    for part in step.parts:
        points = [signed(screen, one.parts[part], digits) for one in measures]
        rows.append([screen.say(f"bridge.part.{part}"), "", *points])
        for share in (share for share in step.shares if share.player.part == part):
            own = [by_number[share.number] for by_number in shares]
            if max(map(abs, own)) >= small:
                name = words.name(share.player, screen.lang)
                rows.append(["", name, *(signed(screen, one, digits) for one in own)])
    names = ("change", "changed", *MEASURES)
    screen.table([screen.say(f"cli.column.{name}") for name in names], rows, (2, 3, 4))


def _contributors(screen: Screen, found: Bridge, step: Step, words: Wording, digits: int) -> None:
    rows = [
        [
            screen.say(f"bridge.part.{part}"),
            words.title(one.node, screen.lang),
            signed(screen, one.points, digits),
        ]
        for part in step.parts
        for one in found.contributors(step.unit, part, step.node, _MOST)
    ]
    if rows:
        screen.line()
        names = ("change", "through", "share")
        screen.table([screen.say(f"cli.column.{name}") for name in names], rows, (2,))
