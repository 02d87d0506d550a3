"""Delete content whose term is over, and what an interrupted upload left behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Max, Q

from aqyl.portal.evidence import store, thumbnails
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.people.roles import holds
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.procedure import Change, action, perform

# Longer than any upload takes.
ABANDONED = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Swept:
    """What was deleted: digests whose term was over, digests no row names, uploads cut short."""

    expired: tuple[str, ...]
    unnamed: tuple[str, ...]
    unfinished: int


def sweep(now: dt.datetime) -> Swept:
    """Delete what no living evidence names and whose term is over; each deletion is logged.

    A term begins when the last piece of evidence with the content was removed. Rows and events
    stay: they say that there was a file, with which digest, and when it went.
    """
    with store.exclusive():
        expired = _expired(now)
        unnamed = _unnamed(now)
        if expired or unnamed:
            country = Territory.objects.get(code=COUNTRY)
            perform("delete-content", country, None, expired=expired, unnamed=unnamed)
        for digest in (*expired, *unnamed):
            store.path_of(digest).unlink(missing_ok=True)
            thumbnails.path_for(digest).unlink(missing_ok=True)
        return Swept(expired, unnamed, _unfinished(now))


@action("delete-content", on="territory", by=holds())
def delete_content(change: Change) -> dict[str, object]:
    """By the system alone. given: expired, unnamed (digests)."""
    expired, unnamed = list(change.given["expired"]), list(change.given["unnamed"])
    Evidence.objects.filter(digest__in=expired).update(deleted_at=change.at)
    return {"expired": expired, "unnamed": unnamed}


Names = Callable[[], Iterable[str]]
_OTHERS: list[Names] = []


def names_content(digests: Names) -> Names:
    """Declare digests of the store that another app names, and that are kept for it."""
    _OTHERS.append(digests)
    return digests


def _named_elsewhere() -> set[str]:
    return {digest for digests in _OTHERS for digest in digests()}


def _expired(now: dt.datetime) -> tuple[str, ...]:
    """Content that every row has removed, the last one before the term, and that still stands."""
    limit = now - dt.timedelta(days=settings.ENVIRONMENT.evidence_keep_days)
    living = Evidence.objects.filter(removed_at__isnull=True).exclude(digest="").values("digest")
    rows = (
        Evidence.objects.filter(~Q(digest=""), deleted_at__isnull=True)
        .exclude(digest__in=living)
        .values("digest")
        .annotate(last=Max("removed_at"))
        .filter(last__lt=limit)
        .order_by("digest")
    )
    elsewhere = _named_elsewhere()
    return tuple(row["digest"] for row in rows if row["digest"] not in elsewhere)


def _unnamed(now: dt.datetime) -> tuple[str, ...]:
    """Content in the store that no row names: its upload ended between the two."""
    named = set(Evidence.objects.filter(deleted_at__isnull=True).values_list("digest", flat=True))
    named |= _named_elsewhere()
    return tuple(d for d, file in store.contents() if d not in named and _is_old(file, now))


def _unfinished(now: dt.datetime) -> int:
    old = [file for file in store.incoming().glob("*") if _is_old(file, now)]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def _is_old(file: Path, now: dt.datetime) -> bool:
    return dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC) < now - ABANDONED
