"""`aqyl edition show`: an edition with all that its ids name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aqyl.cli.arguments import EditionId
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

if TYPE_CHECKING:
    from aqyl.standard import Edition
    from aqyl.standard.entries import Entry


@verb
def show(screen: Screen, edition: EditionId) -> None:
    """Head, groups, statuses, levels, the tree of domains with what they hold, the procedure."""
    from aqyl.standard import count_sources, fingerprint, load_edition

    loaded = load_edition(edition)
    counts = count_sources(loaded)
    if screen.is_json:
        content = loaded.model_dump(mode="json")
        screen.result({"fingerprint": fingerprint(loaded), "sources": counts, "edition": content})
        return
    screen.line(f"{loaded.id}  {screen.title(loaded.title)}")
    screen.line(screen.title(loaded.summary))
    screen.line()
    head = {"act": loaded.basis.act, "start": str(loaded.in_force.start)}
    screen.line(screen.say("cli.edition.basis", **head, licence=loaded.licence))
    screen.line(screen.say("cli.edition.fingerprint", digest=fingerprint(loaded)))
    screen.line(screen.say("cli.edition.sources", **counts))
    for name, rows in _lists(loaded, screen):
        if rows:
            screen.line()
            columns = ["id", "title", name]
            right = () if name == "left_out" else (2,)
            screen.table([screen.say(f"cli.column.{column}") for column in columns], rows, right)
    screen.line()
    _show_tree(loaded, screen)
    if loaded.transitions:
        screen.line()
        _show_procedure(loaded, screen)


def _lists(edition: Edition, screen: Screen) -> Iterator[tuple[str, list[list[str]]]]:
    """The short lists, each with the one thing that matters in it."""
    yield (
        "settlements",
        [[*_named(group, screen), screen.number(group.count, 0)] for group in edition.groups],
    )
    yield (
        "left_out",
        [
            [*_named(place, screen), screen.title(place.left_out) if place.left_out else ""]
            for place in edition.units.listed
        ],
    )
    yield (
        "points",
        [[*_named(status, screen), screen.number(status.points, 2)] for status in edition.statuses],
    )
    yield (
        "lower",
        [[*_named(level, screen), screen.number(level.lower, 0)] for level in edition.levels],
    )


def _named(entry: Entry, screen: Screen) -> list[str]:
    return [entry.id, screen.title(entry.title)]


def _show_tree(edition: Edition, screen: Screen) -> None:
    rows = []
    for domain in edition.domains:
        rows.append(_row(domain, "domain", screen))
        for kind, entries in (
            ("initiative", edition.initiatives),
            ("indicator", edition.indicators),
        ):
            inside = [entry for entry in entries if entry.domain == domain.id]
            rows += [_row(entry, kind, screen) for entry in inside]
    columns = ("id", "kind", "title", "source")
    screen.table([screen.say(f"cli.column.{column}") for column in columns], rows)


def _show_procedure(edition: Edition, screen: Screen) -> None:
    titles = {state.id: screen.title(state.title) for state in edition.states}
    rows = [
        [
            *_named(step, screen),
            ", ".join(titles[state] for state in step.from_states),
            titles[step.to_state],
            ", ".join(screen.say(f"procedure.role.{role}") for role in step.by),
            screen.number(step.within_days, 0),
        ]
        for step in edition.transitions
    ]
    columns = ("id", "title", "from_states", "to_state", "by", "within_days")
    screen.table([screen.say(f"cli.column.{column}") for column in columns], rows, (5,))


def _row(entry: Entry, kind: str, screen: Screen) -> list[str]:
    said = screen.say(f"cli.kind.{kind}"), screen.title(entry.title)
    return [entry.id, *said, screen.say(f"cli.source.{entry.source.kind}")]
