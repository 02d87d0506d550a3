"""`aqyl documents`: strategy, roadmap or progress report of a plan as a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqyl.cli.arguments import choice
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

_Plan = Annotated[str, typer.Argument(help="cli.argument.plan", metavar="PLAN")]
_Kind = Annotated[
    str, typer.Option("--kind", help="cli.option.kind", metavar="strategy|roadmap|progress")
]
_Format = Annotated[
    str, typer.Option("--format", help="cli.option.format", metavar="docx|pdf|xlsx|json")
]
_Reports = Annotated[str, typer.Option("--reports", help="cli.option.reports", metavar="REPORTS")]
_Edition = Annotated[
    str, typer.Option("--edition", help="cli.option.plan_edition", metavar="EDITION")
]
_Out = Annotated[str, typer.Option("-o", "--out", help="cli.option.document_out", metavar="FILE")]


@verb
def documents(
    screen: Screen,
    plan: _Plan,
    out: _Out,
    kind: _Kind = "roadmap",
    form: _Format = "pdf",
    reports: _Reports = "",
    edition: _Edition = "",
) -> None:
    """The document appears whole or not at all, in the language of `--lang`."""
    from aqyl.plan import read_plan, read_reports
    from aqyl.publish.documents import FORMATS, KINDS, open_dossier, write_document
    from aqyl.standard import load_edition
    from aqyl.tables import sha256_of

    chosen = next(one for one in KINDS if one == choice("--kind", kind, KINDS))
    wanted = next(one for one in FORMATS if one == choice("--format", form, FORMATS))
    path = Path(out)
    with screen.progress(2) as begin:
        begin("read")
        told = read_reports(Path(reports)) if reports else ()
        used = load_edition(edition) if edition else None
        dossier = open_dossier(read_plan(Path(plan)), told, used)
        begin("document")
        write_document(path, dossier, chosen, wanted, screen.lang)
    if screen.is_json:
        result = {"document": str(path), "kind": kind, "format": form, "lang": screen.lang}
        screen.result({**result, "sha256": sha256_of(path), "size": path.stat().st_size})
    elif screen.talks:
        screen.line(screen.say("cli.documents.written", path=path, size=path.stat().st_size))
