"""Add, remove and show evidence; what the procedure demands of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.evidence.links import problems_in_link
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.evidence.rights import can_change, can_remove, writes
from aqyl.portal.evidence.store import path_of
from aqyl.portal.procedure import Change, action, requirement, state_of
from aqyl.problems import Problem

Data = dict[str, object]


@requirement("evidence")
def evidence(change: Change) -> Iterator[Problem]:
    """A file or a link is attached; a zero needs proof as much as a hundred."""
    if not living(change.subject).exists():
        yield Problem("portal.evidence_none")


def living(answer: Answer) -> QuerySet[Evidence]:
    """The evidence of an answer that was not removed, the oldest first."""
    return Evidence.objects.filter(answer=answer, removed_at__isnull=True).order_by("pk")


def _can_be_added(change: Change) -> Iterator[Problem]:
    answer: Answer = change.subject
    if not can_change(answer):
        state = state_of(answer.campaign.edition, answer.submission.state).title
        yield Problem("portal.evidence_closed", values={"state": state})
    most = settings.ENVIRONMENT.evidence_per_answer
    if living(answer).count() >= most:
        yield Problem("portal.evidence_many", values={"allowed": most})


def _file_can_be_added(change: Change) -> Iterator[Problem]:
    yield from _can_be_added(change)
    digest = str(change.given["digest"])
    if not path_of(digest).is_file():
        yield Problem("portal.evidence_lost", values={"given": change.given["file_name"]})
    same = living(change.subject).filter(digest=digest, kind=Evidence.Kind.FILE).first()
    if same is not None:
        yield Problem("portal.evidence_twice", values={"given": same.shown})
    yield from _can_be_replaced(change)


def _can_be_replaced(change: Change) -> Iterator[Problem]:
    pk = change.given.get("replaces")
    if pk is not None and not can_remove(_of(change, pk)):
        yield Problem("portal.evidence_fixed")


@action("add-evidence", on="answer", by=writes, guard=_file_can_be_added)
def add_evidence(change: Change) -> Data:
    """A file in the store. given: digest, media_type, size, file_name, title, replaces."""
    given = change.given
    old = _of(change, given["replaces"]) if given.get("replaces") is not None else None
    one = Evidence.objects.create(
        answer=change.subject,
        kind=Evidence.Kind.FILE,
        digest=given["digest"],
        media_type=given["media_type"],
        size=given["size"],
        file_name=given["file_name"],
        title=str(given.get("title", ""))[:300],
        replaces=old,
        added_at=change.at,
        added_by=change.actor,
    )
    if old is not None:
        _remove(change, old, "")
    names = ("digest", "media_type", "size")
    data: Data = {"evidence": one.pk, **{name: given[name] for name in names}}
    return {**data, "replaces": old.pk} if old else data


def _link_can_be_added(change: Change) -> Iterator[Problem]:
    yield from _can_be_added(change)
    yield from problems_in_link(str(change.given["link"]))
    if living(change.subject).filter(link=change.given["link"]).exists():
        yield Problem("portal.evidence_twice", values={"given": change.given["link"]})


@action("add-link", on="answer", by=writes, guard=_link_can_be_added)
def add_link(change: Change) -> Data:
    """An address anyone can open. given: link, title."""
    one = Evidence.objects.create(
        answer=change.subject,
        kind=Evidence.Kind.LINK,
        link=change.given["link"],
        title=str(change.given.get("title", ""))[:300],
        added_at=change.at,
        added_by=change.actor,
    )
    return {"evidence": one.pk, "link": one.link}


def _copy_can_be_kept(change: Change) -> Iterator[Problem]:
    if not path_of(str(change.given["digest"])).is_file():
        yield Problem("portal.evidence_lost", values={"given": change.given["digest"]})


@action("keep-copy", on="answer", by=lambda *_: False, guard=_copy_can_be_kept)
def keep_copy(change: Change) -> Data:
    """The stored copy of a link, by the system alone. given: evidence, digest, size."""
    names = ("digest", "size")
    values = {name: change.given[name] for name in names}
    one = _of(change, change.given["evidence"])
    Evidence.objects.filter(pk=one.pk, kind=Evidence.Kind.LINK).update(
        media_type="application/octet-stream", **values
    )
    return {"evidence": one.pk, **values}


def _can_be_removed(change: Change) -> Iterator[Problem]:
    one = _of(change, change.given["evidence"])
    if not can_remove(one):
        yield Problem("portal.evidence_fixed")
    if not str(change.given.get("reason", "")).strip():
        yield Problem("portal.no_reason")


@action("remove-evidence", on="answer", by=writes, guard=_can_be_removed)
def remove_evidence(change: Change) -> Data:
    """Taken away; its content stays until its term is over. given: evidence, reason."""
    one = _of(change, change.given["evidence"])
    reason = str(change.given["reason"]).strip()[:1000]
    _remove(change, one, reason)
    return {"evidence": one.pk, "reason": reason}


def _remove(change: Change, one: Evidence, reason: str) -> None:
    Evidence.objects.filter(pk=one.pk).update(
        removed_at=change.at, removed_by=change.actor, removed_reason=reason
    )


def _show(change: Change) -> Data:
    """Let anyone open it once the campaign is published, or nobody. given: evidence."""
    public = change.name == "make-public"
    one = _of(change, change.given["evidence"])
    Evidence.objects.filter(pk=one.pk).update(public=public)
    return {"evidence": one.pk}


for _name in ("make-public", "make-private"):
    action(_name, on="answer", by=writes)(_show)


def _of(change: Change, pk: int | str) -> Evidence:
    """The evidence of that number, of this very answer. Raises DoesNotExist for another's."""
    return Evidence.objects.select_related("answer__submission__campaign").get(
        pk=pk, answer=change.subject
    )
