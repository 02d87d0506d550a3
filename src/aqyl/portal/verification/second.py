"""A second look at an answer, by someone who does not see the first verdict."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.portal.campaigns.guards import had_part, judging_states
from aqyl.portal.campaigns.models import Answer
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.procedure import Change, action
from aqyl.portal.verification.models import Review
from aqyl.portal.verification.reviews import awaiting_second, first_review
from aqyl.portal.verification.states import verdicts
from aqyl.problems import Problem


def _can_be_judged_again(change: Change) -> Iterator[Problem]:
    answer: Answer = change.subject
    edition, actor = answer.campaign.edition, change.actor
    there = awaiting_second(answer.campaign).filter(pk=answer.pk).exists()
    if not there or answer.submission.state not in judging_states(edition):
        yield Problem("portal.no_second_look")
        return
    first = first_review(answer)
    parts = (answer.saved_by_id, first.verifier_id if first else None)
    if actor is None or actor.pk in parts or had_part(answer, actor):
        yield Problem("portal.same_person")
    steps, given = verdicts(edition), str(change.given.get("verdict", ""))
    if given not in steps:
        allowed = tuple(step.title for step in steps.values())
        yield Problem("portal.no_verdict", values={"allowed": allowed})
    elif "reason" in steps[given].requires and not str(change.given.get("reason", "")).strip():
        yield Problem("portal.no_reason")


@action("second-review", on="answer", by=holds(Role.VERIFIER), guard=_can_be_judged_again)
def second_review(change: Change) -> dict[str, object]:
    """A second verdict, which moves nothing by itself. given: verdict (a standing), reason."""
    reason = str(change.given.get("reason", "")).strip()
    one = Review.objects.create(
        answer=change.subject,
        verifier=change.actor,  # type: ignore[misc]  # the guard refuses None
        kind=Review.Kind.SECOND,
        verdict=change.given["verdict"],
        reason=reason,
        checks=first_review(change.subject),
        at=change.at,
    )
    return {"verdict": one.verdict, "reason": reason}
