"""Files and links behind a report: looked at and kept as evidence is."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from aqyl.portal.evidence.adding import clean
from aqyl.portal.evidence.bombs import problems_in
from aqyl.portal.evidence.kinds import kind_of
from aqyl.portal.evidence.links import problems_in_link
from aqyl.portal.evidence.retention import names_content
from aqyl.portal.evidence.store import Incoming, shared
from aqyl.portal.evidence.upload import limit
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.plans.models import Proof, Report
from aqyl.portal.procedure import perform
from aqyl.problems import InputError, Problem, raise_if


def add_file(report: Report, person: Person, action: str, file: UploadedFile[Any]) -> Event:
    """Keep a file in the evidence store and enter it; forgotten where anything stands against it.

    Raises InputError for a file that is not taken, RefusedError as `perform` does.
    """
    if file.size is None or file.size > limit():
        values = {"allowed": limit() // 2**20}
        raise InputError([Problem("portal.evidence_large", values=values)])
    received = Incoming()
    try:
        for chunk in file.chunks():
            received.write(chunk)
        received.close()
        name = clean(file.name or "")
        if not received.size:
            raise InputError([Problem("portal.evidence_empty", values={"given": name})])
        kind = kind_of(received.path, name)
        raise_if(problems_in(received.path, name, kind))
        with shared():
            return perform(
                "add-proof",
                report,
                person,
                action=action,
                digest=received.keep(),
                media_type=kind.media_type,
                size=received.size,
                file_name=name,
            )
    finally:
        received.drop()


def add_link(report: Report, person: Person, action: str, link: str) -> Event:
    """Enter an address anyone can open. Raises InputError, RefusedError."""
    raise_if(problems_in_link(link.strip()))
    return perform("add-proof", report, person, action=action, link=link.strip())


@names_content
def proven() -> set[str]:
    """Content that a report rests on; what was taken off again stays, as the log names it."""
    return set(Proof.objects.exclude(digest="").values_list("digest", flat=True))
