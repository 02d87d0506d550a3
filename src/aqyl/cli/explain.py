"""`aqyl explain`: how a settlement's score came about, down to each answer and value."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aqyl.cli.arguments import EditionId
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb
from aqyl.language import fold
from aqyl.problems import NotFoundError, Problem

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
    name = _name_of(loaded, settlement, screen.lang)
    trail = build_trail(loaded, outputs.scores, outputs.facts, settlement)
    part = find(trail, node, settlement)
    if screen.is_json:
        head = {"edition": loaded.id, "period": outputs.period, "settlement": settlement}
        screen.result({**head, "trail": as_dict(part)})
        return
    values = {"name": name, "settlement": settlement, "edition": loaded.id}
    screen.line(screen.say("cli.explain.head", **values, period=outputs.period))
    screen.show(trail_tree(screen, loaded, part))


def _name_of(edition: Edition, settlement: str, lang: str) -> str:
    """The name of a unit. Raises NotFoundError; a name given for a code finds the code."""
    from aqyl.register import load_register

    if edition.units.kind == "register":
        return load_register().get(settlement).name(lang)
    names = {place.id: place.title.say(lang) for place in edition.units.listed}
    if names and settlement not in names:
        near = [f"{unit} {name}" for unit, name in names.items() if fold(settlement) in fold(name)]
        values = {"given": settlement, "near": "; ".join(near or names)}
        raise NotFoundError([Problem("assess.unknown_settlement", values=values)])
    return names.get(settlement, settlement)
