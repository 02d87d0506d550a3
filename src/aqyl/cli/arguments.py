"""Arguments and options that more than one verb takes, and the reading of their words."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Annotated

import typer

from aqyl.problems import InputError, Problem

EditionId = Annotated[str, typer.Argument(help="cli.argument.edition", metavar="EDITION")]
Data = Annotated[str, typer.Argument(help="cli.argument.data", metavar="DATA")]
Out = Annotated[str, typer.Option("-o", "--out", help="cli.option.out", metavar="FOLDER")]
Period = Annotated[str, typer.Option("--period", help="cli.option.period", metavar="YEAR")]

# Whole numbers longer than this are a slip of the hand.
_DIGITS = 15


def year(text: str, option: str = "--period") -> str | None:
    """A year of four digits; None when none is given. Raises InputError for anything else."""
    if text and not re.fullmatch(r"(?!0000)[0-9]{4}", text):
        raise InputError([Problem("cli.period", values={"option": option, "given": text})])
    return text or None


def day(option: str, given: str) -> dt.date | None:
    """A day as YYYY-MM-DD; None when none is given. Raises InputError for what is no day."""
    try:
        return dt.date.fromisoformat(given) if given else None
    except ValueError:
        raise InputError([Problem("cli.day", values={"option": option, "given": given})]) from None


def choice(option: str, given: str, allowed: tuple[str, ...]) -> str:
    """A word that must be one of a few. Raises InputError for another."""
    if given not in allowed:
        values = {"option": option, "given": given, "allowed": ", ".join(allowed)}
        raise InputError([Problem("cli.choice", values=values)])
    return given


def whole(option: str, given: str, low: int = 1, high: int = 10**_DIGITS - 1) -> int | None:
    """A whole number from `low` to `high`; None when none is given. Raises InputError otherwise."""
    if not given:
        return None
    if not given.isdecimal() or len(given) > _DIGITS or not low <= int(given) <= high:
        values = {"option": option, "given": given, "low": low, "high": high}
        raise InputError([Problem("cli.whole", values=values)])
    return int(given)


def number(option: str, given: str) -> float:
    """A number of any size and sign. Raises InputError for anything else."""
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", given):
        raise InputError([Problem("cli.number", values={"option": option, "given": given})])
    return float(given)


def folder(given: str) -> Path:
    """A folder that is there or can be made. Raises InputError where a file is in its place."""
    from aqyl.publish.folders import check_folder

    check_folder(Path(given))
    return Path(given)


def share(option: str, given: str) -> float | None:
    """A number from 0 to 1; None when none is given. Raises InputError for anything else."""
    if not given:
        return None
    if not re.fullmatch(r"0(\.\d+)?|\.\d+|1(\.0+)?", given):
        raise InputError([Problem("cli.share", values={"option": option, "given": given})])
    return float(given)
