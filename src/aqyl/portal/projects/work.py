"""A search through the register, in a process of its own beside the portal's."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from aqyl.language import LANGUAGES
from aqyl.portal.procedure import perform
from aqyl.portal.projects.learning import learn, weights_now
from aqyl.portal.projects.models import Project, Search
from aqyl.portal.projects.scope import edition_now
from aqyl.problems import AqylError
from aqyl.register import load_register
from aqyl.tables import Table

if TYPE_CHECKING:
    from aqyl.diagnose.duplicates import Found

# A search that has not said how far it is for so long was killed.
SILENT = dt.timedelta(minutes=10)
_TOLD_EVERY = dt.timedelta(seconds=1)


def start(search: Search) -> None:
    """Begin a search that was asked for; it outlives the request and the server's worker."""
    subprocess.Popen(  # noqa: S603 - our own program and a number
        [sys.executable, "-m", "django", "search_projects", str(search.pk)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def under_way() -> Search | None:
    """The search that is going on, if one is."""
    heard = timezone.now() - SILENT
    return Search.objects.filter(ended_at=None, told_at__gt=heard).order_by("-pk").first()


def run(search: Search) -> None:
    """Search the whole register and enter what was found; what breaks is kept with the search."""
    try:
        given = _searched(search)
    except AqylError as error:
        _end(search, failed=str(error)[:300])
        return
    except Exception as error:
        _end(search, failed=type(error).__name__)
        raise
    perform("enter-pairs", search, None, **given)


def _end(search: Search, failed: str) -> None:
    now = timezone.now()
    Search.objects.filter(pk=search.pk).update(ended_at=now, told_at=now, failed=failed)


def _searched(search: Search) -> dict[str, Any]:
    from aqyl.diagnose.duplicates import find_duplicates, read_projects

    rows = tuple(one.row() for one in Project.objects.filter(removed_at=None).order_by("code"))
    edition, register = edition_now(), load_register()
    projects = read_projects(Table("projects", rows), edition, register).projects
    weights = weights_now()
    learned = learn(projects, edition, register, weights)
    found = find_duplicates(projects, edition, register, weights, _Telling(search))
    return {
        "projects": len(projects),
        "compared": found.compared,
        "weights": weights.model_dump(mode="json"),
        "learned": learned,
        "pairs": list(_plain(found)),
    }


def _plain(found: Found) -> list[dict[str, Any]]:
    """The pairs as they are stored, reasons worded in every language."""
    return [
        {
            "first": pair.first,
            "second": pair.second,
            "suggested": pair.verdict,
            "probability": pair.probability,
            "overlap_days": pair.money.overlap_days,
            "stake": _stake(pair.money.first, pair.money.second),
            "reasons": [
                {
                    "code": one.code,
                    "weight": round(float(one.weight), 3),
                    **{lang: one.say(lang) for lang in LANGUAGES},
                }
                for one in pair.reasons
            ],
        }
        for pair in found.pairs
    ]


def _stake(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else min(first, second)


class _Telling:
    """Says now and then how far a search is."""

    def __init__(self, search: Search) -> None:
        self.search, self.last = search, timezone.now() - _TOLD_EVERY

    def __call__(self, done: int, count: int) -> None:
        now = timezone.now()
        if now - self.last >= _TOLD_EVERY:
            self.last = now
            mine = Search.objects.filter(pk=self.search.pk)
            mine.update(done=done, count=count, told_at=now)
