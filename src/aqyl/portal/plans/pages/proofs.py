"""The content of a file behind a report."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from aqyl.portal.evidence.serving import serve
from aqyl.portal.plans.models import Proof
from aqyl.portal.plans.pages.access import looks


@require_safe
def content(request: HttpRequest, pk: int) -> FileResponse:
    """A file, for those who look at the settlement's plans from within."""
    paths = "report__plan__territory__parent__parent"
    proof = get_object_or_404(Proof.objects.select_related(paths), pk=pk)
    user: Any = request.user
    if not looks(user, proof.report):
        raise PermissionDenied
    if not proof.digest:
        raise Http404
    return serve(proof, inline=False)
