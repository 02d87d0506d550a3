"""`aqyl edition check`: everything that is wrong with an edition's files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb
from aqyl.problems import InputError, Place, Problem, raise_if

if TYPE_CHECKING:
    from aqyl.standard import Edition

_Path = Annotated[str, typer.Argument(help="cli.argument.edition_path", metavar="PATH")]


@verb
def check(screen: Screen, path: _Path) -> None:
    """Say that the edition is whole, or raise all problems at once."""
    edition = _checked(path)
    counts = {
        "domains": len(edition.domains),
        "initiatives": len(edition.initiatives),
        "indicators": len(edition.indicators),
    }
    if screen.is_json:
        screen.result({"edition": edition.id, **counts, "problems": []})
    else:
        screen.line(screen.say("cli.edition.whole", edition=edition.id, **counts))


def _checked(path: str) -> Edition:
    from aqyl.standard import check_folder, load_edition

    folder = Path(path)
    if not folder.is_dir():
        return load_edition(path)
    if not (folder / "edition.yaml").is_file():
        raise InputError([Problem("edition.empty", Place(path), {"given": path})])
    edition, problems = check_folder(folder)
    raise_if(problems)
    if edition is None:
        raise InputError([Problem("edition.empty", Place(path), {"given": path})])
    return edition
