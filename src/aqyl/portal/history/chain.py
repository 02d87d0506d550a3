"""Append to the log, and find where it was broken.

Each event's digest is SHA-256 over its fields and the digest before it, as canonical JSON (sorted
keys, no spaces, UTF-8). Whoever changes one event must change every later one; the digest of the
last one is published with each assessment, so that even this shows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from aqyl.portal.history.models import Event, Head

FIRST = "0" * 64
_SEALED = ("number", "actor", "action", "subject", "territory", "data", "before")


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold.

    kind: `changed` (an event is not what it was sealed as), `missing` (a number is left out),
    `before` (it does not follow the one before), `head` (events are missing at the end).
    """

    number: int
    kind: str


def append(
    action: str,
    subject: str,
    *,
    actor: str = "",
    territory: str = "",
    data: Mapping[str, object] | None = None,
    at: dt.datetime | None = None,
) -> Event:
    """Append one event; must run inside the transaction of what it tells of.

    Raises RuntimeError outside a transaction, TypeError for data that JSON does not hold.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is written in the transaction of what it tells of")
    head = hold()
    event = Event(
        number=head.number + 1,
        at=at or timezone.now(),
        actor=actor,
        action=action,
        subject=subject,
        territory=territory,
        data=canonical(data or {}),
        before=head.digest or FIRST,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    Head.objects.update(number=event.number, digest=event.digest)
    return event


def hold() -> Head:
    """The end of the log, held until the transaction ends: whoever asks next waits."""
    return Head.objects.select_for_update().get()


def canonical(data: Mapping[str, object]) -> str:
    """One spelling of JSON.

    >>> canonical({"b": 1, "a": "қ"})
    '{"a":"қ","b":1}'
    """
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def digest_of(event: Event) -> str:
    """SHA-256 of the event's fields and the digest before it."""
    fields: dict[str, object] = {name: getattr(event, name) for name in _SEALED}
    fields["at"] = event.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def verify_log(events: Iterable[Event] | None = None) -> Iterator[Break]:
    """Every break of the chain, in the order of the log; nothing when it is whole."""
    number, digest = 0, FIRST
    for event in Event.objects.order_by("number").iterator() if events is None else events:
        if event.number != number + 1:
            yield Break(number + 1, "missing")
        elif event.before != digest:
            yield Break(event.number, "before")
        if digest_of(event) != event.digest:
            yield Break(event.number, "changed")
        number, digest = event.number, event.digest
    if events is None:
        head = Head.objects.get()
        if (head.number, head.digest or FIRST) != (number, digest):
            yield Break(number + 1, "head")
