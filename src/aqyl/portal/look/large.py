"""Requests that are too large, refused before anything of them is received."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from aqyl.portal.look.errors import error_page

WORKBOOK_MB = 10
# What a form holds besides its file.
FIELDS = 64 * 1024


def most() -> int:
    """How many bytes a request may have: a form with the largest file that any page takes."""
    largest: int = max(settings.ENVIRONMENT.evidence_max_mb, WORKBOOK_MB)
    return largest * 1024 * 1024 + FIELDS


class Bounded:
    """Middleware before the one that looks for the token, for which it reads the whole body.

    Views that look at the token themselves bound what they receive themselves, too.
    """

    def __init__(self, next_one: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = next_one

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, unchanged."""
        return self._next(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """The page of what is too large; None to go on."""
        own = getattr(view, "csrf_exempt", False)
        large = int(request.META.get("CONTENT_LENGTH") or 0) > most()
        return error_page(request, 413) if large and not own else None
