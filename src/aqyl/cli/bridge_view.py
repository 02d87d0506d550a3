"""A bridge for people: who moved, and what it is made of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from aqyl.cli.screen import Screen
from aqyl.problems import NotFoundError, Problem

if TYPE_CHECKING:
    from aqyl.assess.bridge import Bridge, Split, Step
    from aqyl.assess.bridge.wording import Wording
    from aqyl.index import Floats

# Units named that stand on one side only.
_NAMED = 8
MEASURES = ("score", "low", "high")


def place_of(found: Bridge, settlement: str, node: str) -> str:
    """The id of a settlement given by id or name; blank for none.

    Raises NotFoundError for a settlement or a node that does not stand in both assessments.
    """
    from aqyl.assess.units import find_unit
    from aqyl.standard.checks import nearest

    if node not in found.nodes:
        values = {"given": node, "near": ", ".join(nearest(node, found.nodes)) or "–"}
        raise NotFoundError([Problem("assess.unknown_node", values=values)])
    titles = {unit.id: unit.title for unit in found.after.units if unit.id in found.units}
    return find_unit(found.after.edition, titles, settlement) if settlement else ""


def as_dict(found: Bridge, settlement: str, node: str) -> dict[str, object]:
    """For JSON: every change, the players in words, the shares in them."""
    from aqyl.assess.bridge.tidy import contributor_rows, share_rows
    from aqyl.assess.bridge.wording import Wording
    from aqyl.language import LANGUAGES

    words = Wording(found)
    return {
        "before": {"edition": found.before.edition.id, "period": found.before.period},
        "after": {"edition": found.after.edition.id, "period": found.after.period},
        "units": list(found.units),
        "units_before": list(found.units_before),
        "units_after": list(found.units_after),
        "only_before": list(found.only_before),
        "only_after": list(found.only_after),
        "players": [
            {
                "part": player.part,
                "kind": player.kind,
                "ids": player.ids,
                "name": {lang: words.name(player, lang) for lang in LANGUAGES},
                "changes": [change.sentence.model_dump() for change in player.changes],
            }
            for player in found.players
        ],
        **{
            name: [
                row for row in rows if settlement in ("", row["settlement"]) and row["node"] == node
            ]
            for name, rows in (
                ("bridge", found.rows()),
                ("shares", share_rows(found)),
                ("contributors", contributor_rows(found)),
            )
        },
    }


def show(screen: Screen, found: Bridge, node: str) -> None:
    """A line a unit by its place now; then what changed, by the size of its share."""
    from aqyl.assess.bridge.wording import Wording

    words = Wording(found)
    head(screen, found, node, words)
    if not found.players:
        screen.line(screen.say("cli.bridge.same"))
        return
    steps = [found.step(unit, node) for unit in found.units]
    known = [step for step in steps if not math.isnan(step.change)]
    if not known:
        _nobody(screen, steps)
        return
    _units(screen, found, known, words)
    if len(known) < len(steps):
        screen.line(screen.say("cli.bridge.nowhere", count=len(steps) - len(known)))
    screen.line()
    _all_changes(screen, found, node, words)


def _nobody(screen: Screen, steps: Sequence[Step]) -> None:
    """Why there is nothing to split: who has a score on which side."""
    scored = {
        side: sum(not math.isnan(getattr(step, side)) for step in steps)
        for side in ("before", "after")
    }
    screen.line(screen.say("cli.bridge.nobody", count=len(steps), **scored))


def _units(screen: Screen, found: Bridge, known: list[Step], words: Wording) -> None:
    """A line for each unit that changed, by its place now; the others are counted."""
    from aqyl.assess.bridge import PARTS

    digits = digits_of(found)
    places = {step.unit: found.step(step.unit, "total", "rank") for step in known}
    known.sort(key=lambda step: (places[step.unit].after, -step.after))
    moved = [step for step in known if any(round(part, digits) for part in step.parts.values())]
    names = ("settlement", "before", "after", "change", "rank_change")
    *columns, last = [screen.say(f"cli.column.{name}") for name in names]
    columns += [*(screen.say(f"bridge.part.{part}") for part in PARTS), last]
    if moved:
        rows = [_line(screen, step, places[step.unit], words, digits) for step in moved]
        screen.table(columns, rows, range(1, 8))
    still = [places[step.unit] for step in known if step not in moved]
    if still:
        shifted = sum(place.before != place.after for place in still)
        screen.line(screen.say("cli.bridge.still", count=len(still), shifted=shifted))


def head(screen: Screen, found: Bridge, node: str, words: Wording) -> None:
    """From which assessment to which, and the units that stand on one side only."""
    sides = {"before": found.before, "after": found.after}
    values = {side: one.edition.id for side, one in sides.items()}
    values |= {f"period_{side}": one.period for side, one in sides.items()}
    screen.line(screen.say("cli.bridge.head", **values, count=len(found.units)))
    if node != "total":
        screen.line(screen.say("cli.bridge.node", node=words.title(node, screen.lang)))
    if found.units_before or found.units_after:
        ends = {"before": found.units_before, "after": found.units_after}
        named = {end: _some(screen, units, words) for end, units in ends.items()}
        screen.line(screen.say("cli.bridge.only", **named))


def _some(screen: Screen, units: Sequence[str], words: Wording) -> str:
    named = ", ".join(words.title(unit, screen.lang) for unit in units[:_NAMED])
    if len(units) > _NAMED:
        return screen.say("bridge.more", named=named, count=len(units) - _NAMED)
    return named or "–"


def _line(screen: Screen, step: Step, rank: Step, words: Wording, digits: int) -> list[str]:
    return [
        words.title(step.unit, screen.lang),
        screen.number(step.before, digits),
        screen.number(step.after, digits),
        signed(screen, step.change, digits),
        *(signed(screen, points, digits) for points in step.parts.values()),
        " → ".join(screen.number(place, 0) for place in (rank.before, rank.after)),
    ]


def _all_changes(screen: Screen, found: Bridge, node: str, words: Wording) -> None:
    """Every player by the mean size of its share over the units, in the score and both bounds."""
    column, digits = found.nodes.index(node), digits_of(found)
    sizes = np.stack([_sizes(getattr(found, name), column) for name in MEASURES], axis=1)
    rows = [
        [
            screen.say(f"bridge.part.{found.players[n].part}"),
            words.name(found.players[n], screen.lang),
            *(screen.number(float(size), digits) for size in sizes[n]),
        ]
        for n in np.lexsort((-sizes[:, 1], -sizes[:, 0]))
        if np.round(sizes[n], digits).any()
    ]
    screen.line(screen.say("cli.bridge.all_changes"))
    names = ("change", "changed", *MEASURES)
    screen.table([screen.say(f"cli.column.{name}") for name in names], rows, (2, 3, 4))
    if len(rows) < len(sizes):
        screen.line(screen.say("cli.bridge.idle", count=len(sizes) - len(rows)))


def _sizes(split: Split, column: int) -> Floats:
    """The mean size of each player's share in one node, over the units that have a change."""
    shares = np.abs(split.players[:, :, column])
    known = ~np.isnan(split.change[:, column])
    mean: Floats = shares[:, known].sum(axis=1) / max(int(known.sum()), 1)
    return mean


def digits_of(found: Bridge) -> int:
    """The decimals of a score on the later edition's scale."""
    from aqyl.assess.parts import digits_for

    return digits_for(found.after.edition.scoring.scale)


def signed(screen: Screen, value: float, digits: int) -> str:
    """A change with its sign; nothing for what rounds to none."""
    rounded = round(value, digits)
    if not rounded:
        return "0"
    return ("+" if rounded > 0 else "−") + screen.number(abs(rounded), digits)
