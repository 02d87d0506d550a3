"""What the steps of an assessment require."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.campaigns.remarks import remarks_on
from aqyl.portal.campaigns.rows import given
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import Change, requirement, state_of
from aqyl.problems import Problem
from aqyl.standard.models import Edition

_EXPLAINED = Q(is_indicator=True) & ~Q(note="")


def answers_under(subject: Campaign | Submission | Answer) -> QuerySet[Answer]:
    """Every answer of a campaign or submission, or the one itself."""
    path = {"campaign": "submission__campaign", "submission": "submission", "answer": "pk"}
    return Answer.objects.filter(**{path[subject.KIND]: subject.pk})


def given_answers(subject: Campaign | Submission | Answer) -> QuerySet[Answer]:
    """Those of them in which anything was answered."""
    return answers_under(subject).filter(given())


@requirement("reason")
def reason(change: Change) -> Iterator[Problem]:
    """A reason is written."""
    if not str(change.given.get("reason", "")).strip():
        yield Problem("portal.no_reason")


@requirement("another_person")
def another_person(change: Change) -> Iterator[Problem]:
    """Whoever takes the step neither took the one before nor wrote the answer or its evidence.

    An appeal, and what verifiers disagreed on, is decided by someone who had no part in it at all.
    """
    subject, actor = change.subject, change.actor
    if actor is None:
        return
    near = (subject.moved_by_id, getattr(subject, "saved_by_id", None))
    if actor.pk in near or (isinstance(subject, Answer) and had_part(subject, actor)):
        yield Problem("portal.same_person")


def had_part(answer: Answer, person: Person) -> bool:
    """Whether the log says that a person did more to an answer than they may who judge it now."""
    edition = answer.campaign.edition
    events = Event.objects.filter(subject=f"answer:{answer.pk}").exclude(action="prolong-answer")
    acted = set(events.filter(actor=str(person.pk)).values_list("action", flat=True))
    if not acted:
        return False
    steps = {step.id for step in edition.transitions}
    disputed = [step.id for step in edition.transitions if "disputed" in step.requires]
    anew = is_appeal(edition, answer.state) or events.filter(action__in=disputed).exists()
    return anew or bool(acted - steps)


@requirement("complete")
def complete(change: Change) -> Iterator[Problem]:
    """Every card has an answer, or says why an indicator has none."""
    blank = answers_under(change.subject).exclude(given() | _EXPLAINED).count()
    if blank:
        yield Problem("portal.incomplete", values={"count": blank})


@requirement("explained")
def explained(change: Change) -> Iterator[Problem]:
    """Every error of a submission is mended, every warning mended or explained."""
    open_ones = [one for one in remarks_on(change.subject) if not one.explained]
    errors = sum(one.severity == "error" for one in open_ones)
    if errors:
        yield Problem("portal.unmended", values={"count": errors})
    if len(open_ones) > errors:
        yield Problem("portal.unexplained", values={"count": len(open_ones) - errors})


@requirement("checked")
def checked(change: Change) -> Iterator[Problem]:
    """No answer that a verifier has to look at still waits for one.

    Of a campaign this concerns submissions that reached verification; the answers of an akimat
    that never signed remain claims.
    """
    edition: Edition = change.subject.campaign.edition
    answers = given_answers(change.subject)
    if isinstance(change.subject, Campaign):
        answers = answers.filter(submission__state__in=judging_states(edition))
    waiting = answers.filter(state__in=waiting_states(edition)).count()
    if waiting:
        yield Problem("portal.unchecked", values={"count": waiting})


@requirement("closed")
def closed(change: Change) -> Iterator[Problem]:
    """No answer waits for a decision on an appeal."""
    edition: Edition = change.subject.campaign.edition
    states = [state.id for state in edition.states if is_appeal(edition, state.id)]
    count = answers_under(change.subject).filter(state__in=states).count()
    if count:
        yield Problem("portal.open_appeals", values={"count": count})


@requirement("results")
def results(change: Change) -> Iterator[Problem]:
    """There is something to compute results from."""
    if not given_answers(change.subject).exists():
        yield Problem("portal.no_answers")


def waiting_states(edition: Edition) -> list[str]:
    """States of answers that verifiers lead on from, and that no verifier led to."""
    by_verifier = {step.to_state for step in edition.transitions if "verifier" in step.by}
    left = {
        name for step in edition.transitions if "verifier" in step.by for name in step.from_states
    }
    return sorted(
        name
        for name in left - by_verifier
        if state_of(edition, name).subject == "answer" and not is_appeal(edition, name)
    )


def is_appeal(edition: Edition, name: str) -> bool:
    """Whether an answer is in this state because the akimat led it on from a verified one."""
    return any(
        step.to_state == name
        and "approver" in step.by
        and state_of(edition, step.to_state).subject == "answer"
        for step in edition.transitions
    )


def judging_states(edition: Edition) -> list[str]:
    """States of submissions in which verifiers judge answers."""
    return sorted(
        {
            name
            for step in edition.transitions
            if "verifier" in step.by
            for name in step.during
            if state_of(edition, name).subject == "submission"
        }
    )
