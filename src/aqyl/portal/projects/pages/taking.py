"""A file of projects: taken along as a table, brought back with a preview of what it changes."""

from __future__ import annotations

import csv
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

from aqyl.language import Lang, say
from aqyl.portal.campaigns.pages.access import signed_in
from aqyl.portal.look.errors import code_of, error_page
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.models import Person
from aqyl.portal.people.scope import places_of
from aqyl.portal.procedure import RefusedError
from aqyl.portal.projects.pages.listing import looker
from aqyl.portal.projects.rows import KINDS, enter, keep, kept, preview
from aqyl.portal.projects.scope import WRITES, edition_now, projects_for
from aqyl.portal.projects.workbook import workbook_bytes
from aqyl.problems import InputError, Problem
from aqyl.tables import SCHEMAS

MOST_BYTES = 10 * 2**20
SHOWN = 100  # rows and problems on a page, so that it stays small
_SALT = "aqyl.take-projects"
_AN_HOUR = 3600
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take(request: HttpRequest) -> HttpResponse:
    """Bring a file, look at what it would change, take it."""
    person = signed_in(request)
    if not places_of(person, WRITES):
        raise PermissionDenied
    if request.method != "POST":
        return _shown(request)
    if "taken" in request.POST:
        return _taken(request, person)
    file = request.FILES.get("file")
    kind = _kind(file)
    if not isinstance(file, UploadedFile) or kind is None:
        return _shown(request, problems=(Problem("portal.no_projects_file"),), status=422)
    if file.size is None or file.size > MOST_BYTES:
        return error_page(request, 413)
    return _looked(request, person, keep(file.read(), kind), kind)


def _kind(file: object) -> str | None:
    name = str(getattr(file, "name", "")).lower()
    return next((kind for kind in KINDS if name.endswith(kind)), None)


def _looked(
    request: HttpRequest,
    person: Person,
    digest: str,
    kind: str,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    try:
        read = preview(kept(digest, kind), person)
    except InputError as error:
        return _shown(request, wrong=error.problems, status=422)
    token = {"digest": digest, "kind": kind, "mark": read.mark}
    signed = signing.dumps(token, salt=f"{_SALT}:{person.pk}")
    return _shown(request, read=read, signed=signed, problems=problems, status=status)


def _taken(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        token = signing.loads(
            request.POST.get("signed", ""), salt=f"{_SALT}:{person.pk}", max_age=_AN_HOUR
        )
        path = kept(token["digest"], token["kind"])
        read = preview(path, person)
    except (signing.BadSignature, InputError):
        return _shown(request, problems=(Problem("portal.old_preview"),), status=422)
    again = person, token["digest"], token["kind"]
    if read.mark != token["mark"]:
        return _looked(request, *again, problems=(Problem("portal.projects_changed"),), status=409)
    try:
        enter(read, person)
    except RefusedError as error:
        return _looked(request, *again, problems=error.problems, status=code_of(error))
    path.unlink(missing_ok=True)
    count = len(read.lines)
    messages.success(request, say("portal.projects.taken", reader(), count=count))
    return HttpResponseRedirect(reverse("projects:list"), status=303)


def _shown(request: HttpRequest, *, status: int = 200, **values: Any) -> HttpResponse:
    frame = {"most": MOST_BYTES // 2**20, "shown": f":{SHOWN}", "shown_count": SHOWN}
    return render(request, "projects/take.html", {**frame, **values}, status=status)


@require_safe
@login_required
def workbook(request: HttpRequest) -> HttpResponse:
    """The projects someone looks at as a workbook to fill in, with what each column means."""
    lang: Lang = reader()  # type: ignore[assignment]
    rows = [one.row() for one in projects_for(looker(request)).order_by("code")]
    content = workbook_bytes(rows, edition_now(), lang)
    return _file(content, _XLSX, f"projects-{lang}.xlsx")


@require_safe
@login_required
def table(request: HttpRequest) -> HttpResponse:
    """The same as a plain table."""
    names = SCHEMAS["projects"].names
    response = _file(b"", "text/csv; charset=utf-8", "projects.csv")
    writer = csv.DictWriter(response, names, lineterminator="\n")
    writer.writeheader()
    for one in projects_for(looker(request)).order_by("code"):
        writer.writerow(one.row())
    return response


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
