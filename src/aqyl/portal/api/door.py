"""What every request to the interface goes through: its limit, then the operation, then its tag."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from aqyl.portal.api.actions import digest_of
from aqyl.portal.api.answers import refusal
from aqyl.portal.api.limits import count
from aqyl.portal.api.models import Token
from aqyl.problems import Problem

View = Callable[..., HttpResponseBase]
_BEARER = "bearer "
_MAX_AGE = 300


def guarded(view: View, *, private: bool) -> View:
    """A view behind the limit; answers carry what is left of it, and a tag where they can be kept.

    private: nothing of it is kept anywhere, and it tells its own tag.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **values: object) -> HttpResponseBase:
        request.token = token = token_of(request)  # type: ignore[attr-defined]
        allowed = count(request, token)
        if allowed.spent:
            limits = {"limit": allowed.limit, "seconds": allowed.seconds}
            again = {"Retry-After": str(allowed.seconds)}
            return refusal(429, [Problem("portal.api_too_many", values=limits)], again)
        response = view(request, *args, **values)
        if response.status_code == 405:
            response = _not_allowed(request, response)
        response["RateLimit"] = f'"minute";r={allowed.left};t={allowed.seconds}'
        if private:
            response["Cache-Control"] = "private, no-store"
            return response
        return _tagged(request, response)

    return csrf_exempt(answer)


def token_of(request: HttpRequest) -> Token | None:
    """The working token that a request carries."""
    given = request.headers.get("Authorization", "")
    if not given.lower().startswith(_BEARER):
        return None
    digest = digest_of(given[len(_BEARER) :].strip())
    token = Token.objects.select_related("person").filter(digest=digest).first()
    return token if token is not None and token.works(timezone.now()) else None


def _not_allowed(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    values = {"given": request.method or "–", "allowed": response["Allow"]}
    headers = {"Allow": response["Allow"]}
    return refusal(405, [Problem("portal.api_method", values=values)], headers)


def _tagged(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """ETag by content; 304 for who has it."""
    if not isinstance(response, HttpResponse) or response.status_code != 200:
        return response
    patch_vary_headers(response, ("Accept-Language",))
    response["Cache-Control"] = f"public, max-age={_MAX_AGE}"
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    same = get_conditional_response(request, etag=response["ETag"], response=response)
    return response if same is None else same
