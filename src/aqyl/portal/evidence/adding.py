"""Add a file or a link to an answer: looked at, kept, then entered through the one door."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.evidence.bombs import problems_in
from aqyl.portal.evidence.fetch import fetch
from aqyl.portal.evidence.kinds import kind_of
from aqyl.portal.evidence.refusals import Refused
from aqyl.portal.evidence.store import Incoming, shared
from aqyl.portal.evidence.upload import limit
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import RefusedError, perform
from aqyl.problems import AqylError, InputError, Problem, raise_if

_LONGEST = 150


def add_file(
    answer: Answer,
    person: Person,
    received: Incoming,
    name: str,
    *,
    title: str = "",
    replaces: int | None = None,
) -> Event:
    """Keep a received file and enter it; it is forgotten where anything stands against it.

    Raises InputError for a file that is not taken, RefusedError as `perform` does.
    """
    with _looked_at(received, name) as given:
        return perform(
            "add-evidence", answer, person, **given, title=title.strip(), replaces=replaces
        )


def add_file_to_many(
    answers: Iterable[Answer], person: Person, received: Incoming, name: str, *, title: str = ""
) -> tuple[int, list[Refused]]:
    """Keep a received file once and enter it behind each answer; how many took it, and who did not.

    Each goes through the one door by itself: one refusal holds up none of the others. Raises
    InputError for a file that is not taken.
    """
    done, refused = 0, []
    with _looked_at(received, name) as given:
        for answer in answers:
            try:
                perform("add-evidence", answer, person, **given, title=title.strip())
            except RefusedError as error:
                refused.append(Refused(answer, error.problems))
            else:
                done += 1
    return done, refused


@contextmanager
def _looked_at(received: Incoming, name: str) -> Iterator[dict[str, Any]]:
    """Look at a received file and keep it: what `add-evidence` is given of it."""
    try:
        received.close()
        name = clean(name)
        if not received.size:
            raise InputError([Problem("portal.evidence_empty", values={"given": name})])
        kind = kind_of(received.path, name)
        raise_if(problems_in(received.path, name, kind))
        with shared():
            yield {
                "digest": received.keep(),
                "media_type": kind.media_type,
                "size": received.size,
                "file_name": name,
            }
    finally:
        received.drop()


def add_link(answer: Answer, person: Person, link: str, *, title: str = "") -> Event:
    """Enter a link and, where the installation wants it, store a copy of what is behind it.

    A copy that cannot be had is no reason to refuse the link. Raises RefusedError.
    """
    link = link.strip()
    event = perform("add-link", answer, person, link=link, title=title.strip())
    if settings.ENVIRONMENT.evidence_copies:
        one = answer.evidence.get(link=link, removed_at__isnull=True)
        _copy(answer, one.pk, link)
    return event


def _copy(answer: Answer, pk: int, link: str) -> None:
    try:
        received = fetch(link, limit())
    except AqylError:
        return
    try:
        with shared():
            digest, size = received.keep(), received.size
            perform("keep-copy", answer, None, evidence=pk, digest=digest, size=size)
    finally:
        received.drop()


def clean(name: str) -> str:
    r"""A file's name without folders and without signs that are not seen.

    >>> clean("C:\\act\u202efdp.exe")
    'actfdp.exe'
    """
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(c for c in bare if unicodedata.category(c)[0] != "C").strip()
    stem, dot, extension = seen.rpartition(".")
    if len(seen) > _LONGEST and dot and len(extension) < 10:
        return stem[: _LONGEST - len(extension) - 1] + dot + extension
    return seen[:_LONGEST]
