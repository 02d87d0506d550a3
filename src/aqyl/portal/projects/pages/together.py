"""Needs that several settlements share: what could be bought together or reused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aqyl.language import Sayable
from aqyl.portal.projects.models import Pair, Project
from aqyl.portal.projects.pages.listing import looker
from aqyl.portal.projects.scope import edition_now, pairs_for
from aqyl.portal.results.shown import titles_of

SHARED = "shared_need"


@dataclass(frozen=True, slots=True)
class Shared:
    """Projects of one need; title: of the initiative they share, None where they name none.

    judged: whether a person confirmed every tie; sum: of the amounts in tenge that are known.
    """

    title: Sayable | None
    projects: list[Project]
    judged: bool
    sum: float

    @property
    def unpriced(self) -> int:
        """How many of the projects have no amount."""
        return sum(_tenge(one) is None for one in self.projects)


@require_safe
@login_required
def together(request: HttpRequest) -> HttpResponse:
    """The lists, those that persons confirmed first, then by the money in them."""
    person = looker(request)
    pairs = [one for one in pairs_for(person).order_by("pk") if one.standing == SHARED]
    titles = titles_of(edition_now())
    lists = [_shared(group, titles) for group in groups(pairs)]
    lists.sort(key=lambda one: (not one.judged, -one.sum))
    context = {"lists": lists, "here": "together"}
    return render(request, "projects/together.html", context)


def groups(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Pairs that hang together by a project; those a person confirmed and the others apart."""
    found: list[list[Pair]] = []
    for pair in sorted(pairs, key=lambda one: not one.verdict):
        ends = {pair.first_id, pair.second_id}
        near = [
            group
            for group in found
            if bool(group[0].verdict) == bool(pair.verdict)
            and any(ends & {one.first_id, one.second_id} for one in group)
        ]
        for group in near:
            found.remove(group)
        found.append([*(one for group in near for one in group), pair])
    return found


def _shared(group: list[Pair], titles: Mapping[str, Sayable]) -> Shared:
    projects = {one.pk: one for pair in group for one in (pair.first, pair.second)}
    ordered = sorted(projects.values(), key=lambda one: (one.territory_id, one.code))
    named = {one.initiative for one in ordered if one.initiative}
    title = titles.get(named.pop()) if len(named) == 1 else None
    amounts = [amount for one in ordered if (amount := _tenge(one)) is not None]
    return Shared(title, ordered, bool(group[0].verdict), sum(amounts))


def _tenge(project: Project) -> float | None:
    return project.amount if project.currency.upper() in ("", "KZT") else None
