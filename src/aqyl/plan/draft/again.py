"""A strategy drafted anew: what was generated is replaced, what a person wrote stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from aqyl.plan.models import Goal, Passage, Priority, Risk, Stage, Strategy

P = TypeVar("P", Goal, Priority, Risk, Stage)


@dataclass(frozen=True, slots=True)
class Stale:
    """A passage that a person wrote and beneath which something has changed.

    where: `standing.3`, `goals.goal.total.title`, ... before, after: what was generated then and
    is generated now (after is empty where the draft no longer holds it); passage: as it is kept.
    """

    where: str
    before: Passage
    after: Passage
    passage: Passage


@dataclass(frozen=True, slots=True)
class Redrafted:
    """The new strategy, and which written passages rest on something that changed."""

    strategy: Strategy
    stale: tuple[Stale, ...]


def redraft(before: Strategy, draft: Strategy) -> Redrafted:
    """A fresh draft with everything a person wrote in the strategy before it.

    Goals, priorities and risks that the draft no longer holds stay where a person wrote in them or
    added them, and go otherwise. Targets whose basis is `own` stay, and so do the years of stages.
    """
    stale: list[Stale] = []
    strategy = Strategy(
        standing=_standing(before, draft, stale),
        goals=tuple(_several("goals", before.goals, draft.goals, stale)),
        priorities=tuple(_several("priorities", before.priorities, draft.priorities, stale)),
        stages=tuple(_several("stages", before.stages, draft.stages, stale)),
        risks=tuple(_several("risks", before.risks, draft.risks, stale)),
    )
    return Redrafted(strategy, tuple(stale))


def _standing(before: Strategy, draft: Strategy, stale: list[Stale]) -> tuple[Passage, ...]:
    """Passages by place; those a person added after the generated ones stay behind them."""
    own = [one for one in before.standing if one.generated is None]
    old = [one for one in before.standing if one.generated is not None]
    old += [Passage()] * (len(draft.standing) - len(old))
    pairs = enumerate(zip(old, draft.standing, strict=False), start=1)
    merged = [_merge(f"standing.{n}", was, now, stale) for n, (was, now) in pairs]
    return (*merged, *own)


def _merge(where: str, was: Passage, now: Passage, stale: list[Stale]) -> Passage:
    """The new generated wording under what a person wrote."""
    passage = Passage(generated=now.generated, written=was.written)
    if was.written and was.generated != now.generated:
        stale.append(Stale(where, was, now, passage))
    return passage


def _several(name: str, before: Iterable[P], draft: Iterable[P], stale: list[Stale]) -> Iterator[P]:
    old = {_key(one): one for one in before}
    new = {_key(one): one for one in draft}
    for key, now in new.items():
        yield _one(f"{name}.{key}", old[key], now, stale) if key in old else now
    for key, was in old.items():
        if key not in new and _touched(was):
            stale += _lost(f"{name}.{key}", was)
            yield was


def _key(one: Goal | Priority | Risk | Stage) -> str:
    if isinstance(one, Priority):
        return one.node
    return str(one.stage) if isinstance(one, Stage) else one.id


def _fields(one: Goal | Priority | Risk | Stage) -> dict[str, Passage]:
    values = {name: getattr(one, name) for name in type(one).model_fields}
    return {name: value for name, value in values.items() if isinstance(value, Passage)}


def _one(where: str, was: P, now: P, stale: list[Stale]) -> P:
    old, new = _fields(was), _fields(now)
    merged: dict[str, object] = {
        name: _merge(f"{where}.{name}", old[name], new[name], stale) for name in new
    }
    return now.model_copy(update=merged | _kept(was, now))


def _kept(was: P, now: P) -> dict[str, object]:
    """What besides the wording a person may have set."""
    if isinstance(was, Stage):
        return {"start": was.start, "end": was.end}
    if isinstance(was, Goal) and isinstance(now, Goal):
        years = {one.year: one for one in now.targets}
        years |= {one.year: one for one in was.targets if one.basis == "own"}
        return {"targets": tuple(years[year] for year in sorted(years))}
    return {}


def _touched(one: Goal | Priority | Risk | Stage) -> bool:
    """Whether a person added it or wrote in it."""
    fields = _fields(one).values()
    own_target = isinstance(one, Goal) and any(t.basis == "own" for t in one.targets)
    return own_target or any(f.written for f in fields) or not any(f.generated for f in fields)


def _lost(where: str, was: Goal | Priority | Risk | Stage) -> Iterator[Stale]:
    """Written passages of a thing the draft no longer holds."""
    for name, passage in _fields(was).items():
        if passage.written and passage.generated:
            yield Stale(f"{where}.{name}", passage, Passage(), passage)
