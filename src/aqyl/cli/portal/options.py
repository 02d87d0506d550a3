"""Options that the portal's verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Home = Annotated[str, typer.Option("--home", help="cli.option.home", metavar="FOLDER")]
OneFile = Annotated[str, typer.Argument(help="cli.argument.backup", metavar="FILE")]


def folder(home: str) -> Path | None:
    """The folder given, or None for the one that AQYL_HOME names."""
    return Path(home) if home else None
