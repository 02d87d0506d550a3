"""The entry point of `aqyl`: settings, signals, exit codes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from typing import TextIO, cast

from aqyl.cli.settings import Settings, scan
from aqyl.problems import raise_if


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code, whose meanings stand in `aqyl.cli.failures`."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    settings = scan(given, os.environ)
    _speak_any_letter(sys.stdout, sys.stderr)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _run(given, settings)
    except BrokenPipeError:
        return _reader_left()
    except (Exception, KeyboardInterrupt) as error:
        from aqyl.cli.failures import report

        return report(error, settings)
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(arguments: list[str], settings: Settings) -> int:
    from typer.main import get_command

    from aqyl.cli.app import app
    from aqyl.cli.failures import INTERRUPTED, interrupted, unknown_language

    raise_if(unknown_language(settings))
    command = get_command(app)
    code = command.main(arguments, prog_name="aqyl", standalone_mode=False, obj=settings)
    sys.stdout.flush()
    return interrupted(settings) if code == INTERRUPTED else int(code or 0)


def _speak_any_letter(*streams: TextIO) -> None:
    """A terminal that lacks a letter shows a question mark instead of ending the run."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _reader_left() -> int:
    """`aqyl … | head` has all it wants: no fault; nothing more is flushed into the closed pipe."""
    closed = os.open(os.devnull, os.O_WRONLY)
    os.dup2(closed, cast(TextIO, sys.stdout).fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
