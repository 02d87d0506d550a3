"""`aqyl explain`: how a settlement's score came about, down to each answer and value."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aqyl.cli.arguments import EditionId
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb
from aqyl.language import LANGUAGES

if TYPE_CHECKING:
    from aqyl.standard import Edition

_Out = Annotated[str, typer.Argument(help="cli.argument.out", metavar="OUT")]
_Settlement = Annotated[str, typer.Argument(help="cli.argument.settlement", metavar="SETTLEMENT")]
_Node = Annotated[str, typer.Option("--node", help="cli.option.node", metavar="NODE")]


@verb
def explain(
    screen: Screen, edition: EditionId, out: _Out, settlement: _Settlement, node: _Node = "total"
) -> None:
    """A tree, or the same as JSON; the outputs are checked against their manifest first."""
    from aqyl.assess.trail import as_dict, build_trail, find
    from aqyl.cli.trail_view import trail_tree
    from aqyl.publish.replay import read_outputs
    from aqyl.standard import load_edition

    loaded = load_edition(edition)
    outputs = read_outputs(Path(out), loaded)
    unit, name = _named(loaded, settlement, screen.lang)
    trail = build_trail(loaded, outputs.scores, outputs.facts, unit)
    part = find(trail, node, unit)
    if screen.is_json:
        head = {"edition": loaded.id, "period": outputs.period, "settlement": unit}
        screen.result({**head, "trail": as_dict(part)})
        return
    values = {"name": name, "settlement": unit, "edition": loaded.id}
    screen.line(screen.say("cli.explain.head", **values, period=outputs.period))
    screen.show(trail_tree(screen, loaded, part))


def _named(edition: Edition, given: str, lang: str) -> tuple[str, str]:
    """The id and the name of a unit given by either. Raises NotFoundError with near ones."""
    from aqyl.assess.units import find_unit
    from aqyl.register import load_register
    from aqyl.standard import Text

    titles = {place.id: place.title for place in edition.units.listed}
    if edition.units.kind == "register":
        register = load_register()
        if given.isdecimal():
            return given, register.get(given).name(lang)
        names = {one.kato: [one.name(each) for each in LANGUAGES] for one in register.in_groups()}
        titles = {kato: Text(kk=kk, ru=ru, en=en) for kato, (kk, ru, en) in names.items()}
    if not titles:
        return given, given
    unit = find_unit(edition, titles, given)
    return unit, titles[unit].say(lang)
