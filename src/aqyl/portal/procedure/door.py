"""`perform`: the one door for every change.

Exceptions
    AqylError
    └── RefusedError      the person, the state or a requirement stands against it
        └── ConflictError someone else changed it meanwhile
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from aqyl.portal.history.chain import append
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.people.roles import territory_of
from aqyl.portal.procedure import steps
from aqyl.portal.procedure.audience import tell
from aqyl.portal.procedure.deeds import ACTIONS, Action, Change, Data
from aqyl.problems import AqylError, Problem


class RefusedError(AqylError):
    """Nothing was changed; the problems say why. forbidden: the person may never do it here."""

    def __init__(self, problems: list[Problem], *, forbidden: bool = False) -> None:
        self.forbidden = forbidden
        super().__init__(problems)


class ConflictError(RefusedError):
    """Someone changed the subject after it was read; `current` is how it stands now."""

    def __init__(self, current: Any) -> None:
        self.current = current
        super().__init__([Problem("portal.conflict")])


def perform(
    name: str, subject: Any, actor: Person | None, /, *, seen: int | None = None, **given: Any
) -> Event:
    """Do one action to a subject: check, write, log and tell, in one transaction.

    name: a transition of the campaign's edition or a declared action. actor: None for the system
    itself, which no role holds back but every state and requirement. seen: the version the actor
    looked at; None where it does not matter. given: what the action takes.

    Raises RefusedError, ConflictError when the version is another one, KeyError for a name that is
    no action of such a subject.
    """
    with transaction.atomic():
        held = _held(subject)
        change = _change(name, held, actor, given)
        _check(change)
        version = getattr(held, "version", None)
        if seen is not None and version != seen:
            raise ConflictError(held)
        data = _do(change)
        if version is not None:
            _swap(held, version)
        event = append(
            name,
            f"{held._meta.model_name}:{held.pk}",
            actor=str(actor.pk) if actor else "",
            territory=_place(change),
            data=data,
            at=change.at,
        )
        if change.step is not None or ACTIONS[name].tells:
            tell(event, change)
    subject.refresh_from_db()
    return event


def _held(subject: Any) -> Any:
    """The subject as it stands, held until the transaction ends."""
    return subject._meta.model._base_manager.select_for_update().get(pk=subject.pk)


def _change(name: str, held: Any, actor: Person | None, given: dict[str, Any]) -> Change:
    step = steps.transition_of(held, name) if hasattr(held, "KIND") else None
    if step is None and (name not in ACTIONS or ACTIONS[name].on != held._meta.model_name):
        raise KeyError(f"given: {name}; allowed: a transition of the edition, or {sorted(ACTIONS)}")
    return Change(name, held, actor, given, timezone.now(), step)


def _check(change: Change) -> None:
    if any("\0" in value for value in change.given.values() if isinstance(value, str)):
        raise RefusedError([Problem("portal.nul")])  # PostgreSQL has no text with it
    if change.step is not None:
        against = steps.refused_role(change, change.step)
        if against is not None:
            raise RefusedError([against], forbidden=True)
        found = list(steps.problems(change, change.step))
    else:
        found = _against(ACTIONS[change.name], change)
    if found:
        raise RefusedError(found)


def _against(deed: Action, change: Change) -> list[Problem]:
    asked_of = deed.at(change) if deed.at else change.subject
    if change.actor is not None and not deed.by(change.actor, asked_of):
        raise RefusedError([Problem("portal.not_allowed")], forbidden=True)
    return list(deed.guard(change)) if deed.guard else []


def _place(change: Change) -> str:
    """Code of the territory that the event concerns, empty for none."""
    deed = ACTIONS.get(change.name) if change.step is None else None
    if deed is not None and deed.at is not None:
        return deed.at(change).pk
    return "" if isinstance(change.subject, Person) else territory_of(change.subject).pk


def _do(change: Change) -> Data:
    if change.step is not None:
        return steps.take(change, change.step)
    return ACTIONS[change.name].do(change)


def _swap(held: Any, version: int) -> None:
    """Write the subject if its version still is what was read. Raises ConflictError otherwise."""
    fields = [field.attname for field in held._meta.concrete_fields if not field.primary_key]
    values = {name: getattr(held, name) for name in fields if name != "version"}
    rows = type(held)._base_manager.filter(pk=held.pk, version=version)
    if not rows.update(**values, version=F("version") + 1):
        raise ConflictError(type(held)._base_manager.get(pk=held.pk))
