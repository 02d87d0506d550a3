"""The readable difference between two versions of a plan."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from aqyl.language import LANGUAGES, Phrase, Sayable, say, worded
from aqyl.plan.models import Action, Passage, Plan, Target
from aqyl.plan.sums import Amount, budget_cells, by_cell, by_year, cost
from aqyl.plan.wording import Figure
from aqyl.standard import Edition


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs; its words are `plan.change.<key>`.

    about: the id of the action, goal, ... it is told of; empty for the plan as a whole.
    """

    key: str
    about: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def say(self, lang: str) -> str:
        """The change in one language."""
        filled = {key: worded(value, lang) for key, value in self.values.items()}
        unseen = self.key == "wording" and filled["before"] == filled["after"]
        key = "wording_elsewhere" if unseen else self.key
        return say(f"plan.change.{key}", lang, **filled)


@dataclass(frozen=True, slots=True)
class YearSum:
    """What all actions take in a year, before and after, in thousands of the currency."""

    year: int
    before: int
    after: int

    @property
    def difference(self) -> int:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two versions, in the order of the plan, and the sums of each year."""

    before: int
    after: int
    changes: tuple[Change, ...]
    sums: tuple[YearSum, ...]


def compare_plans(before: Plan, after: Plan, edition: Edition) -> Changes:
    """What a reader is told of a new version; nothing where the two are the same."""
    currency = edition.planning.currency if edition.planning else ""
    found = (
        *_baseline(before, after),
        *_goals(before, after),
        *_priorities(before, after, edition),
        *_wordings("standing", before, after),
        *_stages(before, after),
        *_risks(before, after),
        *_actions(before, after, currency),
        *_milestones(before, after),
        *_budgets(before, after, edition, currency),
    )
    return Changes(before.version, after.version, found, _sums(before, after))


def _sums(before: Plan, after: Plan) -> tuple[YearSum, ...]:
    old, new = (by_year(by_cell(plan.roadmap.actions)) for plan in (before, after))
    return tuple(YearSum(y, old.get(y, 0), new.get(y, 0)) for y in sorted(old.keys() | new.keys()))


def _pairs(before: Iterable[N], after: Iterable[N]) -> Iterator[tuple[N | None, N | None]]:
    """Things of both by id: first those of `after`, then those that are gone."""
    old = {one.id: one for one in before}
    new = {one.id: one for one in after}
    yield from ((old.get(id_), one) for id_, one in new.items())
    yield from ((one, None) for id_, one in old.items() if id_ not in new)


def _differs(before: Passage, after: Passage) -> bool:
    return any(before.say(lang) != after.say(lang) for lang in LANGUAGES)


def _worded(
    about: str, name: Sayable, field: str, before: Passage, after: Passage
) -> Iterator[Change]:
    if _differs(before, after):
        values = {"name": name, "field": Phrase(f"plan.field.{field}")}
        yield Change("wording", about, {**values, "before": before, "after": after})


def _baseline(before: Plan, after: Plan) -> Iterator[Change]:
    old, new = before.baseline, after.baseline
    if (old.period, old.fingerprint) != (new.period, new.fingerprint):
        periods = {"before": old.period, "after": new.period}
        scores = {"old_score": Figure(old.score, 1), "new_score": Figure(new.score, 1)}
        yield Change("baseline", "", {**periods, **scores})
    if (before.roadmap.start, before.roadmap.end) != (after.roadmap.start, after.roadmap.end):
        yield Change("years", "", {"before": _years(before), "after": _years(after)})


def _years(plan: Plan) -> str:
    return f"{plan.roadmap.start}–{plan.roadmap.end}"


def _goals(before: Plan, after: Plan) -> Iterator[Change]:
    for old, new in _pairs(before.strategy.goals, after.strategy.goals):
        if old is None and new is not None:
            yield Change("goal_added", new.id, {"name": new.title})
        elif new is None and old is not None:
            yield Change("goal_removed", old.id, {"name": old.title})
        elif old and new:
            yield from _worded(new.id, new.title, "title", old.title, new.title)
            yield from _worded(new.id, new.title, "reason", old.reason, new.reason)
            if old.targets != new.targets:
                targets = {"before": _Targets(old.targets), "after": _Targets(new.targets)}
                yield Change("targets", new.id, {"name": new.title, **targets})


@dataclass(frozen=True, slots=True)
class _Targets:
    """Yearly targets as a language writes them; a second decimal only where there is one."""

    targets: tuple[Target, ...]

    def say(self, lang: str) -> str:
        digits = [1 if one.value == round(one.value, 1) else 2 for one in self.targets]
        pairs = zip(self.targets, digits, strict=True)
        shown = (f"{one.year}: {Figure(one.value, most).say(lang)}" for one, most in pairs)
        return "; ".join(shown) or "–"


def _priorities(before: Plan, after: Plan, edition: Edition) -> Iterator[Change]:
    entries = (*edition.initiatives, *edition.technologies)
    titles: dict[str, object] = {one.id: one.title for one in entries}
    old = {one.node: one.place for one in before.strategy.priorities}
    new = {one.node: one.place for one in after.strategy.priorities}
    for node in (*new, *(node for node in old if node not in new)):
        if old.get(node) != new.get(node):
            places = {"before": old.get(node, "–"), "after": new.get(node, "–")}
            yield Change("priority", node, {"name": titles.get(node, node), **places})


def _wordings(field: str, before: Plan, after: Plan) -> Iterator[Change]:
    old, new = before.strategy.standing, after.strategy.standing
    if len(old) != len(new) or any(_differs(a, b) for a, b in zip(old, new, strict=False)):
        yield Change(field, "")


def _stages(before: Plan, after: Plan) -> Iterator[Change]:
    old = {one.stage: (one.start, one.end) for one in before.strategy.stages}
    for stage in after.strategy.stages:
        was = old.get(stage.stage)
        if was and was != (stage.start, stage.end):
            years = {"before": f"{was[0]}–{was[1]}", "after": f"{stage.start}–{stage.end}"}
            yield Change("stage", str(stage.stage), {"stage": stage.stage, **years})


def _risks(before: Plan, after: Plan) -> Iterator[Change]:
    for old, new in _pairs(before.strategy.risks, after.strategy.risks):
        if old is None and new is not None:
            yield Change("risk_added", new.id, {"name": new.title})
        elif new is None and old is not None:
            yield Change("risk_removed", old.id, {"name": old.title})
        elif old and new:
            yield from _worded(new.id, new.title, "title", old.title, new.title)
            yield from _worded(new.id, new.title, "answer", old.answer, new.answer)


def _actions(before: Plan, after: Plan, currency: str) -> Iterator[Change]:
    for old, new in _pairs(before.roadmap.actions, after.roadmap.actions):
        if old is None and new is not None:
            yield Change("action_added", new.id, _whole(new, currency))
        elif new is None and old is not None:
            yield Change("action_removed", old.id, _whole(old, currency))
        elif old and new:
            yield from _action(old, new, currency)


def _whole(action: Action, currency: str) -> dict[str, object]:
    money = Amount(cost(action), currency)
    return {"name": action.title, "start": action.start, "end": action.end, "cost": money}


def _action(old: Action, new: Action, currency: str) -> Iterator[Change]:
    name = {"name": new.title}
    if (old.start, old.end) != (new.start, new.end):
        was = {"old_start": old.start, "old_end": old.end, "days": (new.end - old.end).days}
        yield Change("moved", new.id, {**name, "start": new.start, "end": new.end, **was})
    if old.expenses != new.expenses:
        amounts = {"before": cost(old), "after": cost(new), "more": cost(new) - cost(old)}
        money = {key: Amount(value, currency) for key, value in amounts.items()}
        key = "cost" if amounts["more"] else "spread"
        yield Change(key, new.id, {**name, **money})
    if (old.initiative, old.status) != (new.initiative, new.status):
        was_now = {"before": f"{old.initiative} → {old.status}"}
        yield Change(
            "aim", new.id, {**name, **was_now, "after": f"{new.initiative} → {new.status}"}
        )
    for field in ("title", "responsible", "risk"):
        yield from _worded(new.id, new.title, field, getattr(old, field), getattr(new, field))
    for field in ("prerequisites", "goals", "effects", "joint", "staff", "mandatory"):
        if getattr(old, field) != getattr(new, field):
            yield Change("field", new.id, {**name, "field": Phrase(f"plan.field.{field}")})


def _milestones(before: Plan, after: Plan) -> Iterator[Change]:
    for old, new in _pairs(before.roadmap.milestones, after.roadmap.milestones):
        if old is None and new is not None:
            yield Change("milestone_added", new.id, {"name": new.title, "due": new.due})
        elif new is None and old is not None:
            yield Change("milestone_removed", old.id, {"name": old.title, "due": old.due})
        elif old and new:
            if old.due != new.due:
                dues = {"before": old.due, "after": new.due}
                yield Change("milestone_moved", new.id, {"name": new.title, **dues})
            yield from _worded(new.id, new.title, "title", old.title, new.title)


def _budgets(before: Plan, after: Plan, edition: Edition, currency: str) -> Iterator[Change]:
    old, new = budget_cells(before.roadmap), budget_cells(after.roadmap)
    titles = {one.id: one.title for one in edition.funding}
    for year, funding in sorted(old.keys() | new.keys()):
        was, now = old.get((year, funding), 0), new.get((year, funding), 0)
        if was != now:
            money = {"before": Amount(was, currency), "after": Amount(now, currency)}
            name = titles.get(funding, funding)
            yield Change("budget", f"{year}", {"year": year, "funding": name, **money})
