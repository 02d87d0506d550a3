"""The procedure holds together: known states, one start, no state cut off, no way lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aqyl.problems import Problem
from aqyl.standard.checks.context import Context
from aqyl.standard.procedure import State

_ABOVE = {
    "answer": "submission",
    "submission": "campaign",
    "plan": "campaign",
    "report": "plan",
}


def transitions(context: Context) -> Iterator[Problem]:
    """Every transition leads between known states of one subject."""
    subject = {state.id: state.subject for state in context.edition.states}
    for step in context.edition.transitions:
        named = ("from_states", step.from_states), ("to_state", (step.to_state,))
        for field, given in (*named, ("during", step.during)):
            place = context.place("transitions", step.id, field)
            yield from context.unknown(place, "states", given, context.known("states"))
        ends = [*step.from_states, step.to_state]
        subjects = sorted({subject[state] for state in ends if state in subject})
        if len(subjects) > 1:
            place = context.place("transitions", step.id)
            values = {"id": step.id, "subjects": ", ".join(subjects)}
            yield Problem("edition.state_subjects", place, values)
        above = {_ABOVE.get(name, "") for name in subjects}
        for state in step.during:
            if state in subject and subject[state] not in above:
                place = context.place("transitions", step.id, "during")
                values = {"id": step.id, "given": state, "subject": ", ".join(sorted(above)) or "–"}
                yield Problem("edition.state_during", place, values)


def procedure(context: Context) -> Iterator[Problem]:
    """Each subject starts once; each state can be reached, and left unless it is final."""
    states, edition = context.edition.states, context.edition
    for subject in dict.fromkeys(state.subject for state in states):
        starts = [state.id for state in states if state.subject == subject and state.start]
        if len(starts) != 1:
            values = {"subject": subject, "given": ", ".join(starts) or "–"}
            yield Problem("edition.state_start", context.at("states"), values)
    ways: dict[str, list[str]] = {state.id: [] for state in states}
    for step in edition.transitions:
        for before in step.from_states:
            ways.get(before, []).append(step.to_state)
    reached = _reached([state.id for state in states if state.start], ways)
    for state in states:
        yield from _of_state(context, state, ways, state.id in reached)


def _of_state(
    context: Context, state: State, ways: Mapping[str, list[str]], reached: bool
) -> Iterator[Problem]:
    place = context.place("states", state.id)
    if not reached:
        yield Problem("edition.state_unreachable", place, {"id": state.id})
    if state.final == bool(ways[state.id]):
        key = "edition.state_not_final" if state.final else "edition.state_dead_end"
        yield Problem(key, place, {"id": state.id})


def _reached(front: list[str], ways: Mapping[str, list[str]]) -> set[str]:
    """Every state that some way leads to from these."""
    found = set(front)
    while front:
        ahead = [state for state in ways.get(front.pop(), ()) if state not in found]
        found.update(ahead)
        front += ahead
    return found
