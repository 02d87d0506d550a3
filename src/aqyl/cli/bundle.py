"""`aqyl bundle`: an assessment frozen as one file that anyone can replay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aqyl.cli.arguments import Data, EditionId, Period, day, year
from aqyl.cli.screen import Screen, Steps
from aqyl.cli.verb import verb

if TYPE_CHECKING:
    from aqyl.publish.bundle import Bundle

_Out = Annotated[str, typer.Option("-o", "--out", help="cli.option.bundle_out", metavar="FILE")]
_Created = Annotated[
    str, typer.Option("--created-on", help="cli.option.created_on", metavar="YYYY-MM-DD")
]
_Licence = Annotated[
    str, typer.Option("--data-licence", help="cli.option.data_licence", metavar="TEXT")
]
_Draws = Annotated[bool, typer.Option("--with-draws", help="cli.option.with_draws")]


@verb
def bundle(  # noqa: PLR0913, PLR0917 - a parameter an option
    screen: Screen,
    edition: EditionId,
    data: Data,
    out: _Out,
    period: Period = "",
    created_on: _Created = "",
    data_licence: _Licence = "",
    with_draws: _Draws = False,
) -> None:
    """The file appears whole or not at all."""
    from aqyl.publish.bundle import Publication, read_bundle, write_bundle

    publication = Publication(
        edition,
        Path(data),
        year(period),
        draws=with_draws,
        created_on=day("--created-on", created_on),
        data_licence=data_licence.strip() or None,
    )
    with screen.progress(5 if with_draws else 4) as begin:
        path = write_bundle(Path(out), publication, stages(begin, edition))
    written = read_bundle(path)
    if screen.is_json:
        screen.result(_result(written))
    elif screen.talks:
        stated = written.manifest
        values = {"edition": stated.edition.id, "period": stated.period, "path": path}
        size = {"count": len(written.files), "size": written.size, "sha256": written.sha256}
        screen.line(screen.say("cli.bundle.written", **values, **size))


def stages(begin: Steps, name: str) -> Callable[[str], None]:
    """Words for the stages of writing and verifying; name: of what is assessed."""
    words: dict[str, Callable[[], None]] = {
        "read": lambda: begin("read"),
        "assess": lambda: begin("assess", edition=name),
        "audit": lambda: begin("audit", edition=name),
        "draw": lambda: begin("draw", edition=name),
        "pack": lambda: begin("pack"),
        "unpack": lambda: begin("unpack"),
        "compare": lambda: begin("compare"),
    }
    return lambda stage: words[stage]()


def _result(written: Bundle) -> dict[str, object]:
    """Where the bundle is, its SHA-256 and size, and its manifest."""
    head = {"bundle": str(written.path), "sha256": written.sha256, "size": written.size}
    return {**head, "manifest": written.manifest.model_dump(mode="json")}
