"""One verdict on many answers: each goes through the one door by itself, with its own event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.evidence.refusals import Refused
from aqyl.portal.people.models import Person
from aqyl.portal.people.roles import holds
from aqyl.portal.procedure import perform
from aqyl.portal.verification.reviews import is_blind
from aqyl.portal.verification.states import verdict_steps
from aqyl.problems import AqylError, Problem
from aqyl.standard.procedure import Transition


def verdicts_for(person: Person, submission: Submission) -> tuple[Transition, ...]:
    """The verdicts that a person may give on answers of a submission as it now stands."""
    steps = verdict_steps(submission.campaign.edition)
    return tuple(
        step
        for step in steps
        if submission.state in step.during and holds(*step.by)(person, submission)
    )


def judge(
    person: Person, answers: Iterable[Answer], seen: Mapping[int, int], step: str, reason: str
) -> tuple[int, list[Refused]]:
    """Take a step on each answer, one after the other; how many were taken, and what was refused.

    seen: the version of each that the person looked at. One refusal holds up none of the others.
    """
    done, refused = 0, []
    for answer in answers:
        try:
            perform(step, answer, person, seen=seen[answer.pk], reason=reason)
        except AqylError as error:
            refused.append(_why(error, person, answer))
        else:
            done += 1
    return done, refused


def _why(error: AqylError, person: Person, answer: Answer) -> Refused:
    """What refused it; of an answer that hides its state, only that it is no longer as it was."""
    hidden = is_blind(person, answer)
    return Refused(answer, (Problem("portal.conflict"),) if hidden else error.problems)
