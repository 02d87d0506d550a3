"""Verdicts kept as reviews; who settles where two of them differ; what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from aqyl.portal.campaigns.guards import is_appeal
from aqyl.portal.campaigns.hidden import hides
from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person, Role
from aqyl.portal.people.roles import holds
from aqyl.portal.procedure import Change, effect, requirement, state_of
from aqyl.portal.verification.models import Review, Screening
from aqyl.portal.verification.states import judged_states
from aqyl.problems import Problem

_OF_ANSWER = Review.objects.filter(answer=OuterRef("pk"))


def awaiting_second(campaign: Campaign) -> QuerySet[Answer]:
    """Answers drawn for a second look that were judged once and stand as they were judged."""
    return Answer.objects.filter(
        Exists(_OF_ANSWER.filter(kind=Review.Kind.FIRST)),
        ~Exists(_OF_ANSWER.filter(kind=Review.Kind.SECOND)),
        submission__campaign=campaign,
        screening__drawn=True,
        state__in=judged_states(campaign.edition),
    )


def disputed(campaign: Campaign) -> QuerySet[Answer]:
    """Answers that two verifiers judged differently and nobody judged since."""
    second = Review.objects.filter(answer=OuterRef("pk"), kind=Review.Kind.SECOND)
    differs = second.exclude(verdict=F("checks__verdict"))
    later = Review.objects.filter(answer=OuterRef("answer"), pk__gt=OuterRef("pk"))
    return Answer.objects.filter(
        Exists(differs.exclude(Exists(later))),
        submission__campaign=campaign,
        state__in=judged_states(campaign.edition),
    )


def first_review(answer: Answer) -> Review | None:
    """The verdict that a second look stands beside."""
    found = answer.reviews.filter(kind=Review.Kind.FIRST).order_by("-pk")
    return found.first()


@effect("review")
def review(change: Change) -> None:
    """Keep the verdict of the step as its verifier's; a disagreement it settled is over."""
    if change.actor is None:  # the system itself judges for nobody
        return
    answer: Answer = change.subject
    edition = answer.campaign.edition
    settled = Screening.objects.filter(answer=answer, settler=change.actor).update(settler=None)
    kind = Review.Kind.THIRD if settled else Review.Kind.FIRST
    if change.step is not None and any(is_appeal(edition, one) for one in change.step.from_states):
        kind = Review.Kind.APPEAL
    Review.objects.create(
        answer=answer,
        verifier=change.actor,
        kind=kind,
        verdict=state_of(edition, answer.state).standing or "",
        reason=str(change.given.get("reason", "")).strip(),
        at=change.at,
    )


@effect("assign")
def assign(change: Change) -> dict[str, object]:
    """Name who settles. given: person (their id)."""
    person = int(change.given["person"])
    Screening.objects.filter(answer=change.subject).update(settler=person)
    return {"person": person}


@requirement("assigned")
def assigned(change: Change) -> Iterator[Problem]:
    """Where the manager named a third, it is they who judge."""
    named = Screening.objects.filter(answer=change.subject, settler__isnull=False)
    settler = named.values_list("settler", flat=True).first()
    if settler is not None and change.actor is not None and change.actor.pk != settler:
        yield Problem("portal.not_settler")


@requirement("disputed")
def is_disputed(change: Change) -> Iterator[Problem]:
    """Two verifiers differ, and the one named had no part in the answer."""
    answer: Answer = change.subject
    if not disputed(answer.campaign).filter(pk=answer.pk).exists():
        yield Problem("portal.not_disputed")
    elif change.given:  # nothing is given where it is only asked which steps are open
        named = str(change.given.get("person", ""))
        if named not in {str(one.pk) for one in settlers(answer)}:
            yield Problem("portal.bad_settler")


def settlers(answer: Answer) -> list[Person]:
    """Who can settle a disagreement: verifiers for the place who had no part in the answer."""
    people = Person.objects.filter(
        grants__role=Role.VERIFIER, grants__territory__in=answer.territory.above, is_active=True
    )
    events = Event.objects.filter(subject=f"answer:{answer.pk}")
    had_part = {*events.values_list("actor", flat=True), str(answer.saved_by_id)}
    return [one for one in people.distinct().order_by("name", "pk") if str(one.pk) not in had_part]


@requirement("agreed")
def agreed(change: Change) -> Iterator[Problem]:
    """No answer of the submission waits for a second look, and no disagreement is open."""
    submission: Submission = change.subject
    waiting = awaiting_second(submission.campaign).filter(submission=submission).count()
    if waiting:
        yield Problem("portal.second_waiting", values={"count": waiting})
    differing = disputed(submission.campaign).filter(submission=submission).count()
    if differing:
        yield Problem("portal.disputes_open", values={"count": differing})


@hides
def blind_in(person: Person, submission: Submission) -> frozenset[int]:
    """Answers whose verdict a verifier must not see: they may be asked for their own."""
    if not holds(Role.VERIFIER)(person, submission):
        return frozenset()
    firsts = _OF_ANSWER.filter(kind=Review.Kind.FIRST).order_by("-pk").values("verifier")
    waiting = awaiting_second(submission.campaign).filter(submission=submission)
    others = waiting.annotate(judge=Subquery(firsts[:1])).exclude(judge=person.pk)
    return frozenset(others.values_list("pk", flat=True))


def is_blind(person: Person, answer: Answer) -> bool:
    """Whether a person must not see the verdict on an answer."""
    return answer.pk in blind_in(person, answer.submission)
