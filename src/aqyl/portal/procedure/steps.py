"""The edition's transitions: which are open to a subject, what stands against one, taking it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from aqyl.language import Phrase
from aqyl.portal.people.models import Person
from aqyl.portal.people.roles import holds
from aqyl.portal.procedure.deeds import EFFECTS, REQUIREMENTS, Change, Data
from aqyl.portal.procedure.terms import last_day
from aqyl.problems import Problem
from aqyl.standard.models import Edition
from aqyl.standard.procedure import State, Transition


@dataclass(frozen=True, slots=True)
class Step:
    """A transition that leaves the subject's state, as one person sees it.

    may: whether their role allows it; problems: what stands against it now; until: the last day
    that is in time.
    """

    transition: Transition
    may: bool
    problems: tuple[Problem, ...]
    until: dt.date | None


def state_of(edition: Edition, name: str) -> State:
    """A state of the edition."""
    return next(state for state in edition.states if state.id == name)


def start_of(edition: Edition, kind: str) -> str:
    """Where subjects of a kind begin."""
    return next(state.id for state in edition.states if state.subject == kind and state.start)


def transition_of(subject: Any, name: str) -> Transition | None:
    """The transition of that name for subjects of this kind, or None."""
    edition: Edition = subject.campaign.edition
    for step in edition.transitions:
        if step.id == name and state_of(edition, step.to_state).subject == subject.KIND:
            return step
    return None


def steps_for(subject: Any, person: Person | None) -> list[Step]:
    """Every transition that leaves the subject's state."""
    edition: Edition = subject.campaign.edition
    return [
        Step(
            step,
            _may(step, subject, person),
            _against(Change(step.id, subject, person, {}, timezone.now(), step), step),
            term_of(subject, step),
        )
        for step in edition.transitions
        if subject.state in step.from_states
    ]


def _against(change: Change, step: Transition) -> tuple[Problem, ...]:
    """What stands against a step before anyone has written a reason."""
    return tuple(p for p in problems(change, step) if p.key != "portal.no_reason")


def _may(step: Transition, subject: Any, person: Person | None) -> bool:
    return person is not None and bool(holds(*step.by)(person, subject))


def term_of(subject: Any, step: Transition) -> dt.date | None:
    """The last day of the step's term, or the one it was prolonged to."""
    zone = timezone.get_default_timezone()
    return subject.term or last_day(subject.entered_at, step.within_days, zone)


def refused_role(change: Change, step: Transition) -> Problem | None:
    """Why the person's roles do not allow the step, or None."""
    if change.actor is None or _may(step, change.subject, change.actor):
        return None
    roles = tuple(Phrase(f"procedure.role.{role}") for role in step.by)
    return Problem("portal.not_yours", values={"action": step.title, "roles": roles})


def problems(change: Change, step: Transition) -> Iterator[Problem]:
    """All that stands against a step besides roles: states, term, what it requires."""
    subject = change.subject
    edition: Edition = subject.campaign.edition
    title = {"action": step.title}
    if subject.state not in step.from_states:
        states = {"state": state_of(edition, subject.state).title}
        allowed = tuple(state_of(edition, name).title for name in step.from_states)
        yield Problem("portal.wrong_state", values={**title, **states, "allowed": allowed})
        return
    above = subject.above
    if step.during and above.state not in step.during:
        states = {"state": state_of(edition, above.state).title}
        allowed = tuple(state_of(edition, name).title for name in step.during)
        yield Problem("portal.wrong_time", values={**title, **states, "allowed": allowed})
    if step.late == "refused" and is_late(change, step):
        yield Problem("portal.too_late", values={**title, "day": term_of(subject, step)})
    for name in step.requires:
        yield from REQUIREMENTS[name](change)


def is_late(change: Change, step: Transition) -> bool:
    """Whether the step's term is over: it ends with its last day."""
    until = term_of(change.subject, step)
    return until is not None and timezone.localdate(change.at) > until


def take(change: Change, step: Transition) -> Data:
    """Move the subject along the step and do what the step does besides; what the log keeps."""
    subject = change.subject
    data: Data = {"from": subject.state, "to": step.to_state, "late": is_late(change, step)}
    subject.state, subject.entered_at, subject.term = step.to_state, change.at, None
    subject.moved_by = change.actor
    reason = str(change.given.get("reason", "")).strip()
    if reason:
        data["reason"] = reason
        if hasattr(subject, "reason"):
            subject.reason = reason
    for name in step.does:
        data |= EFFECTS[name](change) or {}
    return data
