"""What the edition's procedure says of verdicts."""

from __future__ import annotations

from aqyl.portal.campaigns.guards import is_appeal
from aqyl.portal.procedure import state_of
from aqyl.standard import Edition
from aqyl.standard.procedure import Transition


def verdict_steps(edition: Edition) -> tuple[Transition, ...]:
    """Steps by which a verifier judges an answer, those that decide an appeal left out."""
    return tuple(
        step
        for step in edition.transitions
        if "review" in step.does and not any(is_appeal(edition, one) for one in step.from_states)
    )


def verdicts(edition: Edition) -> dict[str, Transition]:
    """Each standing that a verdict can give, with the step that gives it."""
    found = {state_of(edition, step.to_state).standing: step for step in verdict_steps(edition)}
    return {standing: step for standing, step in found.items() if standing is not None}


def judged_states(edition: Edition) -> list[str]:
    """States that a verdict leads to."""
    return sorted({step.to_state for step in verdict_steps(edition)})


def appeal_states(edition: Edition) -> list[str]:
    """States in which an appeal waits for its decision."""
    answers = (state.id for state in edition.states if state.subject == "answer")
    return [name for name in answers if is_appeal(edition, name)]
