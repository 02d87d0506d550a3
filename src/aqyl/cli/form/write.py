"""`aqyl form write`: a settlement's form as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqyl.cli.arguments import EditionId, Period, year
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb
from aqyl.problems import InputError, Place, Problem

_Settlement = Annotated[str, typer.Argument(help="cli.argument.settlement", metavar="SETTLEMENT")]
_File = Annotated[str, typer.Option("-o", "--out", help="cli.option.form_out", metavar="FILE")]
_Data = Annotated[str, typer.Option("--data", help="cli.option.form_data", metavar="DATA")]


@verb
def write(
    screen: Screen,
    edition: EditionId,
    settlement: _Settlement,
    out: _File,
    period: Period = "",
    data: _Data = "",
) -> None:
    """What DATA holds is filled in; last year's answers stand beside.

    A file that is there may be filled in already: it is refused, never written over.
    """
    from aqyl.assess import latest_period
    from aqyl.assess.form import Entries, build_form
    from aqyl.cli.form.work import read_before, unit_of
    from aqyl.publish.form import write_form
    from aqyl.standard import load_edition

    path, wanted = Path(out), year(period)
    if path.exists():
        raise InputError([Problem("cli.file_there", Place(out), {"given": out})])
    loaded = load_edition(edition)
    tables = read_before(data)
    chosen = wanted or (latest_period(tables) if tables else str(loaded.in_force.start.year))
    form = build_form(loaded, unit_of(loaded, settlement), chosen)
    now = Entries.of(tables, settlement, chosen)
    last_year = Entries.of(tables, settlement, str(int(chosen) - 1))
    write_form(path, form, now, last_year, screen.lang)
    cards = len(list(form.cards()))
    if screen.is_json:
        about = {"file": out, "edition": loaded.id, "settlement": settlement}
        screen.result({**about, "period": chosen, "cards": cards})
    elif screen.talks:
        name = form.settlement_title.say(screen.lang)
        screen.line(screen.say("cli.form.written", path=out, name=name, period=chosen, cards=cards))
