"""`aqyl edition list`: the editions that come with Aqyl."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

if TYPE_CHECKING:
    from aqyl.standard import Edition


@verb
def list_all(screen: Screen) -> None:
    """One row an edition or variant."""
    from aqyl.standard import list_editions, load_edition

    editions = [load_edition(name) for name in list_editions()]
    if screen.is_json:
        screen.result([_entry(edition) for edition in editions])
        return
    columns = [screen.say(f"cli.column.{name}") for name in ("id", "title", "act", "in_force")]
    rows = [
        [
            edition.id,
            screen.title(edition.title),
            edition.basis.act,
            str(edition.in_force.start),
        ]
        for edition in editions
    ]
    screen.table(columns, rows)


def _entry(edition: Edition) -> dict[str, object]:
    fields = {"id", "title", "basis", "in_force", "licence"}
    return edition.model_dump(mode="json", include=fields)
