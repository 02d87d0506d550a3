"""Splitting an indicator: how much more it weighs in parts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aqyl.assess.audit.wording import each, fixed
from aqyl.assess.case import Case
from aqyl.assess.gaming.finding import Finding, Gain, finding
from aqyl.assess.tree import weights_for
from aqyl.index import Floats
from aqyl.language import say, say_all
from aqyl.standard.models import Edition, Indicator

# Into how many parts a leaf is split where the edition itself has split none.
_PARTS = 2


def splitting(case: Case) -> Finding | None:
    """Gains of each unit if the leaf that helps it most were split into equal parts.

    Into as many as the edition's most split indicator has (of one code in one domain), else two;
    every part weighs and scores as the whole did. None where no unit has a score.
    """
    groups = [own for own in split_indicators(case.assessment.edition) if len(own) > 1]
    largest = max(groups, key=len, default=())
    parts = max(len(largest), _PARTS)
    gains, leaf = _gains(case, parts)
    if not gains:
        return None
    times = _times(case, [one for own in groups for one in own], largest)
    numbers: Gain = {"parts": parts, "leaf": leaf, "split": len(groups), "times": times}
    values = {"parts": parts, "leaf": case.title(leaf), "own": _own(groups, largest, times)}
    return finding("splitting", case.scored, case.titles, gains)(numbers, values)


def _own(
    groups: Sequence[Sequence[Indicator]], largest: Sequence[Indicator], times: float
) -> dict[str, str]:
    """What the edition itself has split, as a sentence."""
    if not groups:
        return say_all("gaming.splitting.none")
    digits = 0 if round(times, 1) == round(times) else 1
    return each(
        lambda lang: say(
            "gaming.splitting.own",
            lang,
            split=len(groups),
            code=largest[0].references[0].code,
            size=len(largest),
            times=fixed(times, digits)[lang],
        )
    )


def split_indicators(edition: Edition) -> list[tuple[Indicator, ...]]:
    """Indicators of one domain and one code in an outside standard: parts of what was one."""
    found: dict[tuple[object, ...], list[Indicator]] = {}
    for indicator in edition.indicators:
        if indicator.references:
            key = indicator.domain, indicator.references
            found.setdefault(key, []).append(indicator)
    return [tuple(own) for own in found.values()]


def _times(case: Case, split: Sequence[Indicator], largest: Sequence[Indicator]) -> float:
    """What the most split indicator weighs against the median of those that are not split."""
    if not largest:
        return 1.0
    tree, weight = case.assessment.tree, case.assessment.weight.mean(axis=0)
    parts = {one.id for one in split}
    plain = [weight[n] for n, leaf in enumerate(tree.leaves) if leaf not in parts and weight[n] > 0]
    whole = sum(weight[tree.hierarchy.position(one.id)] for one in largest)
    return round(float(whole / np.median(plain)), 9) if plain else float(len(largest))


def _gains(case: Case, parts: int) -> tuple[dict[str, float], str]:
    """The most each unit gains, and the leaf that brings the greatest gain of all."""
    start, leaves = case.scored.score[:, -1], case.assessment.tree.leaves
    most, best_leaf = np.where(np.isnan(start), np.nan, -np.inf), ("", -np.inf)
    for leaf in leaves:
        gain = case.totals(case.scored.point, _weights(case, leaf, parts)) - start
        most = np.where(gain > most, gain, most)
        greatest = float(np.nanmax(gain, initial=-np.inf))
        if greatest > best_leaf[1]:
            best_leaf = leaf, greatest
    gains = {unit: float(most[row]) for unit, row in case.rows.items() if np.isfinite(most[row])}
    return gains, best_leaf[0]


def _weights(case: Case, leaf: str, parts: int) -> Floats:
    edition = split(case.assessment.edition, leaf, parts)
    tree = case.assessment.tree
    by_group = {group: weights_for(edition, tree, group) for group in set(case.groups)}
    return np.array([by_group[group] for group in case.groups])


def split(edition: Edition, leaf: str, parts: int) -> Edition:
    """The edition in which a leaf weighs as much as its equal parts would."""
    lists = {
        name: tuple(
            one.model_copy(update={"weight": one.weight * parts}) if one.id == leaf else one
            for one in getattr(edition, name)
        )
        for name in ("initiatives", "indicators")
    }
    return edition.model_copy(update=lists)
