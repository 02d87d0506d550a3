"""Notices that are read, and those that go out by letter."""

from __future__ import annotations

from functools import partial

from aqyl.portal.notices.letter import send_digest
from aqyl.portal.notices.models import Notice
from aqyl.portal.people import letters
from aqyl.portal.people.roles import nobody, oneself
from aqyl.portal.procedure import Change, action


@action("read-notices", on="person", by=oneself)
def read_notices(change: Change) -> dict[str, object]:
    """Mark notices as read. given: only, ids of those meant, None for all."""
    unread = Notice.objects.filter(person=change.subject, read_at=None)
    only = change.given.get("only")
    if only is not None:
        unread = unread.filter(pk__in=only)
    return {"notices": unread.update(read_at=change.at)}


@action("mail-notices", on="person", by=nobody)
def mail_notices(change: Change) -> dict[str, object]:
    """One letter about all that is neither read nor mailed; the system alone does it."""
    waiting = Notice.objects.filter(person=change.subject, read_at=None, mailed_at=None)
    found = sorted(waiting.values_list("pk", flat=True))
    Notice.objects.filter(pk__in=found).update(mailed_at=change.at)
    if found:
        letters.after_commit(partial(send_digest, change.subject.pk, found))
    return {"notices": len(found)}
