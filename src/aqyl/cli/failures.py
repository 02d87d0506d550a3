"""From an exception to words on stderr and an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import typer

from aqyl.cli.settings import Settings
from aqyl.cli.streams import write_error
from aqyl.problems import AqylError, Place, Problem, told

FINE, FAULT, BAD_INPUT, STOPPED, INTERRUPTED = 0, 1, 2, 3, 130


def report(error: BaseException, settings: Settings) -> int:
    """Say what went wrong, in the language and form of the settings; the exit code."""
    if isinstance(error, KeyboardInterrupt):
        return interrupted(settings)
    if settings.debug:
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    if isinstance(error, AqylError):
        return _tell(error.problems, settings, error.exit_code)
    if isinstance(error, typer.TyperException):
        return _tell([_misuse(error)], settings, BAD_INPUT)
    if isinstance(error, OSError):
        return _tell([_refused(error)], settings, BAD_INPUT)
    values = {"kind": type(error).__name__, "detail": str(error)}
    return _tell([Problem("cli.fault", values=values)], settings, FAULT)


def unknown_language(settings: Settings) -> list[Problem]:
    """A problem when a language was asked for that is not one of the three."""
    if settings.unknown is None:
        return []
    given, where = settings.unknown
    return [Problem("cli.lang", values={"given": given, "where": where})]


def interrupted(settings: Settings) -> int:
    """Say that the run was broken off."""
    return _tell([Problem("cli.interrupted")], settings, INTERRUPTED)


def _tell(problems: Sequence[Problem], settings: Settings, code: int) -> int:
    lang = settings.lang
    if settings.json:
        listed = [problem.as_dict(lang) for problem in problems]
        text = json.dumps(listed, ensure_ascii=False, indent=2)
    else:
        text = told(problems, lang)
    write_error(text + "\n")
    return code


def _misuse(error: typer.TyperException) -> Problem:
    """A wrong use of the command line, which Typer words in English, as a problem."""
    kind, option = type(error).__name__, str(getattr(error, "option_name", ""))
    context = getattr(error, "ctx", None)
    values: dict[str, object] = {"command": context.command_path if context else "aqyl"}
    if kind == "NoSuchOption":
        near = ", ".join(sorted(getattr(error, "possibilities", None) or [])) or "–"
        return Problem("cli.no_option", values={**values, "given": option, "near": near})
    if kind == "BadOptionUsage":
        return Problem("cli.option_value", values={**values, "option": option})
    return Problem("cli.misuse", values={**values, "detail": error.format_message()})


def _refused(error: OSError) -> Problem:
    """The file system said no: no room, no right, a file where a folder should be."""
    name = str(error.filename or "")
    return Problem("cli.file_system", Place(name), {"given": error.strerror or str(error)})
