"""What differs between two assessments, sorted into players of the parts real, method and data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from aqyl.standard import Change

Part = Literal["real", "method", "data"]
PARTS: tuple[Part, ...] = ("real", "method", "data")
Detail = Literal["auto", "kinds", "changes"]

# A player before players are put together: its part, its kind, and what tells it from its like.
Key = tuple[Part, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Player:
    """One thing that changed.

    part and kind: `real` content (another status or value); `method` weights, points, goalposts,
    steps, tree, aggregation, missing, standings, reading (which rows count, and as what), groups,
    targets; `data` known_now, no_longer_known, standing, imputation, units_in, units_out.
    ids: the entries it is about, such as an indicator and its field, a unit that came in, a filled
    blank (unit and leaf); several where players of a kind are one. changes: of the edition.
    """

    part: Part
    kind: str
    ids: tuple[tuple[str, ...], ...]
    changes: tuple[Change, ...] = ()


def put_together(keys: Sequence[Key], detail: Detail, most: int) -> Mapping[Key, tuple[str, ...]]:
    """Which player each key belongs to, a player being named (part, kind, *ids).

    `changes` keeps every key a player of its own, `kinds` puts those of a kind together, `auto`
    does so kind by kind, the largest first, until a part has no more than `most` players.
    """
    together: set[tuple[str, str]] = set()
    for part in PARTS:
        count = Counter(key[:2] for key in keys if key[0] == part)
        for kind in sorted(count, key=lambda kind: (-count[kind], kind)):
            players = sum(1 if one in together else count[one] for one in count)
            if detail == "kinds" or (detail == "auto" and players > most):
                together.add(kind)
    return {key: key[:2] if key[:2] in together else (*key[:2], *key[2]) for key in keys}
