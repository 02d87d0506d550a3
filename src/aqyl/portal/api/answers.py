"""Refusals as application/problem+json (RFC 9457), in the language the caller accepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from aqyl.language import say
from aqyl.portal.procedure import ConflictError, RefusedError
from aqyl.problems import PARTS, NotFoundError, Problem

PROBLEM = "application/problem+json"
TITLES = {
    400: "portal.api.title.400",
    401: "portal.api.title.401",
    403: "portal.api.title.403",
    404: "portal.api.title.404",
    405: "portal.api.title.405",
    412: "portal.api.title.412",
    422: "portal.api.title.422",
    428: "portal.api.title.428",
    429: "portal.api.title.429",
}


def refusal(
    status: int, problems: Iterable[Problem], headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """A refusal: each problem says what was given, what is allowed, how to repair."""
    lang = get_language() or "kk"
    body = {
        "type": "about:blank",
        "title": say(TITLES[status], lang),
        "status": status,
        "problems": [
            {"problem": one.key, **{part: one.part(part, lang) for part in PARTS}}
            for one in problems
        ],
    }
    return JsonResponse(
        body,
        status=status,
        headers=dict(headers or {}),
        content_type=PROBLEM,
        json_dumps_params={"ensure_ascii": False},
    )


def not_there(request: HttpRequest, **_: object) -> HttpResponse:
    """For every address that the interface does not have."""
    return refusal(404, [Problem("portal.api_nothing", values={"given": request.path})])


def install(api: NinjaAPI) -> None:
    """Let the interface refuse in this form, whatever stands against a request."""
    for kind, answer in (
        (ValidationError, _invalid),
        (HttpError, _malformed),
        (AuthenticationError, _unknown),
        (RefusedError, _refused),
        (NotFoundError, _missing),
    ):
        api.add_exception_handler(kind, answer)  # type: ignore[arg-type]


def _invalid(_: HttpRequest, error: ValidationError) -> HttpResponse:
    return refusal(422, [_wrong(one) for one in error.errors])


def _wrong(error: Mapping[str, Any]) -> Problem:
    """One wrong part of a request, by its name: `query.limit`, `body.status`."""
    place = ".".join(str(part) for part in error["loc"] if part != "given")
    return Problem("portal.api_wrong", values={"place": place, "kind": error["type"]})


def _malformed(request: HttpRequest, _: HttpError) -> HttpResponse:
    return refusal(400, [Problem("portal.api_body", values={"given": request.content_type or "–"})])


def _unknown(_: HttpRequest, __: AuthenticationError) -> HttpResponse:
    return refusal(401, [Problem("portal.api_no_token")], {"WWW-Authenticate": "Bearer"})


def _refused(_: HttpRequest, error: RefusedError) -> HttpResponse:
    status = 412 if isinstance(error, ConflictError) else 403 if error.forbidden else 422
    return refusal(status, error.problems)


def _missing(_: HttpRequest, error: NotFoundError) -> HttpResponse:
    return refusal(404, error.problems)
