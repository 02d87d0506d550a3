"""`aqyl form check`: what is wrong with a filled form, and what taking it would change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqyl.cli.arguments import EditionId
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb
from aqyl.problems import InputError, Place, Problem

_File = Annotated[str, typer.Argument(help="cli.argument.form_file", metavar="FILE")]
_Data = Annotated[str, typer.Option("--data", help="cli.option.form_before", metavar="DATA")]


@verb
def check(screen: Screen, edition: EditionId, file: _File, data: _Data = "") -> None:
    """Remarks, changes against DATA, and how much is filled in; nothing is taken."""
    from aqyl.assess.form import Entries, build_form
    from aqyl.assess.form import check as check_form
    from aqyl.cli.form.view import Checked, show, to_json
    from aqyl.cli.form.work import read_before, unit_of
    from aqyl.publish.form import preview, read_form, read_head
    from aqyl.standard import load_edition

    loaded, head = load_edition(edition), read_head(Path(file))
    if head.edition != loaded.id:
        values = {"given": head.edition, "allowed": loaded.id}
        raise InputError([Problem("form.other_edition", Place(file), values)])
    form = build_form(loaded, unit_of(loaded, head.settlement), head.period)
    filled = read_form(Path(file), form)
    tables = read_before(data)
    before = Entries.of(tables, head.settlement, head.period)
    last_year = Entries.of(tables, head.settlement, str(int(head.period) - 1))
    now = filled.entries(before)
    remarks = check_form(form, now.answers, now.values, last_year)
    checked = Checked(form, now, filled, remarks, preview(before, filled))
    if screen.is_json:
        screen.result(to_json(screen, checked))
    else:
        show(screen, checked)
