"""Risks that the data show; likelihood and gravity (0-1) are worked out from them, never guessed.

coverage        likelihood: the unknown share of the weight; gravity: width of the interval
border          likelihood: the share of draws in another class; gravity: that of its settlements
prerequisites   likelihood: the share of priority initiatives whose prerequisites are not there;
                gravity: their share of what the priorities gain
readiness       likelihood: 1 - readiness / 9 of the least ready priority technology; gravity: its
                share of the need
single_source   likelihood and gravity: 1, where one source pays for everything
"""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.plan.draft.case import Case
from aqyl.plan.draft.priorities import ranked
from aqyl.plan.models import Priority, Risk, Roadmap
from aqyl.plan.sums import by_cell
from aqyl.plan.wording import Figure, Percent, generated

_HIGHEST = 9


def risks(
    case: Case, priorities: tuple[Priority, ...], roadmap: Roadmap | None
) -> tuple[Risk, ...]:
    """The risks that are there, in the order of the list above."""
    return (
        *_coverage(case),
        *_border(case),
        *_prerequisites(case, priorities),
        *_readiness(case),
        *_single_source(case, roadmap),
    )


def _risk(name: str, likelihood: float, gravity: float, **values: object) -> Risk:
    return Risk(
        id=f"risk.{name}",
        title=generated(f"plan.draft.risk.{name}", **values),
        likelihood=round(min(max(likelihood, 0.0), 1.0), 3),
        gravity=round(min(max(gravity, 0.0), 1.0), 3),
        answer=generated(f"plan.draft.risk.{name}_answer"),
    )


def _coverage(case: Case) -> Iterator[Risk]:
    unknown = 1.0 - case.total.known
    if unknown > 0.0:
        low, high = case.bounds
        width = (high - low) / case.edition.scoring.scale
        yield _risk("coverage", unknown, width, unknown=Percent(unknown), width=Figure(high - low))


def _border(case: Case) -> Iterator[Risk]:
    member, classes = case.classes.of(case.settlement), case.classes
    other = next((one for one in classes.classes if member and one.id == member.other), None)
    if member and member.on_border and other:
        away = 1.0 - member.agree
        gravity = len(other.members) / len(classes.sample)
        yield _risk("border", away, gravity, away=Percent(away), other=other.title)


def _prerequisites(case: Case, priorities: tuple[Priority, ...]) -> Iterator[Risk]:
    initiatives = {one.id: one for one in case.edition.initiatives}
    chosen = [initiatives[one.node] for one in priorities if one.node in initiatives]
    waiting = [one for one in chosen if set(one.prerequisites) - case.done]
    if not waiting:
        return
    gains = {one.id: case.profile.gap(one.id).gain or 0.0 for one in chosen}
    gravity = sum(gains[one.id] for one in waiting) / (sum(gains.values()) or 1.0)
    missing = dict.fromkeys(
        needed for one in waiting for needed in one.prerequisites if needed not in case.done
    )
    yield _risk(
        "prerequisites",
        len(waiting) / len(chosen),
        gravity,
        count=len(waiting),
        missing=tuple(case.titles[one] for one in missing),
    )


def _readiness(case: Case) -> Iterator[Risk]:
    chosen = ranked(case)[: case.rules.draft.priorities]
    raw = [one for one in chosen if one.readiness < case.rules.draft.ready]
    if raw:
        least = min(raw, key=lambda one: (one.readiness, one.place))
        gravity = least.need / (sum(one.need for one in chosen) or 1.0)
        values = {"technology": case.titles[least.technology], "level": least.readiness}
        yield _risk("readiness", 1.0 - least.readiness / _HIGHEST, gravity, **values)


def _single_source(case: Case, roadmap: Roadmap | None) -> Iterator[Risk]:
    paying = (
        {funding for (_, funding), amount in by_cell(roadmap.actions).items() if amount}
        if (roadmap)
        else set()
    )
    if len(paying) == 1:
        titles = {one.id: one.title for one in case.edition.funding}
        [source] = paying
        yield _risk("single_source", 1.0, 1.0, source=titles.get(source, source))
