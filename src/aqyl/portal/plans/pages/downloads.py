"""Documents of a plan: from within the text at hand, outside the public one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from aqyl.language import Lang
from aqyl.plan import Plan as PlanText
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.plans.drawings import dossier_of
from aqyl.portal.plans.models import Plan
from aqyl.portal.plans.pages.access import opened
from aqyl.portal.plans.pages.public import found
from aqyl.problems import InputError

if TYPE_CHECKING:
    from aqyl.publish.documents import Format, Kind

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@require_safe
@login_required
def within(request: HttpRequest, pk: int, kind: str, form: str) -> HttpResponse:
    """A document of the text that the person may read."""
    here = opened(request, pk)
    response = _document(here.plan, here.text, kind, form)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def public(request: HttpRequest, kato: str, number: int, kind: str, form: str) -> HttpResponse:
    """A document of the public text."""
    plan, frozen = found(kato, number)
    return _document(plan, frozen.text, kind, form)


def _document(plan: Plan, text: PlanText, kind: str, form: str) -> HttpResponse:
    from aqyl.publish.documents import FORMATS, KINDS

    if kind not in KINDS or form not in FORMATS:
        raise Http404
    lang = reader()
    try:
        content = _bytes(plan, text, kind, form, lang)
    except InputError as error:  # no report yet, a workbook of what is no table
        raise Http404 from error
    name = f"{plan.territory_id}-{plan.number}-{kind}-{lang}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=TYPES[form], headers=headers)


def _bytes(plan: Plan, text: PlanText, kind: str, form: str, lang: str) -> bytes:
    from aqyl.publish.documents import document_bytes

    asked = cast("Kind", kind), cast("Format", form), cast("Lang", lang)
    return document_bytes(dossier_of(plan, text), *asked)
