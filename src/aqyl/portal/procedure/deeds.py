"""What can be done: actions that rooms declare, and requirements and effects that editions name.

A room declares its part with a decorator:

    @action("save-answer", on="answer", by=holds(Role.OFFICER))
    def save_answer(change: Change) -> dict[str, object]: ...

    @requirement("reason")
    def reason(change: Change) -> Iterator[Problem]: ...

    @effect("freeze")
    def freeze(change: Change) -> None: ...
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aqyl.portal.people.models import Person
from aqyl.portal.places.models import Territory
from aqyl.problems import Problem
from aqyl.standard.procedure import Effect, Requirement, Transition

Data = dict[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing about to be done: to which subject, by whom, with what given, at which moment.

    actor is None for the system itself. step: the edition's transition where it is one.
    """

    name: str
    subject: Any
    actor: Person | None
    given: Mapping[str, Any]
    at: dt.datetime
    step: Transition | None = None


Test = Callable[[Change], Iterator[Problem]]
Do = Callable[[Change], Data]


@dataclass(frozen=True, slots=True)
class Action:
    """A change outside the edition's transitions.

    by: a predicate over (person, subject). at: the territory that `by` is asked of and the event
    is entered under, where it is another one than the subject's. tells: whether those whom a step
    of the subject concerns are told.
    """

    name: str
    on: str
    by: Callable[[Any, Any], bool]
    do: Do
    guard: Test | None
    at: Callable[[Change], Territory] | None = None
    tells: bool = False


ACTIONS: dict[str, Action] = {}
REQUIREMENTS: dict[Requirement, Test] = {}
EFFECTS: dict[Effect, Callable[[Change], Data | None]] = {}


def action(
    name: str,
    *,
    on: str,
    by: Callable[[Any, Any], bool],
    guard: Test | None = None,
    at: Callable[[Change], Territory] | None = None,
    tells: bool = False,
) -> Callable[[Do], Do]:
    """Declare an action on subjects of one kind (the model's name in small letters)."""

    def declare(do: Do) -> Do:
        if name in ACTIONS:
            raise ValueError(f"an action is declared twice: {name}")
        ACTIONS[name] = Action(name, on, by, do, guard, at, tells)
        return do

    return declare


def requirement(name: Requirement) -> Callable[[Test], Test]:
    """Declare what a word of `requires` demands."""

    def declare(test: Test) -> Test:
        REQUIREMENTS[name] = test
        return test

    return declare


def effect(
    name: Effect,
) -> Callable[[Callable[[Change], Data | None]], Callable[[Change], Data | None]]:
    """Declare what a word of `does` does; what it returns is kept in the step's event."""

    def declare(do: Callable[[Change], Data | None]) -> Callable[[Change], Data | None]:
        EFFECTS[name] = do
        return do

    return declare
