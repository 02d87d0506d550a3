"""The style page: every part in every state, for those who build pages and for the tests."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from aqyl.portal.procedure import Step
from aqyl.problems import Place, Problem
from aqyl.standard import list_editions, load_edition
from aqyl.standard.models import Edition

_BLANK = Problem("portal.incomplete", values={"count": 12})
_NUMBER = Problem("portal.not_a_number", Place(column="style-number"), {"given": "12,,5"})


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Every part in every state; its data are made up."""
    today = timezone.localdate()
    edition = next(one for one in map(load_edition, list_editions()) if one.states)
    values = {
        "edition": edition,
        "today": today,
        "days": [today + dt.timedelta(days=n) for n in (30, 1, 0, -5)],
        "problem_list": [_BLANK, _NUMBER],
        "steps": _steps(edition, today),
        "subject": SimpleNamespace(KIND="style", pk=1, version=1),
        "shares": [(0, 80, 0), (37, 80, 9), (80, 80, 0)],
        "long_list": Paginator(range(400), 20).get_page(request.GET.get("page", 4)),
        "columns": range(2019, 2027),
    }
    return render(request, "look/style.html", values)


def _steps(edition: Edition, today: dt.date) -> list[Step]:
    """One that is open, one that needs a reason, one that something stands against, another's."""
    one, two, three, four = edition.transitions[:4]
    asks = next(step for step in edition.transitions if "reason" in step.requires)
    return [
        Step(one, True, (), today + dt.timedelta(days=20)),
        Step(asks, True, (), today + dt.timedelta(days=1)),
        Step(two, True, (_BLANK,), today - dt.timedelta(days=2)),
        Step(three, False, (), today),
        Step(four, False, (), None),
    ]
