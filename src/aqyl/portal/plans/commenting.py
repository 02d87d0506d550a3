"""What residents say of a plan, whom they support, what the akimat answers.

A resident needs no account: the portal enters what they wrote, so in the log it is the system that
did it. Their name and words stay out of the log, as everyone's do.
"""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.portal.campaigns.guards import reason
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds, nobody
from aqyl.portal.plans.models import NAME, WORDS, Comment, Plan, Support
from aqyl.portal.plans.standing import open_to_comments
from aqyl.portal.plans.texts import digest_of
from aqyl.portal.procedure import Change, action, state_of
from aqyl.problems import Problem

_ANSWERS = holds(Role.OFFICER, Role.APPROVER)


def _is_open(plan: Plan) -> Iterator[Problem]:
    if plan.state not in open_to_comments(plan.edition):
        title = state_of(plan.edition, plan.state).title
        yield Problem("portal.plan_not_open", values={"state": title})


def _can_be_said(change: Change) -> Iterator[Problem]:
    yield from _is_open(change.subject)
    text, name = change.given["text"].strip(), change.given["name"].strip()
    if not text:
        yield Problem("portal.comment_empty")
    for given, most in ((text, WORDS), (name, NAME)):
        if len(given) > most:
            yield Problem("portal.too_long", values={"given": len(given), "allowed": most})


@action("comment-plan", on="plan", by=nobody, guard=_can_be_said)
def comment_plan(change: Change) -> dict[str, object]:
    """A resident's comment on the text that lies open. given: name, text, language."""
    one = Comment.objects.create(
        plan=change.subject,
        frozen=change.subject.frozen.latest("pk"),
        name=change.given["name"].strip(),
        text=change.given["text"].strip(),
        language=change.given["language"],
        at=change.at,
    )
    return {"comment": one.pk, "digest": digest_of(one.text)}


def _can_be_supported(change: Change) -> Iterator[Problem]:
    comment: Comment = change.subject
    yield from _is_open(comment.plan)
    if comment.hidden_reason:
        yield Problem("portal.comment_hidden")
    if comment.support.filter(visitor=change.given["visitor"]).exists():
        yield Problem("portal.comment_supported")


@action("support-comment", on="comment", by=nobody, guard=_can_be_supported)
def support_comment(change: Change) -> dict[str, object]:
    """One browser's support. given: visitor, a digest of its session and the comment."""
    one = Support.objects.create(
        comment=change.subject, visitor=change.given["visitor"], at=change.at
    )
    return {"support": one.pk}


def _can_be_answered(change: Change) -> Iterator[Problem]:
    plan: Plan = change.subject.plan
    state = state_of(plan.edition, plan.state)
    if not state.editable and plan.state not in open_to_comments(plan.edition):
        yield Problem("portal.not_editable", values={"state": state.title})
    if change.subject.mark != change.given["was"]:
        yield Problem("portal.plan_part_changed")
    answer = change.given["answer"].strip()
    if not answer:
        yield Problem("portal.answer_empty")
    if len(answer) > WORDS:
        yield Problem("portal.too_long", values={"given": len(answer), "allowed": WORDS})


@action("answer-comment", on="comment", by=_ANSWERS, guard=_can_be_answered)
def answer_comment(change: Change) -> dict[str, object]:
    """The akimat's answer, shown at once. given: answer, was (the mark of the one seen)."""
    comment: Comment = change.subject
    before = digest_of(comment.answer) if comment.answer else ""
    comment.answer = change.given["answer"].strip()
    comment.answered_at, comment.answered_by = change.at, change.actor
    return {"before": before, "after": digest_of(comment.answer)}


def _can_be_hidden(change: Change) -> Iterator[Problem]:
    if change.subject.hidden_reason:
        yield Problem("portal.comment_hidden")
    yield from reason(change)


@action("hide-comment", on="comment", by=holds(Role.MANAGER), guard=_can_be_hidden)
def hide_comment(change: Change) -> dict[str, object]:
    """Show the reason in the place of the comment; by the authorised body, never by the akimat
    that it may criticise. given: reason.
    """
    change.subject.hidden_reason = str(change.given["reason"]).strip()[:1000]
    return {"reason": change.subject.hidden_reason}


def _can_be_shown(change: Change) -> Iterator[Problem]:
    if not change.subject.hidden_reason:
        yield Problem("portal.comment_not_hidden")


@action("show-comment", on="comment", by=holds(Role.MANAGER), guard=_can_be_shown)
def show_comment(change: Change) -> dict[str, object]:
    """Show a hidden comment again."""
    before, change.subject.hidden_reason = change.subject.hidden_reason, ""
    return {"before": before}
