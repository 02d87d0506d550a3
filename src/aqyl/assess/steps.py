"""An edition's steps applied to a column of values through the functions of `aqyl.index`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aqyl import index
from aqyl.index import Floats
from aqyl.standard import steps as words
from aqyl.standard.models import Edition, Indicator
from aqyl.standard.steps import Step


def steps_of(edition: Edition, indicator: Indicator) -> tuple[Step, ...]:
    """The indicator's own steps, or those of the edition."""
    return indicator.steps or edition.scoring.steps


def apply_steps(
    x: Floats,
    steps: Sequence[Step],
    indicator: Indicator | None = None,
    groups: Sequence[str] = (),
    target: float | None = None,
) -> Floats:
    """A column of values (units,) through a chain of steps.

    `groups` holds each unit's group, for goalposts; `target` is what `share_of_target` aims at
    (without one the score is missing).
    """
    for step in steps:
        if isinstance(step, words.Goalposts):
            low, high = goalposts_of(_needed(step, indicator), groups)
            x = index.goalposts(x, low, high)
        elif isinstance(step, words.ShareOfTarget):
            x = _share(x, target, _needed(step, indicator))
        else:
            x = _apply(x, step)
    return x


def _needed(step: Step, indicator: Indicator | None) -> Indicator:
    if indicator is None:
        raise TypeError(f"step {step.step} works on an indicator's values only")
    return indicator


def _apply(x: Floats, step: Step) -> Floats:  # noqa: C901, PLR0911 - one line a word
    match step:
        case words.Log():
            return index.log(x)
        case words.Sqrt():
            return index.sqrt(x)
        case words.MinMax():
            return index.min_max(x, step.low, step.high)
        case words.ZScore():
            return index.z_score(x, step.mean, step.sd)
        case words.Rank():
            return index.rank_score(x)
        case words.PercentileRank():
            return index.percentile_rank(x)
        case words.Bands():
            return index.bands(x, step.edges, step.points, step.below)
        case words.Piecewise():
            return index.piecewise(x, step.x, step.y)
        case words.Saturating():
            return index.saturating(x, step.knee)
        case words.Scale():
            return index.scale(x, step.factor)
        case words.Invert():
            return index.invert(x)
        case _:
            raise TypeError(step)


def _share(x: Floats, target: float | None, indicator: Indicator) -> Floats:
    aim = indicator.target if target is None else target
    if aim is None:
        return np.full_like(x, np.nan)
    return index.share_of_target(x, aim, indicator.direction)


def goalposts_of(indicator: Indicator, groups: Sequence[str]) -> tuple[Floats, Floats]:
    """Low and high goalpost of each unit by its group, each (units,)."""
    posts = {post.group: (post.low, post.high) for post in indicator.goalposts}
    fallback = posts.get("all", (np.nan, np.nan))
    pairs = np.array([posts.get(group, fallback) for group in groups], dtype=np.float64)
    return pairs[:, 0], pairs[:, 1]


def worst_and_best(steps: Sequence[Step], scores: Floats) -> tuple[float, float]:
    """The least and the greatest score that a missing value can earn.

    0 and 1, the ends of bands or lines, or first and last rank, as later steps change them. Where
    steps set no end (z-scores, values beyond given marks) no score seen in the column lies outside.
    scores: the column's scores, (units,).
    """
    ends = [0.0, 1.0]
    for step in steps:
        match step:
            case words.Bands():
                ends = list(step.points)
            case words.Piecewise():
                ends = list(step.y)
            case words.Rank():
                ends = [1.0, float(scores.size)]
            case words.Scale():
                ends = [end * step.factor for end in ends]
            case words.Invert():
                ends = [1.0 - end for end in ends]
            case words.MinMax() | words.PercentileRank() | words.Saturating():
                ends = [0.0, 1.0]
            case words.Goalposts() | words.ShareOfTarget():
                ends = [0.0, 1.0]
    ends += [float(score) for score in scores if not np.isnan(score)]
    return min(ends), max(ends)


def effective_direction(steps: Sequence[Step], indicator: Indicator, x: Floats) -> int:
    """What the chain does to a value: +1 rises, -1 falls, 0 neither, over the observed range.

    x holds the observed values (units,); the chain is tried on 41 evenly spaced values between
    their least and greatest.
    """
    known = x[~np.isnan(x)]
    if known.size < 2 or known.min() == known.max():
        return 0
    probe = np.linspace(known.min(), known.max(), 41)
    groups = [post.group for post in indicator.goalposts[:1]] * probe.size or ["all"] * probe.size
    score = apply_steps(probe, steps, indicator, groups)
    change = np.diff(score[~np.isnan(score)])
    if np.all(change >= 0) and np.any(change > 0):
        return 1
    if np.all(change <= 0) and np.any(change < 0):
        return -1
    return 0
