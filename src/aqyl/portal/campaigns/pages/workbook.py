"""The form as a workbook: out, and back in with a preview of what would change."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from aqyl.assess.form import Card, Remark
from aqyl.language import say
from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.campaigns.pages.access import may_write, signed_in, submission_for
from aqyl.portal.campaigns.pages.lines import Filled
from aqyl.portal.campaigns.remarks import remarks_of
from aqyl.portal.look.errors import code_of, error_page
from aqyl.portal.look.large import WORKBOOK_MB
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.procedure import RefusedError, perform
from aqyl.problems import InputError, Problem
from aqyl.publish.form import Change, Note, form_bytes, preview, read_form

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SALT = "aqyl.take-form"
_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Line:
    """A card that the workbook would change."""

    card: Card
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Read:
    """A workbook as it was read: what it changes, what is told of it, what would be remarked."""

    lines: list[Line]
    notes: tuple[Note, ...]
    remarks: tuple[Remark, ...]
    evidence: int
    digest: str

    def cards(self, filled: Filled, *, emptied: bool) -> dict[str, dict[str, Any]]:
        """What `take-form` takes; emptied: whether fields that were emptied are emptied here."""
        found: dict[str, dict[str, Any]] = {}
        for line in self.lines:
            given = {
                one.field: _blank(one) for one in line.changes if emptied or one.kind != "emptied"
            }
            if given:
                seen = filled.answers[line.card.id].version
                found[line.card.id] = {"seen": seen, "given": given}
        return found


@login_required
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The form with what is entered, last year's beside it, in the language of the page."""
    submission = submission_for(request, pk)
    filled = Filled(submission)
    lang: Any = reader()
    content = form_bytes(filled.form, filled.entries, filled.entries_before, lang)
    name = f"{submission.territory_id}-{submission.campaign.period}-{lang}.xlsx"
    return HttpResponse(
        content,
        content_type=_KIND,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload a workbook, look at what it would change, take it."""
    submission = submission_for(request, pk)
    if not may_write(request.user, submission):
        raise PermissionDenied
    if request.method != "POST":
        return _shown(request, submission)
    if "taken" in request.POST:
        return _taken(request, submission)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return _shown(request, submission, problems=(Problem("portal.no_file"),), status=422)
    if file.size is None or file.size > WORKBOOK_MB * 1024**2:
        return error_page(request, 413)
    try:
        read = _read(Filled(submission), file)
    except InputError as error:
        return _shown(request, submission, problems=error.problems, status=422)
    return _previewed(request, submission, read)


def _read(filled: Filled, file: UploadedFile[Any]) -> Read:
    content = file.read()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        path.write_bytes(content)
        found = read_form(path, filled.form)
    changes = [one for one in preview(filled.entries, found) if one.kind != "unchanged"]
    taken = [one for one in changes if one.field != "evidence"]
    after = found.entries(filled.entries)
    return Read(
        _lines(filled, taken),
        found.notes,
        remarks_of(filled.form, after, filled.entries_before),
        len(changes) - len(taken),
        hashlib.sha256(content).hexdigest(),
    )


def _lines(filled: Filled, changes: Iterable[Change]) -> list[Line]:
    by_card: dict[str, list[Change]] = {}
    for one in changes:
        by_card.setdefault(one.card, []).append(one)
    cards = [card for card in filled.form.cards() if card.id in by_card]
    return [Line(card, by_card[card.id]) for card in cards]


def _blank(change: Change) -> object:
    if change.after is None:
        return None if change.field in Answer.NUMBERS else ""
    return change.after


def _previewed(request: HttpRequest, submission: Submission, read: Read) -> HttpResponse:
    filled = Filled(submission)
    signed = {
        kind: signing.dumps(
            {"cards": read.cards(filled, emptied=kind == "all"), "digest": read.digest},
            salt=f"{_SALT}:{submission.pk}:{request.user.pk}",
            compress=True,
        )
        for kind in ("all", "filled")
    }
    emptied = sum(one.kind == "emptied" for line in read.lines for one in line.changes)
    waiting = [one for one in read.remarks if not one.explained]
    return _shown(request, submission, read=read, signed=signed, emptied=emptied, waiting=waiting)


def _taken(request: HttpRequest, submission: Submission) -> HttpResponse:
    kind = "all" if request.POST.get("emptied") == "yes" else "filled"
    try:
        salt = f"{_SALT}:{submission.pk}:{request.user.pk}"
        data = signing.loads(request.POST.get(kind, ""), salt=salt, max_age=_AN_HOUR)
    except signing.BadSignature:
        old = (Problem("portal.old_preview"),)
        return _shown(request, submission, problems=old, status=422)
    try:
        perform("take-form", submission, signed_in(request), **data)
    except RefusedError as error:
        return _shown(request, submission, problems=error.problems, status=code_of(error))
    count = len(data["cards"])
    messages.success(request, say("portal.campaigns.workbook.taken", reader(), count=count))
    return HttpResponseRedirect(reverse("submission", args=[submission.pk]), status=303)


def _shown(
    request: HttpRequest, submission: Submission, *, status: int = 200, **values: Any
) -> HttpResponse:
    frame = {
        "submission": submission,
        "campaign": submission.campaign,
        "edition": submission.campaign.edition,
        "most": WORKBOOK_MB,
    }
    return render(request, "campaigns/workbook.html", {**frame, **values}, status=status)
