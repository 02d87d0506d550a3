"""Ids occur once and name something; a theme belongs to one initiative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from aqyl.problems import Place, Problem
from aqyl.standard.checks.context import LISTS, TOTAL, Context
from aqyl.standard.models import Indicator, Initiative

NODES = ("domains", "initiatives", "indicators")
ALL = "all"


def ids_once(context: Context) -> Iterator[Problem]:
    """No id twice in a list or in the tree; `total` and `all` are taken."""
    for field in LISTS:
        for entry_id, count in Counter(context.ids(field)).items():
            if count > 1:
                yield _twice(context.place(field, entry_id, "id"), entry_id, count)
    counts = Counter(entry_id for field in NODES for entry_id in set(context.ids(field)))
    for entry_id, count in counts.items():
        if count > 1 or entry_id == TOTAL:
            last = [name for name in NODES if entry_id in context.ids(name)][-1]
            yield _twice(context.place(last, entry_id, "id"), entry_id, count)
    if ALL in context.ids("groups"):
        yield _twice(context.place("groups", ALL, "id"), ALL, 1)


def _twice(place: Place, entry_id: str, count: int) -> Problem:
    return Problem("edition.id_twice", place, {"id": entry_id, "count": count})


def references(context: Context) -> Iterator[Problem]:
    """Every id that an entry names is there, and every initiative speaks of every group."""
    for initiative in context.edition.initiatives:
        yield from _of_initiative(context, initiative)
    for indicator in context.edition.indicators:
        yield from _of_indicator(context, indicator)
    known = context.known("domains")
    for domain in context.edition.domains:
        place = context.place("domains", domain.id, "parent")
        yield from context.unknown(place, "parent", [domain.parent], known | {TOTAL})


def _of_initiative(context: Context, initiative: Initiative) -> Iterator[Problem]:
    wanted: tuple[tuple[str, Iterable[str], str], ...] = (
        ("domain", [initiative.domain], "domains"),
        ("technologies", initiative.technologies, "technologies"),
        ("prerequisites", initiative.prerequisites, "initiatives"),
        ("moves", initiative.moves, "indicators"),
        ("principles", initiative.principles, "principles"),
        ("groups", initiative.groups, "groups"),
        ("done", initiative.done, "statuses"),
    )
    for key, ids, field in wanted:
        place = context.place("initiatives", initiative.id, key)
        yield from context.unknown(place, key, ids, context.known(field))
    missing = context.known("groups") - set(initiative.groups)
    if missing:
        place = context.place("initiatives", initiative.id, "groups")
        values = {"missing": ", ".join(sorted(missing))}
        yield Problem("edition.group_left_out", place, values)


def _of_indicator(context: Context, indicator: Indicator) -> Iterator[Problem]:
    checks = indicator.checks
    named = [*checks.sum_of, *filter(None, [checks.at_most])]
    posts = [post.group for post in indicator.goalposts]
    wanted = (
        ("domain", [indicator.domain], context.known("domains")),
        ("unit", [indicator.unit], context.known("measurement_units")),
        ("checks", named, context.known("indicators")),
        ("goalposts", posts, context.known("groups") | {ALL}),
    )
    for key, ids, known in wanted:
        place = context.place("indicators", indicator.id, key)
        yield from context.unknown(place, key, ids, known)


def themes(context: Context) -> Iterator[Problem]:
    """A theme of the evidence table stands in one place."""
    owners: dict[str, list[tuple[str, Place]]] = {}
    for initiative in context.edition.initiatives:
        place = context.place("initiatives", initiative.id, "themes")
        for theme in initiative.themes:
            owners.setdefault(theme, []).append((initiative.id, place))
    for index, unmatched in enumerate(context.edition.unmatched_themes):
        place = context.at("unmatched_themes", index)
        owners.setdefault(unmatched.theme, []).append(("unmatched_themes", place))
    for theme, found in owners.items():
        if len(found) > 1:
            values = {"theme": theme, "in": ", ".join(name for name, _ in found)}
            yield Problem("edition.theme_twice", found[-1][1], values)
