"""Who brought a change about: Shapley values, and Owen values of players that belong to parts.

A game is a function from "who has changed" to a value. A player's Shapley value is the mean of
what it adds over all orders in which the players can change; Owen's value takes only the orders in
which the players of a part come one after another, so that the sum over a part is the part's own
Shapley value, however finely its players are told apart.
Sources: L. S. Shapley, "A value for n-person games" (1953); G. Owen, "Values of games with a priori
unions" (1977); J. Castro, D. Gómez and J. Tejada, Computers & Operations Research 36 (2009) for
sampled orders, here in pairs of an order and its reverse.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from aqyl.index import Floats

On = frozenset[int]
Game = Callable[[On], Floats]
Context = tuple[On, float]


@dataclass(frozen=True)
class Shares:
    """`value` (players, ...) and its standard error, 0 where every order was taken."""

    value: Floats
    error: Floats


def owen(game: Game, parts: Sequence[Sequence[int]], exact: int, draws: int, seed: int) -> Shares:
    """The share of every player; players are numbered 0.. and each belongs to one part.

    A part of up to `exact` players is taken in every order, a larger one in `draws` orders and
    their reverses. Over a part the shares sum to the part's Shapley value either way.

    >>> worth = {frozenset(): 0.0, frozenset({0}): 4.0, frozenset({1}): 0.0, frozenset({0, 1}): 6.0}
    >>> owen(lambda on: np.array(worth[on]), [[0], [1]], 8, 0, 0).value
    array([5., 1.])
    """
    start = game(frozenset())
    count = sum(map(len, parts))
    value, error = (np.zeros((count, *start.shape)) for _ in range(2))
    gain = _remembered(game, start, [frozenset(part) for part in parts])
    for place, part in enumerate(parts):
        others = [frozenset(other) for other in (*parts[:place], *parts[place + 1 :])]
        contexts = list(coalitions(others))
        if len(part) <= exact:
            for context in contexts:
                _every_order(gain, context, part, value)
        else:
            orders = _orders(gain, contexts, part, draws, np.random.default_rng([seed, place]))
            value[list(part)] = orders.mean(axis=0)
            spread = orders.std(axis=0, ddof=1) if draws > 1 else np.full_like(orders[0], np.nan)
            error[list(part)] = spread / math.sqrt(draws)
    return Shares(value, error)


def coalitions(parts: Sequence[On]) -> Iterator[Context]:
    """All unions of parts, each with its weight in the Shapley value of one more part."""
    for size in range(len(parts) + 1):
        weight = _weight(size, len(parts) + 1)
        for chosen in combinations(parts, size):
            yield frozenset[int]().union(*chosen), weight


def _weight(size: int, players: int) -> float:
    """How often just `size` given ones of `players` stand before a given one."""
    return 1.0 / (players * math.comb(players - 1, size))


def _remembered(game: Game, start: Floats, parts: Sequence[On]) -> Game:
    """What a coalition gains over the start; unions of whole parts are worked out once."""
    shared = {
        frozenset[int]().union(*c) for n in range(len(parts) + 1) for c in combinations(parts, n)
    }
    known: dict[On, Floats] = {}

    def gain(on: On) -> Floats:
        if on in known:
            return known[on]
        found = game(on) - start
        if on in shared:
            known[on] = found
        return found

    return gain


def _every_order(gain: Game, context: Context, part: Sequence[int], value: Floats) -> None:
    """Add what each player of a part is worth after those of the context."""
    before, weight = context
    for size in range(len(part) + 1):
        for chosen in combinations(part, size):
            worth = weight * gain(before.union(chosen))
            for player in part:
                if player in chosen:
                    value[player] += _weight(size - 1, len(part)) * worth
                else:
                    value[player] -= _weight(size, len(part)) * worth


def _orders(
    gain: Game,
    contexts: Sequence[Context],
    part: Sequence[int],
    draws: int,
    random: np.random.Generator,
) -> Floats:
    """What each player adds in one drawn order and its reverse, (draws, players, ...)."""
    found = np.zeros((draws, len(part), *gain(frozenset()).shape))
    for drawn in found:
        order = random.permutation(len(part))
        for before, weight in contexts:
            for way in (order, order[::-1]):
                on, last = before, gain(before)
                for place in way:
                    on = on | {part[place]}
                    now = gain(on)
                    drawn[place] += weight / 2 * (now - last)
                    last = now
    return found
