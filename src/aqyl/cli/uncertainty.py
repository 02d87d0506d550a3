"""`aqyl uncertainty`: where scores and ranks fall when what is uncertain in them is drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aqyl.cli.arguments import Data, EditionId, Period, folder, share, whole, year
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb
from aqyl.problems import InputError, Problem

if TYPE_CHECKING:
    from aqyl.assess.uncertainty import Draft, Uncertain
    from aqyl.cli.work import Assessed

Source = Annotated[list[str], typer.Option("--source", help="cli.option.source", metavar="SOURCE")]
GroupOption = Annotated[
    str, typer.Option("--group", help="cli.option.drawn_group", metavar="GROUP")
]
Weights = Annotated[str, typer.Option("--weights", help="cli.option.weights", metavar="SHARE")]
Claims = Annotated[str, typer.Option("--claims", help="cli.option.claims", metavar="SHARE")]
Seed = Annotated[str, typer.Option("--seed", help="cli.option.seed", metavar="N")]
_Draws = Annotated[str, typer.Option("--draws", help="cli.option.draws", metavar="N")]
_Pair = Annotated[list[str], typer.Option("--pair", help="cli.option.pair", metavar="A,B")]
_Out = Annotated[str, typer.Option("-o", "--out", help="cli.option.drawn_out", metavar="FOLDER")]

NAME = "uncertainty"


@verb
def uncertainty(  # noqa: PLR0913, PLR0917 - a parameter an option
    screen: Screen,
    edition: EditionId,
    data: Data,
    out: _Out = "",
    source: Source = [],  # noqa: B006 - Typer copies it
    group: GroupOption = "",
    pair: _Pair = [],  # noqa: B006
    draws: _Draws = "",
    weights: Weights = "",
    claims: Claims = "",
    seed: Seed = "",
    period: Period = "",
) -> None:
    """An interrupt ends the draws; what is told and written is then that of the draws made."""
    from aqyl import index
    from aqyl.assess.uncertainty import uncertainty as drawn
    from aqyl.cli.uncertainty_view import as_dict, show
    from aqyl.cli.work import assess_only, note_carried

    changes = changed_rules(weights, claims, seed, draws)
    pairs, chosen = [_pair(text) for text in pair], year(period)
    target = folder(out) if out else None
    with screen.progress(3) as begin:
        assessed = assess_only(edition, Path(data), begin, period=chosen)
        draft, groups = draft_of(assessed, group, changes)
        named = [(assessed.unit(one), assessed.unit(other)) for one, other in pairs]
        begin("draw", edition=assessed.edition.id)
        work = index.Work(progress=begin.part)
        found = drawn(draft, source, groups=groups, pairs=named, work=work)
    written = _write(target, assessed, found) if target else None
    note_carried(screen, assessed)
    if screen.is_json:
        screen.result(as_dict(found))
    else:
        show(screen, assessed, found)
    if written is not None:
        screen.note(screen.say("cli.written", path=written))


def changed_rules(
    weights: str, claims: str, seed: str, draws: str = ""
) -> dict[str, float | int | None]:
    """What the options change of an edition's rules. Raises InputError for wrong numbers."""
    return {
        "weights": share("--weights", weights),
        "claims": share("--claims", claims),
        "seed": whole("--seed", seed, low=0),
        "draws": whole("--draws", draws),
    }


def draft_of(
    assessed: Assessed, group: str, changes: dict[str, float | int | None]
) -> tuple[Draft, list[str] | None]:
    """The draft with changed rules, and the groups asked for (None: all of them).

    Raises InputError for an unknown group.
    """
    from aqyl.assess.uncertainty import Draft, groups_of

    groups = groups_of(assessed.assessment)
    if group and group not in groups:
        values = {"given": group, "allowed": ", ".join(groups)}
        raise InputError([Problem("uncertainty.group_unknown", values=values)])
    return Draft.of(assessed.assessment, **changes), [group] if group else None


def _pair(text: str) -> tuple[str, str]:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(parts) or parts[0] == parts[1]:
        raise InputError([Problem("uncertainty.pair_unknown", values={"given": text})])
    return parts[0], parts[1]


def _write(out: Path, assessed: Assessed, found: Uncertain) -> Path:
    from aqyl.assess import uncertainty as room
    from aqyl.cli.work import read_besides
    from aqyl.publish.analyses import write_analysis
    from aqyl.publish.outputs import describe_assessment

    tables = {
        "uncertainty.csv": (room.DRAWS, room.draws_table([found])),
        "levels.csv": (room.LEVELS, room.levels_table([found])),
        "ahead.csv": (room.AHEAD, room.ahead_table([found])),
    }
    run = describe_assessment(found.assessment, assessed.tables, read_besides(assessed))
    rules = found.rules.model_dump(mode="json", exclude={"source"})
    done = {group: drawn.figures.done for group, drawn in found.groups.items()}
    made = {"draws": done, "undrawn": list(found.undrawn)}
    manifest = {**run, "seed": found.rules.seed, "sources": list(found.sources), "rules": rules}
    return write_analysis(out, NAME, assessed.edition.id, tables, {**manifest, **made})
