"""Public pages: the same for everyone, so kept whole and asked for again only by their tag."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

import aqyl
from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.look.context import Shared
from aqyl.portal.results.once import one_at_a_time
from aqyl.portal.results.shown import find

# A visitor may see a correction so many seconds late.
MAX_AGE = 300
_ONE_DAY = 86_400
# Seconds that a visitor waits for a page which another one is having drawn.
LONGEST_WAIT = 10

View = Callable[..., HttpResponseBase]


class Public(Shared):
    """What a public page shares with all pages: the campaign it shows, and nobody signed in."""

    person = None
    campaign = None

    def __init__(self, request: HttpRequest, campaign: Campaign | None) -> None:
        super().__init__(request)
        self.campaign = campaign


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page that does not know who reads it: no session is looked at."""
    shown = context.get("shown")
    portal = Public(request, shown.publication.campaign if shown else None)
    return HttpResponse(render_to_string(template, {"portal": portal, **context}), status=status)


def published(view: View) -> View:
    """A view of one publication: `view(request, shown, ...)`, told by edition, period and number.

    The answer carries ETag, Last-Modified and Cache-Control; a browser that has it gets 304. Which
    publication is the latest is asked of the database once in PUBLISHED_FRESH seconds, far less
    than browsers may keep a page.
    """

    @wraps(view)
    def answer(
        request: HttpRequest, edition: str, period: str, number: int | None = None, **more: object
    ) -> HttpResponseBase:
        asked = f"{edition}\n{period}\n{number or ''}"
        key = hashlib.sha256(asked.encode()).hexdigest()  # an address holds what a key must not
        shown = None
        known: tuple[str, float] | None = caches["tags"].get(key)
        if known is None:
            shown = find(edition, period, number)
            known = shown.tag, shown.at.timestamp()
            caches["tags"].set(key, known, settings.PUBLISHED_FRESH)

        def make() -> HttpResponseBase:
            return view(request, shown or find(edition, period, number), **more)

        return tagged(request, *known, make)

    return require_safe(answer)


def tagged(
    request: HttpRequest, tag: str, changed: float, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """What `make` gives, from memory where it is there, with the headers of a public page."""
    parts = (aqyl.__version__, tag, get_language() or "", request.get_full_path())
    etag = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
    quoted = f'"{etag}"'
    same = get_conditional_response(request, etag=quoted, last_modified=int(changed))
    response = same or _kept(request, etag, make)
    response["ETag"] = quoted
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response


def _kept(
    request: HttpRequest, etag: str, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Only plain addresses are kept: whoever makes up queries fills no memory.

    A page that nobody has drawn yet is drawn by one visitor; the others wait for it.
    """
    if request.GET:
        return make()
    found = _found(etag)
    if found is not None:
        return found
    with one_at_a_time(etag, LONGEST_WAIT):
        return _found(etag) or _drawn(etag, make)


def _found(etag: str) -> HttpResponse | None:
    found = caches["pages"].get(etag)
    return None if found is None else HttpResponse(found[0], content_type=found[1])


def _drawn(etag: str, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    response = make()
    if isinstance(response, HttpResponse) and response.status_code == 200:
        kept = (response.content, response["Content-Type"])
        caches["pages"].set(etag, kept, _ONE_DAY)
    return response
