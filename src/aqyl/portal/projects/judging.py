"""What happens to pairs: a search is asked for and enters them, a person says what one is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django.db import transaction

from aqyl.portal.campaigns.guards import reason
from aqyl.portal.people.roles import nobody
from aqyl.portal.procedure import Change, action
from aqyl.portal.projects import work
from aqyl.portal.projects.models import Pair, Project, Search
from aqyl.portal.projects.scope import judges
from aqyl.problems import Problem

_FOUND = ("suggested", "probability", "reasons", "overlap_days", "stake")


def _can_be_searched(change: Change) -> Iterator[Problem]:
    there = work.under_way()
    if there is not None:
        yield Problem("portal.search_under_way", values={"done": there.done, "count": there.count})
    if Project.objects.filter(removed_at=None).count() < 2:
        yield Problem("portal.search_too_few")


@action("search-projects", on="territory", by=judges, guard=_can_be_searched)
def search_projects(change: Change) -> dict[str, object]:
    """Ask for a search through the whole register; it begins when this is written."""
    search = Search.objects.create(asked_at=change.at, asked_by=change.actor, told_at=change.at)
    transaction.on_commit(partial(work.start, search))
    return {"search": search.pk}


@action("enter-pairs", on="search", by=nobody)
def enter_pairs(change: Change) -> dict[str, object]:
    """Enter what a search found. given: projects, compared, weights, learned, pairs.

    A pair that is found no longer stays where a person judged it; otherwise it goes.
    """
    search: Search = change.subject
    for name in ("projects", "compared", "weights", "learned"):
        setattr(search, name, change.given[name])
    search.ended_at = search.told_at = change.at
    search.done = search.count
    there = {(one.first_id, one.second_id): one for one in Pair.objects.all()}
    Pair.objects.update(found=None)
    found = list(_pairs(change.given["pairs"], search, there))
    Pair.objects.bulk_create([one for one in found if one.pk is None])
    Pair.objects.bulk_update([one for one in found if one.pk], ["found", *_FOUND])
    Pair.objects.filter(found=None, verdict="").delete()
    return {"projects": search.projects, "compared": search.compared, "pairs": len(found)}


def _pairs(
    given: list[Mapping[str, Any]], search: Search, there: Mapping[tuple[int, int], Pair]
) -> Iterator[Pair]:
    codes = dict(Project.objects.values_list("code", "pk"))
    for one in given:
        first, second = codes[one["first"]], codes[one["second"]]
        pair = there.get((first, second)) or there.get((second, first))
        pair = pair or Pair(first_id=first, second_id=second)
        pair.found = search
        for name in _FOUND:
            setattr(pair, name, one[name])
        yield pair


def _can_be_judged(change: Change) -> Iterator[Problem]:
    given = change.given.get("verdict")
    if given not in Pair.VERDICTS:
        yield Problem("portal.pair_no_verdict")
    yield from reason(change)


@action("judge-pair", on="pair", by=judges, guard=_can_be_judged)
def judge_pair(change: Change) -> dict[str, object]:
    """Say what a pair is. given: verdict (one of `Pair.VERDICTS`), reason."""
    pair: Pair = change.subject
    before = pair.verdict
    pair.verdict, pair.note = change.given["verdict"], str(change.given["reason"]).strip()
    pair.mark, pair.judged_at, pair.judged_by = pair.now, change.at, change.actor
    return {
        "first": pair.first.code,
        "second": pair.second.code,
        "before": before,
        "verdict": pair.verdict,
        "suggested": pair.suggested,
        "reason": pair.note,
    }


def _can_be_adopted(change: Change) -> Iterator[Problem]:
    search: Search = change.subject
    if not search.learned.get("changed") or search.adopted:
        yield Problem("portal.nothing_learned", values={"count": search.learned.get("verdicts", 0)})


@action("adopt-weights", on="search", by=judges, guard=_can_be_adopted)
def adopt_weights(change: Change) -> dict[str, object]:
    """Let later searches judge by what this one learned of the verdicts."""
    search: Search = change.subject
    search.adopted = True
    return {"threshold": search.learned["threshold"], "verdicts": search.learned["verdicts"]}
