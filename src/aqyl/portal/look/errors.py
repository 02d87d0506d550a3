"""Pages that say what went wrong and what to do: one design for every code, three languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import SimpleNamespace

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from aqyl.language import say
from aqyl.portal.look.context import Shared
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.procedure import ConflictError, RefusedError
from aqyl.problems import Problem

CODES = (400, 403, 404, 409, 413, 422, 429, 500, 503)
_WITHOUT_DATABASE = (500, 503)


def error_page(request: HttpRequest, code: int, problems: Iterable[Problem] = ()) -> HttpResponse:
    """The page of a code with its sentences `portal.look.error.<code>.title|text|repair`."""
    lang = reader()
    said = {part: say(f"portal.look.error.{code}.{part}", lang) for part in ("text", "repair")}
    heading = say(f"portal.look.error.{code}.title", lang)
    values = {"code": code, "heading": heading, "problems": tuple(problems), **said}
    if code in _WITHOUT_DATABASE:
        portal = SimpleNamespace(languages=Shared(request).languages)
        return HttpResponse(
            render_to_string("look/error.html", {**values, "portal": portal}), status=code
        )
    return HttpResponse(render_to_string("look/error.html", values, request), status=code)


def refusal_page(request: HttpRequest, error: RefusedError) -> HttpResponse:
    """The page of a refusal that no form of its own shows: 403, 409 or 422."""
    return error_page(request, code_of(error), error.problems)


def code_of(error: RefusedError) -> int:
    """403 to someone who may never, 409 when another was first, 422 otherwise."""
    if isinstance(error, ConflictError):
        return 409
    return 403 if error.forbidden else 422


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be understood, or one that is too large."""
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Someone without the right."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that names nothing."""
    return error_page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of the portal's own."""
    return error_page(request, 500)


def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent without its token: an old page, or another site."""
    return error_page(request, 403)


class Refusals:
    """Middleware: what `perform` refuses and a view does not catch becomes a page."""

    def __init__(self, next_one: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = next_one

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, unchanged."""
        return self._next(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of a refusal; anything else is left to Django."""
        return refusal_page(request, error) if isinstance(error, RefusedError) else None
