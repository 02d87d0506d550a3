"""A diagnosis for people: classes by need, and what comes first; or one settlement in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from aqyl.cli.screen import Screen
from aqyl.cli.uncertainty_view import group_title
from aqyl.cli.work import Assessed
from aqyl.language import format_percent

if TYPE_CHECKING:
    from aqyl.diagnose import (
        Diagnosis,
        Gap,
        NeedsClasses,
        Priorities,
        TechnologyPriority,
    )

# Lines shown of a long list; all of it is in the tables.
_SHOWN = 8
_CLASS = ("id", "needs", "settlements", "on_border")
_GAPS = ("what", "gap", "gap_interval", "gain", "known")
_PEERS = ("what", "peer", "similarity", "status_reached", "since")
_FIRST = (
    "rank", "technology", "need", "effect", "readiness", "cost", "saw", "topsis", "promethee",
    "robustness",
)  # fmt: skip


def as_dict(found: Diagnosis, unit: str = "") -> dict[str, object]:
    """For JSON: classes and priorities; of one settlement its gaps, peers and priorities."""
    from aqyl.diagnose import as_document

    whole = as_document(found)
    if not unit:
        return whole
    own = {
        "profile": found.profile(unit).model_dump(mode="json"),
        "peers": [one.model_dump(mode="json") for one in found.peers_of(unit)],
        "priorities": [found.priorities_of(unit).model_dump(mode="json")],
    }
    return {**whole, "settlement": unit, **own}


def show(screen: Screen, assessed: Assessed, found: Diagnosis, group: str) -> None:
    """How much is known, the classes of a group, the order of technologies for the country."""
    known = assessed.assessment.column(assessed.assessment.coverage, "total").mean()
    values = {"count": len(found.profiles), "known": format_percent(float(known), screen.lang, 1)}
    screen.line(screen.say("cli.diagnose.head", period=found.period, **values))
    classes = found.classes_of(group)
    title = group_title(screen, assessed, group)
    screen.line(screen.say("cli.run.group", group=title, count=_size(classes)))
    for line in _verdict(screen, classes):
        screen.line(line)
    if classes.classes:
        screen.line()
        _classes(screen, classes)
    screen.line()
    screen.line(screen.say("cli.diagnose.country"))
    _first(screen, assessed, found.priorities_of())


def _size(classes: NeedsClasses) -> int:
    return len(classes.sample) + len(classes.unclassed)


def _verdict(screen: Screen, classes: NeedsClasses) -> Iterator[str]:
    """How many classes there are and how sure, or why there are none."""
    need = format_percent(classes.known, screen.lang)
    sample = {"sample": len(classes.sample), "count": _size(classes), "known": need}
    best, required = classes.best, screen.number(classes.required)
    if best is None:
        yield screen.say(f"diagnose.none.{classes.reason}", **sample)
        return
    found = {
        "number": best.number,
        "agreement": screen.number(best.agreement),
        "low": screen.number(best.low),
        "high": screen.number(best.high),
        "draws": classes.draws,
        "required": required,
    }
    key = "diagnose.none.not_stable" if classes.reason else "diagnose.stable"
    yield screen.say(key, **found)
    if classes.unclassed:
        yield screen.say("diagnose.unclassed", **sample)


def _classes(screen: Screen, classes: NeedsClasses) -> None:
    border = {one.settlement for one in classes.members if one.on_border}
    rows = [
        [
            one.id,
            screen.title(one.title),
            screen.number(len(one.members), 0),
            screen.number(len(border & set(one.members)), 0),
        ]
        for one in classes.classes
    ]
    screen.table([screen.say(f"cli.column.{name}") for name in _CLASS], rows, (2, 3))


def _first(screen: Screen, assessed: Assessed, priorities: Priorities) -> None:
    """The technologies that come first, with what they rest on."""
    if not priorities.technologies:
        screen.line(screen.say("diagnose.nothing_open"))
        return
    rows = [_technology(screen, assessed, one) for one in priorities.technologies[:_SHOWN]]
    screen.table([screen.say(f"cli.column.{name}") for name in _FIRST], rows, range(2, len(_FIRST)))
    planning = assessed.edition.planning
    currency = planning.currency if planning else ""
    screen.line(screen.say("diagnose.known_need", known=_known(screen, priorities)))
    if priorities.left_out:
        titles = _technologies(screen, assessed)
        named = ", ".join(titles[one] for one in priorities.left_out)
        screen.line(screen.say("diagnose.left_out", technologies=named))
    screen.line(screen.say("diagnose.rests_on", currency=currency))


def _known(screen: Screen, priorities: Priorities) -> str:
    """The part of the need of all technologies of which anything is known."""
    need = sum(one.need for one in priorities.technologies)
    known = sum(one.need * one.known for one in priorities.technologies)
    return format_percent(known / need if need else None, screen.lang, 1)


def _technologies(screen: Screen, assessed: Assessed) -> dict[str, str]:
    return {one.id: screen.title(one.title) for one in assessed.edition.technologies}


def _technology(screen: Screen, assessed: Assessed, one: TechnologyPriority) -> list[str]:
    from aqyl.diagnose.models import Method

    return [
        screen.number(one.place, 0),
        _technologies(screen, assessed)[one.technology],
        screen.number(one.need),
        screen.number(one.effect),
        screen.number(one.readiness, 0),
        screen.number(one.cost, 0),
        *(screen.number(one.by(method).place, 0) for method in get_args(Method)),
        format_percent(min(own.robustness for own in one.methods), screen.lang),
    ]


def show_one(screen: Screen, assessed: Assessed, found: Diagnosis, unit: str) -> None:
    """A settlement's class, gaps, peers and technologies."""
    screen.line(assessed.name(unit, screen.lang))
    for classes in found.classes:
        for line in _standing(screen, assessed, classes, unit):
            screen.line(line)
    profile = found.profile(unit)
    for kind, gaps in (
        ("domain", [one for one in profile.gaps if one.kind == "domain"]),
        ("initiative", profile.largest("initiative", _SHOWN)),
        ("indicator", profile.largest("indicator", _SHOWN)),
    ):
        if gaps:
            screen.line()
            screen.line(screen.say(f"diagnose.gaps.{kind}"))
            rows = [_gap(screen, assessed, one) for one in gaps]
            names = [screen.say(f"cli.column.{name}") for name in _GAPS]
            screen.table(names, rows, range(1, len(_GAPS)))
    screen.line()
    _peers(screen, assessed, found, unit)
    screen.line()
    screen.line(screen.say("cli.diagnose.own"))
    _first(screen, assessed, found.priorities_of(unit))


def _standing(
    screen: Screen, assessed: Assessed, classes: NeedsClasses, unit: str
) -> Iterator[str]:
    """The class of a settlement among a group's, where it belongs to it."""
    if unit not in (*classes.sample, *classes.unclassed):
        return
    head = {"group": group_title(screen, assessed, classes.group)}
    own = classes.of(unit)
    if own is None:
        reason = "unknown_here" if unit in classes.unclassed else "no_classes"
        known = format_percent(classes.known, screen.lang)
        yield screen.say(f"diagnose.standing.{reason}", known=known, **head)
        return
    titles = {one.id: screen.title(one.title) for one in classes.classes}
    told = {"needs_class": own.needs_class, "title": titles[own.needs_class], **head}
    agree = format_percent(own.agree, screen.lang)
    yield screen.say("diagnose.standing.classed", agree=agree, **told)
    if own.on_border and own.other:
        other = f"{own.other} ({titles[own.other]})"
        yield screen.say("diagnose.standing.on_border", other=other)


def _gap(screen: Screen, assessed: Assessed, gap: Gap) -> list[str]:
    ends = " – ".join(screen.number(end, 1) for end in (gap.low, gap.high))
    return [
        _titles(screen, assessed)[gap.node],
        screen.number(gap.gap, 1),
        ends,
        screen.number(gap.gain),
        format_percent(gap.known, screen.lang),
    ]


def _titles(screen: Screen, assessed: Assessed) -> dict[str, str]:
    edition = assessed.edition
    entries = (*edition.domains, *edition.initiatives, *edition.indicators, *edition.statuses)
    return {entry.id: screen.title(entry.title) for entry in entries}


def _peers(screen: Screen, assessed: Assessed, found: Diagnosis, unit: str) -> None:
    """For the gaps that weigh most, the settlement most like this one that has closed it."""
    own = found.peers_of(unit)
    if not own:
        screen.line(screen.say("diagnose.peers.none"))
        return
    screen.line(screen.say("diagnose.peers.head", count=len(own)))
    profile, titles = found.profile(unit), _titles(screen, assessed)
    heaviest = sorted(own, key=lambda one: -profile.gap(one.node).weight)[:_SHOWN]
    rows = [
        [
            titles[one.node],
            assessed.name(one.peers[0].settlement, screen.lang),
            screen.number(one.peers[0].similarity),
            titles.get(one.peers[0].status or "", screen.number(one.peers[0].value)),
            one.peers[0].since or "–",
        ]
        for one in heaviest
    ]
    screen.table([screen.say(f"cli.column.{name}") for name in _PEERS], rows, (2,))
