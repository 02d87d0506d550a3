"""What comes first: initiatives that gain most, technologies that the diagnosis ranks first."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.diagnose.models import Gap, GapPeers, Priorities, TechnologyPriority
from aqyl.language import Phrase
from aqyl.plan.draft.case import Case
from aqyl.plan.models import Priority
from aqyl.plan.sums import Amount
from aqyl.plan.wording import Figure, generated


def priorities(case: Case) -> tuple[Priority, ...]:
    """Initiatives by what they gain, then technologies by their place; each kind from 1 on."""
    return (*_initiatives(case), *_technologies(case))


def _initiatives(case: Case) -> Iterator[Priority]:
    open_ids = {one.id for one in case.open}
    gaps = [
        one
        for one in case.profile.largest("initiative", len(case.profile.gaps))
        if one.node in open_ids
    ]
    peers = {one.node: one for one in case.diagnosis.peers_of(case.settlement)}
    for place, gap in enumerate(gaps[: case.rules.draft.priorities], start=1):
        yield _initiative(case, gap, place, peers.get(gap.node))


def _initiative(case: Case, gap: Gap, place: int, peers: GapPeers | None) -> Priority:
    initiative = next(one for one in case.edition.initiatives if one.id == gap.node)
    obligation = initiative.groups.get(case.group, "recommended")
    values = {
        "gain": Figure(gap.gain, 2),
        "obligation": Phrase(f"plan.draft.obligation.{obligation}"),
        "stage": initiative.stage,
    }
    named = case.settlements(tuple(one.settlement for one in peers.peers)) if peers else ()
    if named:
        reason = generated("plan.draft.priority.initiative_peers", peers=named, **values)
    else:
        reason = generated("plan.draft.priority.initiative", **values)
    return Priority(node=gap.node, place=place, reason=reason)


def _technologies(case: Case) -> Iterator[Priority]:
    for one in ranked(case)[: case.rules.draft.priorities]:
        money = Amount(round(one.cost), case.rules.currency)
        reason = generated(
            "plan.draft.priority.technology",
            need=Figure(one.need),
            effect=Figure(one.effect, 2),
            readiness=one.readiness,
            cost=money,
            low=min(method.low for method in one.methods),
            high=max(method.high for method in one.methods),
        )
        yield Priority(node=one.technology, place=one.place, reason=reason)


def ranked(case: Case) -> tuple[TechnologyPriority, ...]:
    """The settlement's technologies in their order; none where the diagnosis ranks none."""
    found: Priorities | None = next(
        (one for one in case.diagnosis.priorities if one.scope == case.settlement), None
    )
    return tuple(sorted(found.technologies, key=lambda one: one.place)) if found else ()
