"""A bridge for people: who moved, what it is made of, and one settlement in full."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from aqyl.cli.screen import Screen
from aqyl.problems import NotFoundError, Problem

if TYPE_CHECKING:
    from aqyl.assess.bridge import Bridge, Split, Step
    from aqyl.assess.bridge.wording import Wording
    from aqyl.index import Floats

# Shares smaller than this, on a scale of one, are not shown.
_SMALL = 0.00005
# Contributors named of each part.
_MOST = 5
_COLUMNS = ("settlement", "before", "after", "change", "rank_change")
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
    from aqyl.assess.bridge import PARTS
    from aqyl.assess.bridge.wording import Wording

    words = Wording(found)
    _head(screen, found, node, words)
    if not found.players:
        screen.line(screen.say("cli.bridge.same"))
        return
    digits = _digits(found)
    steps = [found.step(unit, node) for unit in found.units]
    known = [step for step in steps if not math.isnan(step.change)]
    places = {step.unit: found.step(step.unit, "total", "rank") for step in known}
    known.sort(key=lambda step: (places[step.unit].after, -step.after))
    rows = [_line(screen, step, places[step.unit], words, digits) for step in known]
    names = [
        screen.say(f"cli.column.{name}") for name in ("settlement", "before", "after", "change")
    ]
    parts = [screen.say(f"bridge.part.{part}") for part in PARTS]
    screen.table([*names, *parts, screen.say("cli.column.rank_change")], rows, range(1, 8))
    if len(known) < len(steps):
        screen.line(screen.say("cli.bridge.nowhere", count=len(steps) - len(known)))
    screen.line()
    _all_changes(screen, found, node, words, digits)


def show_one(screen: Screen, found: Bridge, settlement: str, node: str) -> None:
    """The parts of one settlement's change, each change by its share, and where it came from."""
    from aqyl.assess.bridge.wording import Wording

    words = Wording(found)
    _head(screen, found, node, words)
    step, digits = found.step(settlement, node), _digits(found)
    if math.isnan(step.change):
        screen.line(screen.say("cli.bridge.nowhere", count=1))
        return
    numbers = {name: screen.number(getattr(step, name), digits) for name in ("before", "after")}
    name = words.title(settlement, screen.lang)
    change = _signed(screen, step.change, digits)
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
        points = [_signed(screen, one.parts[part], digits) for one in measures]
        rows.append([screen.say(f"bridge.part.{part}"), "", *points])
        for share in (share for share in step.shares if share.player.part == part):
            own = [by_number[share.number] for by_number in shares]
            if max(map(abs, own)) >= small:
                name = words.name(share.player, screen.lang)
                rows.append(["", name, *(_signed(screen, one, digits) for one in own)])
    names = ("change", "changed", *MEASURES)
    screen.table([screen.say(f"cli.column.{name}") for name in names], rows, (2, 3, 4))


def _contributors(screen: Screen, found: Bridge, step: Step, words: Wording, digits: int) -> None:
    rows = [
        [
            screen.say(f"bridge.part.{part}"),
            words.title(one.node, screen.lang),
            _signed(screen, one.points, digits),
        ]
        for part in step.parts
        for one in found.contributors(step.unit, part, step.node, _MOST)
    ]
    if rows:
        screen.line()
        names = ("change", "through", "share")
        screen.table([screen.say(f"cli.column.{name}") for name in names], rows, (2,))


def _head(screen: Screen, found: Bridge, node: str, words: Wording) -> None:
    sides = {"before": found.before, "after": found.after}
    values = {side: one.edition.id for side, one in sides.items()}
    values |= {f"period_{side}": one.period for side, one in sides.items()}
    screen.line(screen.say("cli.bridge.head", **values, count=len(found.units)))
    if node != "total":
        screen.line(screen.say("cli.bridge.node", node=words.title(node, screen.lang)))
    if found.units_before or found.units_after:
        ends = {"before": found.units_before, "after": found.units_after}
        named = {
            end: ", ".join(words.title(unit, screen.lang) for unit in units) or "–"
            for end, units in ends.items()
        }
        screen.line(screen.say("cli.bridge.only", **named))


def _line(screen: Screen, step: Step, rank: Step, words: Wording, digits: int) -> list[str]:
    return [
        words.title(step.unit, screen.lang),
        screen.number(step.before, digits),
        screen.number(step.after, digits),
        _signed(screen, step.change, digits),
        *(_signed(screen, points, digits) for points in step.parts.values()),
        " → ".join(screen.number(place, 0) for place in (rank.before, rank.after)),
    ]


def _all_changes(screen: Screen, found: Bridge, node: str, words: Wording, digits: int) -> None:
    """Every player by the mean size of its share over the units, in the score and both bounds."""
    column = found.nodes.index(node)
    sizes = np.stack([_sizes(getattr(found, name), column) for name in MEASURES], axis=1)
    rows = [
        [
            screen.say(f"bridge.part.{found.players[n].part}"),
            words.name(found.players[n], screen.lang),
            *(screen.number(float(size), digits) for size in sizes[n]),
        ]
        for n in np.lexsort((-sizes[:, 1], -sizes[:, 0]))
    ]
    screen.line(screen.say("cli.bridge.all_changes"))
    names = ("change", "changed", *MEASURES)
    screen.table([screen.say(f"cli.column.{name}") for name in names], rows, (2, 3, 4))


def _sizes(split: Split, column: int) -> Floats:
    """The mean size of each player's share in one node, over the units that have a change."""
    shares = np.abs(split.players[:, :, column])
    known = ~np.isnan(split.change[:, column])
    mean: Floats = shares[:, known].sum(axis=1) / max(int(known.sum()), 1)
    return mean


def _digits(found: Bridge) -> int:
    from aqyl.assess.parts import digits_for

    return digits_for(found.after.edition.scoring.scale)


def _signed(screen: Screen, value: float, digits: int) -> str:
    """A change with its sign; nothing for what rounds to none."""
    rounded = round(value, digits)
    if not rounded:
        return "0"
    return ("+" if rounded > 0 else "−") + screen.number(abs(rounded), digits)
