"""The places where a person is signed in, and ending them."""

from __future__ import annotations

from collections.abc import Collection

from aqyl.portal.people.models import Person


def end(person: Person, only: Collection[int] | None = None, *, keep: str = "") -> int:
    """End a person's sessions; how many there were.

    only: ids of those meant, None for all. keep: key of a session that goes on.
    """
    from allauth.usersessions.models import UserSession

    found = UserSession.objects.filter(user=person).exclude(session_key=keep)
    if only is not None:
        found = found.filter(pk__in=only)
    ended = list(found)
    for session in ended:
        session.end()
    return len(ended)
