"""How far two verifiers agree beyond chance: Cohen's kappa with its interval.

kappa = (p - e) / (1 - e): p is the share of answers both judged alike, e what chance alone would
give with the same shares of verdicts (J. Cohen, Educational and Psychological Measurement 20 (1960)
37-46). Standard error of the large sample: J. L. Fleiss, J. Cohen and B. S. Everitt, Psychological
Bulletin 72 (1969) 323-327, formula 13.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

Margin = defaultdict[str, float]


@dataclass(frozen=True, slots=True)
class Agreement:
    """kappa in [-1, 1] with its interval, the share judged alike, and the number of pairs.

    NaN where it cannot be told: no pairs, or both gave one and the same verdict throughout. The
    interval needs the fewest pairs asked for.
    """

    kappa: float
    low: float
    high: float
    alike: float
    pairs: int


def agreement(pairs: Iterable[tuple[str, str]], fewest: int, confidence: float = 0.95) -> Agreement:
    """The agreement of pairs (first verdict, second verdict).

    fewest: below this many pairs the large-sample interval says nothing and is not told.

    >>> yes, no = ("yes", "yes"), ("no", "no")
    >>> pairs = [yes] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [no] * 15
    >>> round(agreement(pairs, fewest=10).kappa, 12)
    0.4
    """
    counts = Counter(pairs)
    total = counts.total()
    if not total:
        return Agreement(math.nan, math.nan, math.nan, math.nan, 0)
    share = {pair: count / total for pair, count in counts.items()}
    first, second = _margin(share, 0), _margin(share, 1)
    alike = sum(part for (one, other), part in share.items() if one == other)
    chance = sum(part * second[word] for word, part in first.items())
    if math.isclose(chance, 1.0):
        return Agreement(math.nan, math.nan, math.nan, alike, total)
    kappa = (alike - chance) / (1 - chance)
    if total < fewest:
        return Agreement(kappa, math.nan, math.nan, alike, total)
    error = _error(share, first, second, kappa, chance) / math.sqrt(total)
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * error
    return Agreement(kappa, max(-1.0, kappa - reach), min(1.0, kappa + reach), alike, total)


def _margin(share: dict[tuple[str, str], float], side: int) -> Margin:
    """How often each verdict was given on one side; 0 for one that was not."""
    found: Margin = defaultdict(float)
    for pair, part in share.items():
        found[pair[side]] += part
    return found


def _error(
    share: dict[tuple[str, str], float],
    first: Margin,
    second: Margin,
    kappa: float,
    chance: float,
) -> float:
    """The standard error of one pair's worth; divide it by the root of the number of pairs."""
    same = apart = 0.0
    for (one, other), part in share.items():
        if one == other:
            weight = 1 - (first[one] + second[one]) * (1 - kappa)
            same += part * weight**2
        else:
            apart += part * (second[one] + first[other]) ** 2
    apart *= (1 - kappa) ** 2
    rest = (kappa - chance * (1 - kappa)) ** 2
    return math.sqrt(max(0.0, same + apart - rest)) / (1 - chance)
