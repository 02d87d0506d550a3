"""The character U+0000 in the addresses and forms of pages: refused before any query."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from aqyl.portal.look.errors import error_page


class WithoutNul:
    """Middleware: 400 for pages. The interface for programs words its own refusals."""

    def __init__(self, next_one: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = next_one

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, unchanged."""
        return self._next(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """The page of a bad request; None where there is no such character."""
        if getattr(view, "csrf_exempt", False):
            return None
        if "\0" in request.path or _has(request.GET) or _has(request.POST):
            return error_page(request, 400)
        return None


def _has(fields: QueryDict) -> bool:
    return any("\0" in text for name, values in fields.lists() for text in (name, *values))
