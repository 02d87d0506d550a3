"""How often one caller may ask: per minute, counted in each process of the server."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from aqyl.portal.api.models import Token

SECONDS = 60
BY_ADDRESS, BY_TOKEN = 120, 600


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a caller's minute; seconds until the next begins."""

    limit: int
    left: int
    seconds: int

    @property
    def spent(self) -> bool:
        """Whether this request is one too many."""
        return self.left < 0


def count(request: HttpRequest, token: Token | None, now: float | None = None) -> Allowance:
    """Count a request: of the token where there is a working one, else of the address.

    A wrong token counts for the address, so that nobody gets round the limit by making some up.
    """
    at = time.time() if now is None else now
    minute = int(at // SECONDS)
    limit = BY_TOKEN if token else BY_ADDRESS
    caller = f"token:{token.pk}" if token else f"address:{address_of(request)}"
    key = hashlib.sha256(f"{caller}:{minute}".encode()).hexdigest()
    cache.add(key, 0, SECONDS)
    try:
        used = cache.incr(key)
    except ValueError:  # dropped from a full memory between the two
        used = 1
    return Allowance(limit, limit - used, SECONDS - int(at % SECONDS))


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as the outermost of our own proxies saw it."""
    own: int = settings.ENVIRONMENT.proxies
    way = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if own and len(way) >= own and way[-own]:
        return way[-own]
    return str(request.META.get("REMOTE_ADDR", ""))
