"""The interface put together, and its description (OpenAPI 3.1) with every answer it can give."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI

import aqyl
from aqyl.portal.api.answers import PROBLEM, install, not_there
from aqyl.portal.api.door import guarded
from aqyl.portal.api.limits import BY_ADDRESS, BY_TOKEN
from aqyl.portal.api.public import router as public
from aqyl.portal.api.schemas import MOST, Refusal
from aqyl.portal.api.writing import router as writing

PREFIX = "/api/v1"
DESCRIPTION = f"""Results of published campaigns for anyone; an akimat's answers with a token.

Limits: {BY_ADDRESS} requests a minute from one address, {BY_TOKEN} with a token, counted in each
process of the server; beyond that 429 with Retry-After. The header RateLimit says what is left.
Lists come in parts of at most {MOST}; `next` is the offset of the following part.
Public answers carry an ETag: send it as If-None-Match. To write, send the answer's ETag as
If-Match. Refusals are application/problem+json in the language of Accept-Language (kk, ru, en).
Blank is unknown, never zero. Campaigns marked `demonstration` are made up."""

api = NinjaAPI(
    title="Aqyl",
    version=aqyl.__version__,
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
api.add_router("", public)
api.add_router("", writing)
install(api)

_ALWAYS = ("400", "404", "405", "422", "429")
_WITH_TOKEN = ("401", "403")
_WRITING = ("412", "428")


def described() -> dict[str, Any]:
    """The description: what Ninja knows of the operations, and every refusal."""
    schema: dict[str, Any] = api.get_openapi_schema(path_prefix=f"{PREFIX}/")
    schema["components"]["schemas"]["Refusal"] = Refusal.model_json_schema(
        ref_template="#/components/schemas/{model}"
    )
    refusal = schema["components"]["schemas"]["Refusal"]
    schema["components"]["schemas"].update(refusal.pop("$defs"))
    for operations in schema["paths"].values():
        for method, operation in operations.items():
            _complete(method, operation)
    return schema


def _complete(method: str, operation: dict[str, Any]) -> None:
    """Add to an operation what else it can answer."""
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    private = "security" in operation
    codes = [*_ALWAYS, *(_WITH_TOKEN if private else ()), *(_WRITING if method == "put" else ())]
    answers = {str(code): answer for code, answer in operation["responses"].items()}
    for code in codes:
        answers[code] = {"description": _MEANING[code], "content": content}
    if not private:
        answers["304"] = {"description": "Not changed since the ETag that was sent"}
    operation["responses"] = answers


_MEANING = {
    "400": "The body is no JSON",
    "401": "No token that works",
    "403": "The token's person may not do this here",
    "404": "Nothing of the kind",
    "405": "Another method",
    "412": "Someone changed it meanwhile: read it again",
    "422": "A part of the request cannot be taken, or a rule stands against it",
    "428": "If-Match is missing",
    "429": "Too many requests in this minute",
}


def _description(request: HttpRequest) -> HttpResponse:
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})


def patterns() -> list[URLPattern]:
    """Every address of the interface, each behind the door; all others answer 404 in its form."""
    found = [path("openapi.json", guarded(_description, private=False), name="openapi")]
    for pattern in api._get_urls():
        if not isinstance(pattern, URLPattern) or pattern.name == "api-root":
            continue
        pattern.callback = guarded(
            pattern.callback, private=str(pattern.pattern).startswith("submissions/")
        )
        found.append(pattern)
    return [*found, re_path(r"^.*$", guarded(not_there, private=False))]
