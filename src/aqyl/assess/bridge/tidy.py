"""A bridge as tidy tables: every change (`Bridge.rows`), every share, every contributor."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from aqyl.assess.bridge.mixture import MEASURES
from aqyl.assess.bridge.players import PARTS
from aqyl.assess.bridge.result import EXACT, Bridge
from aqyl.assess.bridge.wording import Wording
from aqyl.language import LANGUAGES
from aqyl.tables import Row

BRIDGE = ("settlement", "node", "measure", "before", "after", "change", *PARTS)
SHARES = (
    "settlement", "node", "measure", "part", "kind", "player", "share", "error",
    *(f"name_{lang}" for lang in LANGUAGES),
)  # fmt: skip
CONTRIBUTORS = ("settlement", "node", "part", "through", "points")


def share_rows(bridge: Bridge) -> Iterator[Row]:
    """Every player's share of the change of each total: score, low, high, rank, group_rank.

    player: its number; error: the standard error where orders of changing were drawn.
    """
    words = Wording(bridge)
    names = [
        {f"name_{lang}": words.name(player, lang) for lang in LANGUAGES}
        for player in bridge.players
    ]
    for unit in bridge.units:
        for measure in (*MEASURES, "rank", "group_rank"):
            step = bridge.step(unit, "total", measure)
            for share in step.shares if not np.isnan(step.change) else ():
                yield {
                    "settlement": unit,
                    "node": "total",
                    "measure": measure,
                    "part": share.player.part,
                    "kind": share.player.kind,
                    "player": share.number,
                    "share": share.points,
                    "error": share.error,
                    **names[share.number],
                }


def contributor_rows(bridge: Bridge) -> Iterator[Row]:
    """What came through each leaf or rule of a node to the change of each unit's total score."""
    total = bridge.nodes.index("total")
    for row, unit in enumerate(bridge.units):
        for part in PARTS:
            points = bridge.named[part][total, row]
            for source in np.flatnonzero(np.abs(points) > EXACT):
                yield {
                    "settlement": unit,
                    "node": "total",
                    "part": part,
                    "through": bridge.sources[source],
                    "points": float(points[source]),
                }
