"""From one assessment to another: how much of a change is real, how much method, how much data.

    real     what is known of a leaf says otherwise: another status, another value.
    method   the edition changed: weights, points, goalposts, steps, the tree, aggregation, the
             rule for what is missing, standings, targets, groups, which rows count and as what.
    data     what is known changed, not what it says: a leaf known now, or no longer; another
             standing; a blank filled otherwise; a unit that came in or went out.

`bridge` compares the units and nodes that both assessments have, nodes by their ids. Between the
two lie mixtures, in which some parts have changed and others not yet; each is scored in full, over
all units. A part's share is its mean effect over the orders in which parts can change (Shapley),
and a single player's its mean over the orders inside its part (Owen), so shares sum to the whole at
every node, whatever the detail; ranks, low and high are shared out over the same mixtures.

What two different trees, lists of units or tables leave open is settled so:
- A leaf that only one tree has was never asked of the other side: it keeps the facts it has, and
  comes and goes with the tree (method). A domain that only one tree has does the same. Such nodes
  have no change of their own; they are listed, and what they did to nodes above them is named.
- A unit that only one assessment has keeps the facts it has and comes and goes as data: it moves
  others through ranks, and through scores wherever values are normalised over the units.
- A filled blank keeps the values it was filled with before and after; it is not filled anew in
  between, so a blank is a player of its own (an edition's rule of filling is not).
- Where the two editions read data by other rules (`reading`) and both facts rest on the same row of
  the same file, or both could read that file for the same year, the difference is method; where
  the row is another, it is real or data.
- Scores against targets, which an assessment does not keep, are swapped whole: with their values,
  else with their standing, else as `targets`.
- A node of which nothing is known has no score, so that on either side of it there is no change:
  NaN. What it brought to the nodes above, where it counts with its low bound, stands there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from aqyl.assess.assessment import Assessment
from aqyl.assess.bridge.contributions import named
from aqyl.assess.bridge.differences import READING, Differences, differences
from aqyl.assess.bridge.editions import Switch, changes_of
from aqyl.assess.bridge.mixture import MEASURES, Mixtures
from aqyl.assess.bridge.players import PARTS, Detail, Key, Part, Player, put_together
from aqyl.assess.bridge.result import Bridge, Contribution, Share, Split, Step, check
from aqyl.assess.bridge.shares import Shares, coalitions, owen
from aqyl.index import Floats
from aqyl.problems import Problem, raise_if

__all__ = ["PARTS", "Bridge", "Contribution", "Part", "Player", "Share", "Split", "Step", "bridge"]

# A part of up to so many players is taken in every order: 2^8 mixtures, at most four times over.
EVERY_ORDER = 8
SEED = 20260101
# A share smaller than this is rounding.
NOTHING = 1e-12


def bridge(
    before: Assessment,
    after: Assessment,
    *,
    detail: Detail = "auto",
    exact: int = EVERY_ORDER,
    draws: int = 16,
    seed: int = SEED,
) -> Bridge:
    """Split every change of score, low, high and rank between two assessments.

    detail: `auto` tells single changes apart and puts those of a kind together only where a part
    would have more than `exact` players; `kinds` always puts them together, `changes` never. A
    part of more than `exact` players is taken in `draws` drawn orders and their reverses, with a
    standard error for each share; the three parts are exact either way. One more player in a part
    doubles the number of mixtures. Raises InputError where no unit stands in both.
    """
    own = {unit.id for unit in after.units}
    units = tuple(unit.id for unit in before.units if unit.id in own)
    raise_if([] if units else [Problem("bridge.no_units")])
    found = differences(before, after)
    players, number = _players(before, after, found, detail, exact)
    nodes = tuple(node for node in before.tree.nodes if node in after.tree.nodes)
    mixtures = Mixtures((before.edition, after.edition), found, number, units, nodes)
    parts = {part: [n for n, p in enumerate(players) if p.part == part] for part in PARTS}
    groups = [group for group in parts.values() if group]
    shares = owen(mixtures.game, groups, exact, draws, seed)
    return _result((before, after), mixtures, players, parts, shares)


def _players(
    before: Assessment, after: Assessment, found: Differences, detail: Detail, exact: int
) -> tuple[tuple[Player, ...], Mapping[int, int]]:
    """The players, and the player of each key of `found`."""
    names = put_together(found.keys, detail, exact)
    order = {name: n for n, name in enumerate(sorted(set(names.values())))}
    members = [[key for key in sorted(names) if names[key] == name] for name in order]
    behind = [_behind(own, found) for own in members]
    changes = changes_of(before.edition, after.edition, behind)
    players = tuple(
        Player(own[0][0], own[0][1], tuple(key[2] for key in own), made)
        for own, made in zip(members, changes, strict=True)
    )
    return players, {n: order[names[key]] for n, key in enumerate(found.keys)}


def _behind(keys: Sequence[Key], found: Differences) -> list[Switch]:
    reading = found.reading if any(key[1] == READING for key in keys) else ()
    return [found.switches[key] for key in keys if key in found.switches] + list(reading)


def _result(
    pair: tuple[Assessment, Assessment],
    mixtures: Mixtures,
    players: tuple[Player, ...],
    parts: Mapping[Part, Sequence[int]],
    shares: Shares,
) -> Bridge:
    ends = mixtures.before.values, mixtures.after.values
    width = len(mixtures.nodes)
    places = [slice(n * width, (n + 1) * width) for n in range(len(MEASURES))]
    score, low, high = (_split(ends, shares, place) for place in places)
    nodes = [a.tree.nodes for a in pair]
    ids = [tuple(unit.id for unit in a.units) for a in pair]
    sources = tuple(dict.fromkeys((*nodes[0], *nodes[1])))
    result = Bridge(
        before=pair[0],
        after=pair[1],
        units=tuple(unit for unit in ids[0] if unit in ids[1]),
        nodes=mixtures.nodes,
        sources=sources,
        players=players,
        score=score,
        low=low,
        high=high,
        rank=_split(ends, shares, slice(len(MEASURES) * width, None)),
        named=_named(mixtures, parts, sources, score),
        only_before=tuple(node for node in nodes[0] if node not in nodes[1]),
        only_after=tuple(node for node in nodes[1] if node not in nodes[0]),
        units_before=tuple(unit for unit in ids[0] if unit not in ids[1]),
        units_after=tuple(unit for unit in ids[1] if unit not in ids[0]),
    )
    check(result)
    return result


def _split(ends: tuple[Floats, Floats], shares: Shares, place: slice) -> Split:
    before, after = (end[:, place] for end in ends)
    nowhere = np.isnan(before) | np.isnan(after)
    value, error = (
        np.where(nowhere, np.nan, np.where(np.abs(x[:, :, place]) < NOTHING, 0.0, x[:, :, place]))
        for x in (shares.value, shares.error)
    )
    return Split(before, after, value, error)


def _named(
    mixtures: Mixtures, parts: Mapping[Part, Sequence[int]], sources: tuple[str, ...], score: Split
) -> dict[Part, Floats]:
    """For each part, what came through which leaf or node: (nodes, units, sources)."""
    width = len(mixtures.nodes)
    mix, game = cache(mixtures.mix), cache(mixtures.game)
    result: dict[Part, Floats] = {}
    for part, own in parts.items():
        total = np.zeros((width, len(score.before), len(sources)))
        others = [frozenset(group) for name, group in parts.items() if name != part and group]
        for before, weight in coalitions(others) if own else ():
            one, other = before, before.union(own)
            change = (game(other) - game(one))[:, :width]
            total += weight * named(mix(one), mix(other), change, mixtures.nodes, sources)
        result[part] = np.where(np.isnan(score.change).T[:, :, np.newaxis], np.nan, total)
    return result
